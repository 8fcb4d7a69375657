package io.keepwell.deploy.account;

import io.keepwell.core.account.PartnerNames;
import io.keepwell.core.database.Database;
import io.keepwell.core.identity.Identity;
import io.keepwell.core.rollup.refresh.Lifecycles;
import io.keepwell.core.setting.Settings;
import io.keepwell.deploy.Failure;
import io.keepwell.deploy.run.DatabaseOptions;
import io.keepwell.deploy.run.Decider;
import io.micronaut.context.ApplicationContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `keepwell account`: shows who an account is, merges and splits accounts.
@Command(
        name = "account",
        description = {
            "Who an account is: show, merge, split, proposals.",
            "",
            "ACCOUNT is its number, or what a partner calls it: PARTNER:NAME, such as billing:4711."
        })
public final class AccountCommand {
    private static final int MOST_PROPOSALS = 1_000;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Command(
            name = "show",
            description =
                    "Shows an account's names, how it stood and stands, what is merged into it, and what was decided about it.")
    int show(
            @Parameters(paramLabel = "ACCOUNT") String account,
            @Option(
                            names = "--as-of",
                            paramLabel = "MOMENT",
                            description = "How it stood as of then, such as 2026-02-01T06:00:00Z.")
                    Optional<Instant> asOf,
            @Option(names = "--json", description = "Print one line of JSON.") boolean json) {
        try (ApplicationContext context = database.connect()) {
            int number = AccountText.number(context, account);
            Identity.AccountIdentity known = context.getBean(Identity.class)
                    .show(number)
                    .orElseThrow(() -> new Failure("There is no account " + number + "."));
            answers(json).shown(number, known, history(context, known.primary().number(), asOf));
            return 0;
        }
    }

    private static AccountAnswers.History history(ApplicationContext context, int primary, Optional<Instant> asOf) {
        Instant moment = asOf.orElseGet(() -> context.getBean(Clock.class).instant());
        return new AccountAnswers.History(
                context.getBean(Lifecycles.class).of(primary, asOf),
                context.getBean(Database.class).transaction(PartnerNames::byNumber),
                context.getBean(Settings.class).firm().zone().dayOf(moment));
    }

    @Command(
            name = "merge",
            description = {
                "Merges an account into another: all that was ever reported for it counts for the other one,",
                "for days past too. Nothing is rewritten; split undoes it."
            })
    int merge(
            @Parameters(paramLabel = "ACCOUNT", description = "What is merged.") String account,
            @Option(
                            names = "--into",
                            paramLabel = "ACCOUNT",
                            required = true,
                            description = "What it counts as from then on.")
                    String into,
            @Mixin Decision decision) {
        try (ApplicationContext context = database.connect()) {
            int merged = AccountText.number(context, account);
            int primary = AccountText.number(context, into);
            Identity identity = context.getBean(Identity.class);
            switch (identity.merge(primary, merged, decision.decider.who(), decision.why)) {
                case Identity.Outcome.Done done -> answers(decision.json).merged(done);
                case Identity.Outcome.Refused refused -> throw new Failure(refused.message());
            }
            return 0;
        }
    }

    @Command(name = "split", description = "Makes a merged account one of its own again, as before it was merged.")
    int split(
            @Parameters(paramLabel = "ACCOUNT", description = "The merged account.") String account,
            @Mixin Decision decision) {
        try (ApplicationContext context = database.connect()) {
            int merged = AccountText.number(context, account);
            Identity identity = context.getBean(Identity.class);
            switch (identity.split(merged, decision.decider.who(), decision.why)) {
                case Identity.Outcome.Done done -> answers(decision.json).split(done);
                case Identity.Outcome.Refused refused -> throw new Failure(refused.message());
            }
            return 0;
        }
    }

    @Command(
            name = "proposals",
            description = {
                "Lists accounts of which profiles say that they are one, and that staff have to decide about:",
                "an alias ties accounts by itself only while no profile was reported by it."
            })
    int proposals(
            @Option(
                            names = "--most",
                            paramLabel = "N",
                            defaultValue = "50",
                            description = "How many, 1 to 1000; the newest first. Default: ${DEFAULT-VALUE}.")
                    int most,
            @Option(names = "--json", description = "One JSON object a proposal, a line each.") boolean json) {
        if (most < 1 || most > MOST_PROPOSALS) {
            throw new ParameterException(spec.commandLine(), "--most is 1 to " + MOST_PROPOSALS + ".");
        }
        try (ApplicationContext context = database.connect()) {
            answers(json).proposed(context.getBean(Identity.class).proposals(most));
            return 0;
        }
    }

    /// Who decides, and why.
    static final class Decision {
        @Option(names = "--why", paramLabel = "TEXT", required = true, description = "The reason; is kept.")
        private String why;

        @Mixin
        private Decider decider = new Decider();

        @Option(names = "--json", description = "Print one line of JSON.")
        private boolean json;
    }

    private AccountAnswers answers(boolean json) {
        return new AccountAnswers(spec.commandLine().getOut(), json);
    }
}

package io.keepwell.deploy.health;

import io.keepwell.core.account.Account;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.account.SliceDictionary;
import io.keepwell.core.identity.Identity;
import io.keepwell.core.metric.InvalidQueryException;
import io.keepwell.core.metric.health.BackTest;
import io.keepwell.core.metric.health.BackTests;
import io.keepwell.core.metric.health.HealthHistory;
import io.keepwell.core.setting.HealthModel;
import io.keepwell.core.setting.HealthModels;
import io.keepwell.core.setting.HealthPart;
import io.keepwell.core.setting.HealthSettings;
import io.keepwell.core.setting.Settings;
import io.keepwell.core.time.Grain;
import io.keepwell.core.time.Period;
import io.keepwell.deploy.Failure;
import io.keepwell.deploy.account.AccountText;
import io.keepwell.deploy.run.DatabaseOptions;
import io.keepwell.deploy.run.Decider;
import io.keepwell.deploy.run.SliceOption;
import io.micronaut.context.ApplicationContext;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `keepwell health`: how customers' health is scored, how one customer is, and how well scores reported who
/// left.
@Command(
        name = "health",
        description = {
            "How well customers are: show, set, back-test.",
            "",
            "The score of all customers is a metric: keepwell query success.health_score."
        })
public final class HealthCommand {
    private static final int MOST_DAYS = 366;
    private static final int MOST_QUARTERS = 40;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Command(
            name = "show",
            description = {
                "Shows how health is scored, or with an account how that one is: the points of each part, and the score",
                "day by day."
            })
    int show(
            @Parameters(
                            arity = "0..1",
                            paramLabel = "ACCOUNT",
                            description = "Its number, or PARTNER:NAME, such as billing:4711.")
                    @Nullable
                    String account,
            @Option(names = "--on", paramLabel = "DAY", description = "At the end of that day. Default: today.")
                    @Nullable
                    LocalDate on,
            @Option(
                            names = "--days",
                            paramLabel = "N",
                            defaultValue = "30",
                            description = "How many days back, 0 to 366. Default: ${DEFAULT-VALUE}.")
                    int back,
            @Option(names = "--json", description = "Print one line of JSON.") boolean json) {
        if (back < 0 || back > MOST_DAYS) {
            throw new ParameterException(spec.commandLine(), "--days is 0 to " + MOST_DAYS + ".");
        }
        try (ApplicationContext context = database.connect()) {
            LocalDate day = on == null ? today(context) : on;
            if (account == null) {
                answers(json).models(day, models(context));
            } else {
                showAccount(context, account, day, back, json);
            }
            return 0;
        }
    }

    private void showAccount(ApplicationContext context, String text, LocalDate day, int back, boolean json) {
        int number = AccountText.number(context, text);
        Account primary = context.getBean(Identity.class)
                .show(number)
                .orElseThrow(() -> new Failure("There is no account " + number + "."))
                .primary();
        List<LocalDate> days = day.minusDays(back).datesUntil(day.plusDays(1)).toList();
        answers(json).account(primary, context.getBean(HealthHistory.class).of(primary.number(), days));
    }

    @Command(
            name = "set",
            description = {
                "Sets how health is scored from a day on; earlier days keep what held then. What isn't named stays as",
                "it is. The parts are: "
                        + "revenue_by_product, customer_growth, returning, usage_trend, nps, csat, tickets, renewal, payments,",
                "csm_sentiment. docs/metrics.md says what they are."
            })
    int set(
            @Option(
                            names = "--segment",
                            paramLabel = "NAME",
                            defaultValue = "",
                            description = "For its customers only. Default: all segments without a model of their own.")
                    String segment,
            @Option(
                            names = "--from",
                            paramLabel = "DAY",
                            description = "The first day of it; a past one changes what is known of past days. "
                                    + "Default: today.")
                    @Nullable
                    LocalDate from,
            @Option(
                            names = "--weight",
                            paramLabel = "PART=N",
                            description = "What a part weighs, 0 to 1000. Repeatable.")
                    @Nullable
                    Map<String, Integer> weights,
            @Option(names = "--yellow", paramLabel = "N", description = "The lowest score that isn't red.") @Nullable
                    Integer yellow,
            @Option(names = "--green", paramLabel = "N", description = "The lowest score that is green.") @Nullable
                    Integer green,
            @Mixin Decider decider,
            @Option(names = "--json", description = "Print one line of JSON.") boolean json) {
        if (weights == null && yellow == null && green == null) {
            throw new ParameterException(spec.commandLine(), "Set what? Say --weight, --yellow or --green.");
        }
        try (ApplicationContext context = database.connect()) {
            if (!segment.isEmpty()) {
                InvalidQueryException.refuseUnknown(
                        Slice.of(Dimension.SEGMENT, segment), context.getBean(SliceDictionary.class));
            }
            LocalDate first = from == null ? today(context) : from;
            HealthModel before = models(context).on(first, segment);
            HealthModel after = changed(before, weights == null ? Map.of() : weights, yellow, green);
            context.getBean(HealthSettings.class).set(decider.who(), segment, first, after);
            answers(json).set(segment, first, after);
            return 0;
        }
    }

    private static HealthModel changed(
            HealthModel before, Map<String, Integer> named, @Nullable Integer yellow, @Nullable Integer green) {
        Map<HealthPart, Integer> weights = new EnumMap<>(before.weights());
        named.forEach((id, weight) -> weights.put(
                HealthPart.parse(id)
                        .orElseThrow(() -> new Failure("No part is called '" + id + "'. Valid: "
                                + HealthPart.ALL.stream().map(HealthPart::id).collect(Collectors.joining(", "))
                                + ".")),
                weight));
        try {
            return new HealthModel(
                    weights, yellow == null ? before.yellowFrom() : yellow, green == null ? before.greenFrom() : green);
        } catch (IllegalArgumentException nonsense) {
            throw new Failure("Not set: " + nonsense.getMessage() + ".", nonsense);
        }
    }

    @Command(
            name = "back-test",
            description = {
                "Shows how well the scores at the beginning of past quarters predicted who left in them.",
                "AUC: how often, of one who left and one who stayed, the one who left had the lower score; 1 is perfect,",
                "0.5 is chance. Lift: how many times as many of the lowest tenth, or of the red ones, left as of all."
            })
    int backTest(
            @Option(
                            names = "--quarters",
                            paramLabel = "N",
                            defaultValue = "4",
                            description = "How many whole quarters back, 1 to 40. Default: ${DEFAULT-VALUE}.")
                    int quarters,
            @Mixin SliceOption slice,
            @Option(
                            names = "--todays-model",
                            description = "Score by what is set today, not by what was set then: to try new weights.")
                    boolean todaysModel,
            @Option(names = "--json", description = "One JSON object a quarter, a line each.") boolean json) {
        if (quarters < 1 || quarters > MOST_QUARTERS) {
            throw new ParameterException(spec.commandLine(), "--quarters is 1 to " + MOST_QUARTERS + ".");
        }
        try (ApplicationContext context = database.connect()) {
            Slice where = slice.slice();
            Period quarter = Period.of(Grain.QUARTER, today(context));
            List<BackTest> tests = new ArrayList<>();
            for (int back = 0; back < quarters; back++) {
                quarter = Period.of(Grain.QUARTER, quarter.from().minusDays(1));
                tests.add(context.getBean(BackTests.class).of(quarter, where, todaysModel));
            }
            answers(json).backTests(tests.reversed());
            return 0;
        }
    }

    private static HealthModels models(ApplicationContext context) {
        return context.getBean(HealthSettings.class).models(Optional.empty());
    }

    private static LocalDate today(ApplicationContext context) {
        return context.getBean(Settings.class).firm().zone().today(context.getBean(Clock.class));
    }

    private HealthAnswers answers(boolean json) {
        return new HealthAnswers(spec.commandLine().getOut(), json);
    }
}

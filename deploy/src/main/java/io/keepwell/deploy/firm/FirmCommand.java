package io.keepwell.deploy.firm;

import io.keepwell.core.audit.Audit;
import io.keepwell.core.database.Database;
import io.keepwell.core.metric.MetricCatalogue;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.rollup.refresh.MovedDays;
import io.keepwell.core.rollup.refresh.RefreshStatus;
import io.keepwell.core.rollup.refresh.StoredZoneRules;
import io.keepwell.core.setting.Firm;
import io.keepwell.core.setting.Settings;
import io.keepwell.core.time.ReportingZone;
import io.keepwell.core.time.ZoneRulesVersion;
import io.keepwell.deploy.Failure;
import io.keepwell.deploy.Json;
import io.keepwell.deploy.run.DatabaseOptions;
import io.keepwell.deploy.run.Decider;
import io.keepwell.deploy.run.SetFirm;
import io.micronaut.context.ApplicationContext;
import java.io.PrintWriter;
import java.time.DateTimeException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `keepwell firm`: whose customers are watched, and by which days and money.
@Command(
        name = "firm",
        description = {
            "The firm whose customers are watched: its name, the zone whose days figures are for, and its currency.",
            "",
            "Set them after `migrate` and before the services start. Zone and currency stay for ever: events are stored"
                    + " by them."
        })
public final class FirmCommand {
    private static final int LONGEST_NAME = 200;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    private enum Outcome {
        SET,
        RENAMED,
        AS_BEFORE
    }

    @Command(name = "init", description = "Sets them. Fine where they are set so already; the name may change.")
    int init(
            @Option(
                            names = "--name",
                            paramLabel = "NAME",
                            required = true,
                            description = "As screens and mails say it.")
                    String name,
            @Option(names = "--zone", paramLabel = "ZONE", required = true, description = "Such as Europe/Berlin.")
                    String zone,
            @Option(names = "--currency", paramLabel = "CODE", required = true, description = "Such as EUR.")
                    String currency,
            @Mixin Decider decider,
            @Option(names = "--json", description = "Print one line of JSON.") boolean json) {
        Firm wanted = wanted(name, zone, currency);
        try (ApplicationContext context = database.connect()) {
            Settings settings = context.getBean(Settings.class);
            Optional<Firm> before = SetFirm.find(settings, context.getBean(RefreshStatus.class));
            before.ifPresent(firm -> SetFirm.refuseOtherDays(firm, wanted));
            Outcome outcome = outcome(before, wanted);
            if (outcome != Outcome.AS_BEFORE) {
                Audit audit = context.getBean(Audit.class);
                context.getBean(Database.class).run(_ -> {
                    settings.put(wanted);
                    audit.write(decider.who(), "firm.init", "firm", text(wanted));
                    if (outcome == Outcome.SET) {
                        SetFirm.noteZoneRules(settings, audit, decider.who());
                    }
                });
            }
            print(wanted, outcome, json);
            return 0;
        }
    }

    @Command(name = "show", description = "Shows them.")
    int show(@Option(names = "--json", description = "Print one line of JSON.") boolean json) {
        try (ApplicationContext context = database.connect()) {
            Firm firm = context.getBean(Settings.class).firm();
            spec.commandLine().getOut().println(json ? Json.line(object(firm)) : text(firm));
            return 0;
        }
    }

    @Command(
            name = "days",
            description = {
                "Says by which rules of time zones days are fixed, and which events belong to another day by the rules in"
                        + " use than the one at which they are kept. An event's day is fixed when it is stored, so newer"
                        + " rules alone move nothing.",
                "",
                "It says from which month and day to which they go, and which metrics and analyses are made of them.",
                "",
                "With --apply it gives them that day, and all figures are made anew. As of a moment before, they stay what"
                        + " they were. Restart the services with the newer rules before. Takes time in proportion to all"
                        + " events."
            })
    int days(
            @Option(names = "--apply", description = "Move them.") boolean apply,
            @Option(
                            names = "--why",
                            paramLabel = "REASON",
                            description = "With --apply: the reason, for the audit trail.")
                    @Nullable
                    String why,
            @Mixin Decider decider,
            @Option(names = "--json", description = "Print one line of JSON.") boolean json) {
        if (apply == (why == null || why.isBlank())) {
            throw new ParameterException(
                    spec.commandLine(), "--apply and --why go together: what is moved needs a reason.");
        }
        try (ApplicationContext context = database.connect()) {
            MovedDays days = context.getBean(MovedDays.class);
            StoredZoneRules.Rules rules = context.getBean(StoredZoneRules.class).rules();
            List<MovedDays.Moved> moved = apply ? days.move(decider.who(), Objects.requireNonNull(why)) : days.find();
            MovedEvents events = new MovedEvents(context.getBean(MetricCatalogue.class), moved);
            print(rules, events, apply, json);
            return 0;
        }
    }

    private void print(StoredZoneRules.Rules rules, MovedEvents events, boolean apply, boolean json) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("rules_in_use", rules.inUse().name());
            rules.stored().ifPresent(version -> object.put("rules_stored", version.name()));
            object.put("events", events.objects());
            object.put("moved", apply);
            out.println(Json.line(object));
            return;
        }
        out.println("Rules of time zones: " + rules.inUse().name() + " in use, days stored by "
                + rules.stored().map(ZoneRulesVersion::name).orElse("unknown ones") + ".");
        if (events.isEmpty()) {
            out.println("Every event is kept at its day by the rules in use.");
        } else {
            out.println(apply ? "Moved to another day:" : "Kept at another day than by the rules in use:");
            events.lines().forEach(line -> out.println("    " + line));
        }
        boolean otherRules = !rules.stored().equals(Optional.of(rules.inUse()));
        if (apply && (otherRules || !events.isEmpty())) {
            out.println("All figures are made anew. As of a moment before now, they stay what they were.");
        } else if (!apply && (otherRules || !events.isEmpty())) {
            out.println("--apply makes all figures anew, also times in business hours, which go by the same rules.");
        }
    }

    private static Firm wanted(String name, String zone, String currency) {
        if (name.isBlank() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new Failure(
                    "A firm's name has 1 to %d characters, none of them a control character.".formatted(LONGEST_NAME));
        }
        try {
            return new Firm(name.strip(), ReportingZone.of(zone), new CurrencyCode(currency));
        } catch (DateTimeException | IllegalArgumentException unknown) {
            throw new Failure("--zone or --currency names none that exists: " + unknown.getMessage(), unknown);
        }
    }

    private static Outcome outcome(Optional<Firm> before, Firm wanted) {
        if (before.isEmpty()) {
            return Outcome.SET;
        }
        return before.get().equals(wanted) ? Outcome.AS_BEFORE : Outcome.RENAMED;
    }

    private void print(Firm firm, Outcome outcome, boolean json) {
        if (json) {
            Map<String, Object> object = object(firm);
            object.put("changed", outcome != Outcome.AS_BEFORE);
            spec.commandLine().getOut().println(Json.line(object));
            return;
        }
        spec.commandLine()
                .getOut()
                .println(
                        switch (outcome) {
                            case SET -> "The firm is " + text(firm) + ".";
                            case RENAMED -> "The firm is now called " + firm.name() + ".";
                            case AS_BEFORE -> "The firm is " + text(firm) + " already.";
                        });
    }

    private static String text(Firm firm) {
        return "%s, %s, %s"
                .formatted(firm.name(), firm.zone().id(), firm.currency().code());
    }

    private static Map<String, Object> object(Firm firm) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", firm.name());
        object.put("zone", firm.zone().id().getId());
        object.put("currency", firm.currency().code());
        return object;
    }
}

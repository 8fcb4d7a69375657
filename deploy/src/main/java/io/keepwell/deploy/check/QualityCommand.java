package io.keepwell.deploy.check;

import io.keepwell.core.access.KeyCounts;
import io.keepwell.core.access.Partner;
import io.keepwell.core.access.PartnerKeys;
import io.keepwell.core.format.TextTable;
import io.keepwell.core.quality.DataQuality;
import io.keepwell.core.quality.PartnerQuality;
import io.keepwell.core.rollup.refresh.StoredZoneRules;
import io.keepwell.core.setting.Settings;
import io.keepwell.core.time.Period;
import io.keepwell.deploy.Failure;
import io.keepwell.deploy.Json;
import io.keepwell.deploy.run.DatabaseOptions;
import io.micronaut.context.ApplicationContext;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `keepwell quality`: what kind of data partners send.
@Command(
        name = "quality",
        description = {
            "What partners sent, and what is wrong with it: events by kind and day, days without any, repeats,",
            "rejected events and why, money without an exchange rate, accounts that nobody has described.",
            "Only reads. At most 366 days at a time."
        })
public final class QualityCommand implements Callable<Integer> {
    private static final int USUAL_DAYS = 30;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Option(names = "--partner", paramLabel = "NAME", description = "Only this one. Default: all.")
    private @Nullable String partner;

    @Option(
            names = "--from",
            paramLabel = "DAY",
            description = "First day, such as 2026-01-01. Default: 30 days before --to.")
    private @Nullable LocalDate from;

    @Option(names = "--to", paramLabel = "DAY", description = "First day after. Default: tomorrow.")
    private @Nullable LocalDate to;

    @Option(names = "--json", description = "One JSON object a partner, a line each, with the events of each day.")
    private boolean json;

    @Override
    public Integer call() {
        try (ApplicationContext context = database.connect()) {
            LocalDate today = context.getBean(Settings.class).firm().zone().today(context.getBean(Clock.class));
            Period period = period(today);
            DataQuality quality = context.getBean(DataQuality.class);
            for (Partner each : partners(context.getBean(PartnerKeys.class))) {
                print(quality.examine(each, period));
            }
            warn(context.getBean(StoredZoneRules.class).rules());
            return 0;
        }
    }

    /// Beside the lines of JSON, each of which is a partner.
    private void warn(StoredZoneRules.Rules rules) {
        PrintWriter to = json ? spec.commandLine().getErr() : spec.commandLine().getOut();
        rules.warnings().forEach(warning -> to.println("zone rules: " + warning));
    }

    private Period period(LocalDate today) {
        LocalDate end = to == null ? today.plusDays(1) : to;
        LocalDate start = from == null ? end.minusDays(USUAL_DAYS) : from;
        long days = ChronoUnit.DAYS.between(start, end);
        if (days < 1 || days > DataQuality.MOST_DAYS) {
            throw new Failure("From " + start + " to " + end + " isn't a period of 1 to " + DataQuality.MOST_DAYS
                    + " days; --to is the first day after it.");
        }
        return new Period(start, end);
    }

    private List<Partner> partners(PartnerKeys keys) {
        if (partner == null) {
            return keys.partners();
        }
        return List.of(keys.knownPartner(partner)
                .orElseThrow(() -> new Failure("There is no partner " + partner + ". See key list.")));
    }

    private void print(PartnerQuality quality) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.line(object(quality)));
            return;
        }
        KeyCounts answered = quality.answered();
        out.printf("%s, %s%n", quality.partner().name(), quality.period());
        out.printf(
                "  last event    %s%n",
                quality.lastReceivedAt()
                        .map(moment -> moment.truncatedTo(ChronoUnit.SECONDS).toString())
                        .orElse("none for this period"));
        out.printf(
                "  answered      %,d new, %,d repeats, %,d rejected, %,d pending, %,d calls over quota%n",
                answered.accepted(),
                answered.duplicates(),
                answered.rejected(),
                answered.pending(),
                answered.callsOverQuota());
        TextTable kinds = new TextTable()
                .text("kind")
                .number("events")
                .number("days")
                .text("first")
                .text("last")
                .text("");
        quality.kinds().forEach(kind -> add(kinds, kind));
        if (!quality.kinds().isEmpty()) {
            kinds.print(out, "  ");
        }
        for (PartnerQuality.Refusal refusal : quality.refusals()) {
            out.printf(
                    "  rejected      %,d × %s: %s, such as %s%n",
                    refusal.events(),
                    refusal.field().isEmpty() ? refusal.kind() : refusal.field(),
                    refusal.reason().replace('_', ' '),
                    // Whatever a partner sent may be in it.
                    Json.line(refusal.example().eventId()));
        }
        for (PartnerQuality.MissingRate missing : quality.missingRates()) {
            out.printf(
                    "  missing rate  %s: %,d events, from %s to %s%n",
                    missing.currency().code(), missing.events(), missing.from(), missing.last());
        }
        if (quality.stubs().accounts() > 0) {
            out.printf(
                    "  no profile    %,d accounts, such as %s%n",
                    quality.stubs().accounts(),
                    String.join(", ", quality.stubs().names()));
        }
    }

    private static void add(TextTable kinds, PartnerQuality.Kind kind) {
        Stream<String> pending =
                kind.pending() == 0 ? Stream.empty() : Stream.of("%,d pending".formatted(kind.pending()));
        Stream<String> gaps = kind.gaps().isEmpty() ? Stream.empty() : Stream.of("none on " + ranges(kind.gaps()));
        kinds.row(
                kind.kind(),
                "%,d".formatted(kind.total()),
                kind.events().size(),
                kind.events().firstKey(),
                kind.events().lastKey(),
                Stream.concat(pending, gaps).collect(Collectors.joining(", ")));
    }

    /// Days in a row as one range.
    private static String ranges(List<LocalDate> days) {
        List<String> ranges = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < days.size(); i++) {
            boolean ends =
                    i + 1 == days.size() || !days.get(i + 1).equals(days.get(i).plusDays(1));
            if (ends) {
                ranges.add(start == i ? days.get(i).toString() : days.get(start) + " to " + days.get(i));
                start = i + 1;
            }
        }
        return String.join(", ", ranges);
    }

    private static Map<String, Object> object(PartnerQuality quality) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("partner", quality.partner().name());
        object.put("from", quality.period().from().toString());
        object.put("to", quality.period().to().toString());
        quality.lastReceivedAt().ifPresent(moment -> object.put("last_received", moment.toString()));
        KeyCounts answered = quality.answered();
        object.put("calls", answered.calls());
        object.put("calls_over_quota", answered.callsOverQuota());
        object.put("accepted", answered.accepted());
        object.put("duplicates", answered.duplicates());
        object.put("rejected", answered.rejected());
        object.put("pending", answered.pending());
        object.put("kinds", quality.kinds().stream().map(QualityCommand::object).toList());
        object.put(
                "refusals",
                quality.refusals().stream().map(QualityCommand::object).toList());
        object.put(
                "missing_rates",
                quality.missingRates().stream().map(QualityCommand::object).toList());
        object.put("stubs", quality.stubs().accounts());
        object.put("stub_names", quality.stubs().names());
        return object;
    }

    private static Map<String, Object> object(PartnerQuality.Kind kind) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("kind", kind.kind());
        object.put("events", kind.total());
        object.put("pending_now", kind.pending());
        object.put("gaps", kind.gaps().stream().map(LocalDate::toString).toList());
        Map<String, Long> days = new LinkedHashMap<>();
        kind.events().forEach((day, count) -> days.put(day.toString(), count));
        object.put("days", days);
        return object;
    }

    private static Map<String, Object> object(PartnerQuality.Refusal refusal) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("kind", refusal.kind());
        object.put("reason", refusal.reason());
        object.put("field", refusal.field());
        object.put("events", refusal.events());
        object.put("example_event_id", refusal.example().eventId());
        object.put("example_at", refusal.example().at().toString());
        return object;
    }

    private static Map<String, Object> object(PartnerQuality.MissingRate missing) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("currency", missing.currency().code());
        object.put("from", missing.from().toString());
        object.put("last", missing.last().toString());
        object.put("events", missing.events());
        return object;
    }
}

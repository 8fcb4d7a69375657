package io.keepwell.core.report;

import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.report.schedule.MissedRuns;
import io.keepwell.core.report.schedule.PeriodRule;
import io.keepwell.core.report.schedule.ReportSchedule;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Sections about a set of metrics in a period, delivered to people by a schedule. `ReportText` reads and writes one as
/// people do.
///
/// @param title one line, at most 200 characters
/// @param about which period a run is about
/// @param send when it is sent; empty where it is sent by hand only
/// @param missed what becomes of runs that were due while no service was running
/// @param onlyIf of which one has to hold for it to be sent; none where it is sent in any case
/// @param slice the accounts that all its figures are of
/// @param metrics at least one, in the order in which they are shown
/// @param sections at least one, in the order in which they are shown
/// @param recipients may be empty: then it is kept, but sent to nobody
/// @param enabled whether it is sent by schedule; by hand it can be sent anyway
public record Report(
        ReportId id,
        String title,
        PeriodRule about,
        Optional<ReportSchedule> send,
        MissedRuns missed,
        List<SendCondition> onlyIf,
        Slice slice,
        List<ReportMetric> metrics,
        List<ReportSection> sections,
        List<Recipient> recipients,
        boolean enabled) {
    public static final int LONGEST_TITLE = 200;
    public static final int MOST_METRICS = 60;
    public static final int MOST_SECTIONS = 60;
    public static final int MOST_RECIPIENTS = 1_000;

    public static final int MOST_CONDITIONS = 20;

    /// For how many different scopes it is rendered at most.
    public static final int MOST_SCOPES = 100;

    /// What a monthly summary for managers is usually put together from.
    public static final List<SectionId> USUAL_SECTIONS = Stream.of(
                    "headlines",
                    "mrr-bridge",
                    "trends",
                    "figures",
                    "mrr-movements",
                    "largest-movements",
                    "health",
                    "targets",
                    "explanations")
            .map(SectionId::new)
            .toList();

    public Report {
        if (title.isBlank() || title.length() > LONGEST_TITLE || title.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a report's title is one line of 1 to " + LONGEST_TITLE + " characters");
        }
        metrics = distinct("metrics", metrics, 1, MOST_METRICS);
        sections = distinct("sections", sections, 1, MOST_SECTIONS);
        onlyIf = distinct("conditions", onlyIf, 0, MOST_CONDITIONS);
        for (SendCondition condition : onlyIf) {
            if (metrics.stream().noneMatch(each -> each.metric().equals(condition.metric()))) {
                throw new IllegalArgumentException("'" + condition + "' is about none of the report's metrics");
            }
        }
        recipients = List.copyOf(recipients);
        var _ = distinct(
                "recipients", recipients.stream().map(Recipient::address).toList(), 0, MOST_RECIPIENTS);
        if (recipients.stream().map(Recipient::scope).distinct().count() > MOST_SCOPES) {
            throw new IllegalArgumentException(
                    "a report's recipients have at most " + MOST_SCOPES + " different scopes");
        }
        for (Recipient recipient : recipients) {
            for (Map.Entry<Dimension, String> value : recipient.scope().values().entrySet()) {
                if (!slice.values()
                        .getOrDefault(value.getKey(), value.getValue())
                        .equals(value.getValue())) {
                    throw new IllegalArgumentException("the report is about "
                            + value.getKey().id() + " '" + slice.value(value.getKey()) + "', of which "
                            + recipient.address() + ", who may see '" + value.getValue() + "', would get nothing");
                }
            }
        }
    }

    private static <T> List<T> distinct(String what, List<T> items, int fewest, int most) {
        if (items.size() < fewest || items.size() > most || new HashSet<>(items).size() < items.size()) {
            throw new IllegalArgumentException(
                    "a report has " + fewest + " to " + most + " different " + what + ", not " + items.size());
        }
        return List.copyOf(items);
    }

    /// What those with a scope get figures of: the accounts that the report is about and the scope allows.
    public Slice of(Slice scope) {
        Slice both = slice;
        for (Map.Entry<Dimension, String> value : scope.values().entrySet()) {
            both = both.with(value.getKey(), value.getValue());
        }
        return both;
    }

    /// What it is made for, each scope by its text: those that recipients have, or all of it where there are none.
    public SortedMap<String, Slice> scopes() {
        SortedMap<String, Slice> scopes = new TreeMap<>();
        recipients.forEach(recipient -> scopes.put(recipient.scopeText(), recipient.scope()));
        if (scopes.isEmpty()) {
            scopes.put("", Slice.WHOLE);
        }
        return scopes;
    }

    /// The same, sent by schedule or not.
    public Report enabled(boolean now) {
        return new Report(id, title, about, send, missed, onlyIf, slice, metrics, sections, recipients, now);
    }

    /// The same, for others.
    public Report to(List<Recipient> others) {
        return new Report(id, title, about, send, missed, onlyIf, slice, metrics, sections, others, enabled);
    }
}

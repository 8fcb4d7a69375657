package io.keepwell.core.report;

import io.keepwell.core.metric.MetricId;
import io.keepwell.core.time.ReportingZone;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/// Sections about a set of metrics, delivered to people once a month, about the month before.
///
/// @param title one line, at most 200 characters
/// @param metrics at least one, in the order in which they are shown, each by its default definition
/// @param sections at least one, in the order in which they are shown
/// @param recipients may be empty: then it is kept, but sent to nobody
/// @param sendOnDay 1 to 31; in a month that is shorter, its last day
/// @param sendAt in the reporting zone, in whole minutes
/// @param enabled whether it is sent by schedule; by hand it can be sent anyway
public record Report(
        ReportId id,
        String title,
        List<MetricId> metrics,
        List<SectionId> sections,
        List<MailAddress> recipients,
        int sendOnDay,
        LocalTime sendAt,
        boolean enabled) {
    public static final int LONGEST_TITLE = 200;
    public static final int MOST_METRICS = 40;
    public static final int MOST_SECTIONS = 40;
    public static final int MOST_RECIPIENTS = 40;

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
        recipients = distinct("recipients", recipients, 0, MOST_RECIPIENTS);
        if (sendOnDay < 1 || sendOnDay > 31) {
            throw new IllegalArgumentException("a report is sent on day 1 to 31 of the month, not " + sendOnDay);
        }
        sendAt = sendAt.truncatedTo(ChronoUnit.MINUTES);
    }

    private static <T> List<T> distinct(String what, List<T> items, int fewest, int most) {
        if (items.size() < fewest || items.size() > most || new HashSet<>(items).size() < items.size()) {
            throw new IllegalArgumentException(
                    "a report has " + fewest + " to " + most + " different " + what + ", not " + items.size());
        }
        return List.copyOf(items);
    }

    /// The moment from which on the report about a month is due. Where the clock is put forward over the time
    /// of sending, as much later as it is put forward.
    public Instant dueAt(YearMonth reported, ReportingZone zone) {
        YearMonth sending = reported.plusMonths(1);
        LocalDate day = sending.atDay(Math.min(sendOnDay, sending.lengthOfMonth()));
        return day.atTime(sendAt).atZone(zone.id()).toInstant();
    }
}

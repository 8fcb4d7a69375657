package io.keepwell.core.report;

import io.keepwell.core.metric.MetricId;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// @param metrics their ids, comma-separated, as are sections and recipients
/// @param sendAt with seconds: `07:00:00`
@MappedEntity("report")
record ReportRow(
        @Id String reportId,
        String title,
        String metrics,
        String sections,
        String recipients,
        int sendOnDay,
        String sendAt,
        boolean enabled,
        Instant dueSince) {
    static ReportRow of(Report report, Instant dueSince) {
        return new ReportRow(
                report.id().id(),
                report.title(),
                list(report.metrics()),
                list(report.sections()),
                list(report.recipients()),
                report.sendOnDay(),
                report.sendAt() + ":00",
                report.enabled(),
                dueSince);
    }

    Report report() {
        return new Report(
                new ReportId(reportId),
                title,
                items(metrics).map(MetricId::new).toList(),
                items(sections).map(SectionId::new).toList(),
                items(recipients).map(MailAddress::new).toList(),
                sendOnDay,
                LocalTime.parse(sendAt),
                enabled);
    }

    Reports.Scheduled scheduled() {
        return new Reports.Scheduled(report(), dueSince);
    }

    private static String list(Collection<?> items) {
        return items.stream().map(Object::toString).collect(Collectors.joining(","));
    }

    private static Stream<String> items(String list) {
        return Arrays.stream(list.split(",")).filter(item -> !item.isEmpty());
    }
}

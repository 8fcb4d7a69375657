package io.keepwell.core.report;

import io.keepwell.core.time.Period;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@MappedEntity("delivery")
record DeliveryRow(
        @Id String reportId,
        @Id LocalDate fromDay,
        @Id LocalDate toDay,
        @Id String recipient,
        Delivery.State state,
        int attempts,
        String problem,
        String messageId,
        Instant nextAttemptAt,
        @Nullable Instant deliveredAt) {
    Delivery delivery() {
        return new Delivery(
                new RunId(new ReportId(reportId), new Period(fromDay, toDay)),
                new MailAddress(recipient),
                state,
                attempts,
                problem,
                messageId,
                nextAttemptAt,
                Optional.ofNullable(deliveredAt));
    }
}

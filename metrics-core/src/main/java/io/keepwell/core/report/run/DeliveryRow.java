package io.keepwell.core.report.run;

import io.keepwell.core.report.MailAddress;
import io.keepwell.core.report.ReportId;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@MappedEntity("delivery")
record DeliveryRow(
        @Id String reportId,
        @Id Instant dueAt,
        @Id String recipient,
        String scope,
        Delivery.State state,
        int attempts,
        String problem,
        String messageId,
        Instant nextAttemptAt,
        @Nullable Instant deliveredAt) {
    Delivery delivery() {
        return new Delivery(
                new RunId(new ReportId(reportId), dueAt),
                new MailAddress(recipient),
                scope,
                state,
                attempts,
                problem,
                messageId,
                nextAttemptAt,
                Optional.ofNullable(deliveredAt));
    }
}

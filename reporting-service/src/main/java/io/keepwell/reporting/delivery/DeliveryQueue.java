package io.keepwell.reporting.delivery;

import static io.keepwell.reporting.delivery.Outbox.MOST_ATTEMPTS;
import static io.keepwell.reporting.delivery.Outbox.THIS_RUN;
import static io.keepwell.reporting.delivery.Outbox.cut;
import static io.keepwell.reporting.delivery.Outbox.pause;
import static io.keepwell.reporting.delivery.Outbox.set;
import static io.keepwell.reporting.delivery.Outbox.utc;

import io.keepwell.core.database.Database;
import io.keepwell.core.report.MailAddress;
import io.keepwell.core.report.ReportId;
import io.keepwell.core.report.run.Delivery;
import io.keepwell.core.report.run.RunId;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Hands out deliveries that are due, each to one process, and brings them from one state to the next. Every step
/// is one statement that says what the state must be, so that of several processes only one takes it.
@Singleton
final class DeliveryQueue {
    /// Longer than any talk with a mail server goes on.
    static final Duration LONGEST_TALK = Duration.ofMinutes(15);

    private final Database database;
    private final Clock clock;

    DeliveryQueue(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// A delivery that the caller alone may now talk to the mail server about.
    ///
    /// @param attempt tells this claim from any later one
    record Claim(RunId run, MailAddress recipient, String scope, String messageId, int attempt) {}

    /// Takes one delivery that is due, the one that has waited longest first.
    ///
    /// @param run only of this run; empty for any
    Optional<Claim> claim(Optional<RunId> run) {
        Instant now = clock.instant();
        return database.transaction(connection -> {
            Optional<Claim> due = selectDue(connection, run, now);
            if (due.isPresent()) {
                markSending(connection, due.get(), now);
            }
            return due;
        });
    }

    private static Optional<Claim> selectDue(Connection connection, Optional<RunId> run, Instant now)
            throws SQLException {
        // index: delivery_due
        try (PreparedStatement select =
                connection.prepareStatement("""
                select report_id, due_at, recipient, scope, message_id, attempts
                from delivery
                where state = 'PENDING' and next_attempt_at <= ?
                """ + (run.isPresent() ? " and report_id = ? and due_at = ?" : "") + """
                 order by next_attempt_at
                limit 1
                for update skip locked
                """)) {
            select.setObject(1, utc(now));
            if (run.isPresent()) {
                set(select, 2, run.get());
            }
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.of(claim(rows)) : Optional.<Claim>empty();
            }
        }
    }

    private static Claim claim(ResultSet rows) throws SQLException {
        return new Claim(
                new RunId(
                        new ReportId(rows.getString("report_id")),
                        rows.getObject("due_at", LocalDateTime.class).toInstant(ZoneOffset.UTC)),
                new MailAddress(rows.getString("recipient")),
                rows.getString("scope"),
                rows.getString("message_id"),
                rows.getInt("attempts") + 1);
    }

    private static void markSending(Connection connection, Claim claim, Instant now) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update delivery set state = 'SENDING', attempts = ?, claimed_at = ?"
                        + THIS_RUN + " and recipient = ?")) {
            update.setInt(1, claim.attempt());
            update.setObject(2, utc(now));
            set(update, 3, claim.run());
            update.setString(5, claim.recipient().address());
            update.executeUpdate();
        }
    }

    /// Writes down what came of a claim. A claim that was taken for dead in the meantime still tells the truth,
    /// unless somebody has claimed the delivery anew.
    void settle(Claim claim, Handover handover) {
        Instant now = clock.instant();
        switch (handover) {
            case Handover.Accepted() -> settle(claim, Delivery.State.DELIVERED, "", now, now);
            case Handover.Unknown(String problem) -> settle(claim, Delivery.State.UNCERTAIN, problem, now, null);
            case Handover.Refused(String problem) -> settle(claim, Delivery.State.GIVEN_UP, problem, now, null);
            case Handover.NotNow(String problem) -> {
                boolean last = claim.attempt() >= MOST_ATTEMPTS;
                settle(
                        claim,
                        last ? Delivery.State.GIVEN_UP : Delivery.State.PENDING,
                        problem,
                        now.plus(pause(claim.attempt())),
                        null);
            }
        }
    }

    private void settle(
            Claim claim, Delivery.State state, String problem, Instant nextAttemptAt, @Nullable Instant deliveredAt) {
        database.run(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "update delivery set state = ?, problem = ?, next_attempt_at = ?, delivered_at = ?, claimed_at = null"
                            + THIS_RUN + " and recipient = ? and attempts = ? and state in ('SENDING', 'UNCERTAIN')")) {
                update.setString(1, state.name());
                update.setString(2, cut(problem));
                update.setObject(3, utc(nextAttemptAt));
                update.setObject(4, deliveredAt == null ? null : utc(deliveredAt));
                set(update, 5, claim.run());
                update.setString(7, claim.recipient().address());
                update.setInt(8, claim.attempt());
                update.executeUpdate();
            }
        });
    }

    /// Marks what somebody began to send so long ago that he must have died over it.
    ///
    /// @return how many there were
    int markAbandoned() {
        Instant now = clock.instant();
        return database.transaction(connection -> {
            // index: delivery_due
            try (PreparedStatement update = connection.prepareStatement("""
                    update delivery
                    set state = 'UNCERTAIN', problem = ?, claimed_at = null
                    where state = 'SENDING' and claimed_at < ?
                    """)) {
                update.setString(1, "The service stopped while it was talking to the mail server.");
                update.setObject(2, utc(now.minus(LONGEST_TALK)));
                return update.executeUpdate();
            }
        });
    }
}

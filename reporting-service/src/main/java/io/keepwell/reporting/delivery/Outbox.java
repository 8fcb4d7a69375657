package io.keepwell.reporting.delivery;

import io.keepwell.core.database.Database;
import io.keepwell.core.report.Delivery;
import io.keepwell.core.report.MailAddress;
import io.keepwell.core.report.ReportId;
import io.keepwell.core.report.ReportRuns;
import io.keepwell.core.report.RunContent;
import io.keepwell.core.report.RunId;
import io.keepwell.core.time.Period;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Keeps runs with their deliveries, and brings deliveries from one state to the next. Every step from one state to the
/// next is one statement that says what the
/// state must be, so that of several processes only one takes it.
@Singleton
public final class Outbox {
    /// How often a run is tried to render, and a mail to send, before it takes a person to go on.
    public static final int MOST_ATTEMPTS = 16;

    /// Longer than any talk with a mail server goes on.
    static final Duration LONGEST_TALK = Duration.ofMinutes(15);

    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(4);
    private static final int LONGEST_PROBLEM = 1_000;
    private static final String THIS_RUN = " where report_id = ? and from_day = ? and to_day = ?";

    private final Database database;
    private final ReportRuns runs;
    private final Clock clock;
    private final String domain;

    Outbox(Database database, ReportRuns runs, Clock clock, MailConfiguration configuration) {
        this.database = database;
        this.runs = runs;
        this.clock = clock;
        String from = configuration.from();
        this.domain = from.substring(from.indexOf('@') + 1);
    }

    /// A delivery that the caller alone may now talk to the mail server about.
    ///
    /// @param attempt tells this claim from any later one
    record Claim(RunId run, MailAddress recipient, String messageId, int attempt) {}

    /// Keeps a rendered run together with a delivery to each recipient; nothing of it where the run is rendered
    /// already.
    ///
    /// @return whether it was kept
    public boolean keep(RunId run, Instant asOf, RunContent content, Collection<MailAddress> recipients) {
        Instant now = clock.instant();
        return database.transaction(connection -> {
            if (runs.begin(run, asOf, now).isEmpty()) {
                return false;
            }
            runs.rendered(run, content);
            insertDeliveries(connection, run, recipients, now);
            return true;
        });
    }

    /// Keeps that a run could not be rendered; nothing where another process could.
    public void keepFailure(RunId run, Instant asOf, String problem) {
        Instant now = clock.instant();
        database.run(_ -> runs.begin(run, asOf, now)
                .ifPresent(attempts -> runs.failed(run, cut(problem), nextAttempt(attempts, now))));
    }

    private static Optional<Instant> nextAttempt(int attempts, Instant now) {
        return attempts >= MOST_ATTEMPTS ? Optional.empty() : Optional.of(now.plus(pause(attempts)));
    }

    /// Makes everything of a rendered run that isn't delivered, under way or uncertain due now, and adds a
    /// delivery for each recipient that has none.
    public void makeDue(RunId run, Collection<MailAddress> recipients) {
        Instant now = clock.instant();
        database.run(connection -> {
            insertDeliveries(connection, run, recipients, now);
            try (PreparedStatement update =
                    connection.prepareStatement("update delivery set state = 'PENDING', next_attempt_at = ?" + THIS_RUN
                            + " and state in ('PENDING', 'GIVEN_UP')")) {
                update.setObject(1, utc(now));
                set(update, 2, run);
                update.executeUpdate();
            }
        });
    }

    /// Makes a delivery due again of which nobody knows whether it arrived.
    ///
    /// @return whether there was one
    public boolean makeUncertainDue(RunId run, MailAddress recipient) {
        Instant now = clock.instant();
        return database.transaction(connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement("update delivery set state = 'PENDING', next_attempt_at = ?" + THIS_RUN
                            + " and recipient = ? and state = 'UNCERTAIN'")) {
                update.setObject(1, utc(now));
                set(update, 2, run);
                update.setString(5, recipient.address());
                return update.executeUpdate() == 1;
            }
        });
    }

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
        try (PreparedStatement select = connection.prepareStatement(
                """
                select report_id, from_day, to_day, recipient, message_id, attempts
                from delivery
                where state = 'PENDING' and next_attempt_at <= ?
                """ + (run.isPresent() ? " and report_id = ? and from_day = ? and to_day = ?" : "") + """
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
                        new Period(
                                rows.getObject("from_day", LocalDate.class),
                                rows.getObject("to_day", LocalDate.class))),
                new MailAddress(rows.getString("recipient")),
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
            update.setString(6, claim.recipient().address());
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
                update.setString(8, claim.recipient().address());
                update.setInt(9, claim.attempt());
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

    /// After a number of attempts, how long to wait for the next: twice as long each time, up to four hours.
    static Duration pause(int attempts) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, 10));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    /// Leaves those that are there as they are.
    private void insertDeliveries(Connection connection, RunId run, Collection<MailAddress> recipients, Instant now)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into delivery
                    (report_id, from_day, to_day, recipient, state, attempts, problem, message_id, next_attempt_at)
                values (?, ?, ?, ?, 'PENDING', 0, '', ?, ?)
                on duplicate key update recipient = recipient
                """)) {
            for (MailAddress recipient : List.copyOf(recipients)) {
                set(insert, 1, run);
                insert.setString(4, recipient.address());
                insert.setString(5, messageId(run, recipient));
                insert.setObject(6, utc(now));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /// The same for the same run and recipient, whoever asks and whenever.
    String messageId(RunId run, MailAddress recipient) {
        String all = String.join(
                "\n",
                run.report().id(),
                run.period().from().toString(),
                run.period().to().toString(),
                recipient.address());
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return "<keepwell." + HexFormat.of().formatHex(hash, 0, 16) + "@" + domain + ">";
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void set(PreparedStatement statement, int first, RunId run) throws SQLException {
        statement.setString(first, run.report().id());
        statement.setObject(first + 1, run.period().from());
        statement.setObject(first + 2, run.period().to());
    }

    private static LocalDateTime utc(Instant moment) {
        return LocalDateTime.ofInstant(moment, ZoneOffset.UTC);
    }

    private static String cut(String problem) {
        return problem.length() <= LONGEST_PROBLEM ? problem : problem.substring(0, LONGEST_PROBLEM - 1) + "…";
    }
}

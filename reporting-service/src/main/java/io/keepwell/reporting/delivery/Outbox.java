package io.keepwell.reporting.delivery;

import io.keepwell.core.audit.Audit;
import io.keepwell.core.database.Database;
import io.keepwell.core.report.MailAddress;
import io.keepwell.core.report.Recipient;
import io.keepwell.core.report.run.Delivery;
import io.keepwell.core.report.run.ReportRun;
import io.keepwell.core.report.run.ReportRuns;
import io.keepwell.core.report.run.RunContent;
import io.keepwell.core.report.run.RunId;
import io.keepwell.core.time.Period;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Keeps runs with their deliveries, and what people decide about deliveries. `DeliveryQueue` hands them out.
@Singleton
public final class Outbox {
    /// How often a run is tried to render, and a mail to send, before it takes a person to go on.
    public static final int MOST_ATTEMPTS = 16;

    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(4);
    private static final int LONGEST_PROBLEM = 1_000;
    static final String THIS_RUN = " where report_id = ? and due_at = ?";

    private final Database database;
    private final ReportRuns runs;
    private final Audit audit;
    private final Clock clock;
    private final String domain;

    Outbox(Database database, ReportRuns runs, Audit audit, Clock clock, MailConfiguration configuration) {
        this.database = database;
        this.runs = runs;
        this.audit = audit;
        this.clock = clock;
        String from = configuration.from();
        this.domain = from.substring(from.indexOf('@') + 1);
    }

    /// Keeps what was rendered of a run together with a delivery to each recipient for whose scope there is something.
    /// Where the run is rendered already, only scopes that it lacks are added.
    ///
    /// @param contents by scope
    /// @return whether anything was kept
    public boolean keep(
            RunId run,
            Period period,
            boolean byHand,
            Instant asOf,
            Map<String, RunContent> contents,
            Collection<Recipient> recipients) {
        Instant now = clock.instant();
        return database.transaction(connection -> {
            boolean first = runs.begin(run, period, byHand, asOf, now).isPresent();
            if (first) {
                runs.rendered(run);
            }
            Set<String> there = scopes(run);
            contents.forEach((scope, content) -> {
                if (there.add(scope)) {
                    runs.add(run, scope, content);
                }
            });
            insertDeliveries(connection, run, recipients, there, now);
            return first;
        });
    }

    private Set<String> scopes(RunId run) {
        return runs.find(run).stream()
                .flatMap(found -> found.renderings().stream())
                .map(ReportRun.Rendering::scope)
                .collect(Collectors.toCollection(HashSet::new));
    }

    /// Keeps that a run could not be rendered; nothing where another process could.
    public void keepFailure(RunId run, Period period, boolean byHand, Instant asOf, String problem) {
        Instant now = clock.instant();
        database.run(_ -> runs.begin(run, period, byHand, asOf, now)
                .ifPresent(attempts -> runs.failed(run, cut(problem), nextAttempt(attempts, now))));
    }

    /// Keeps that a run that was due is left out, and why; nothing where it is rendered.
    public void skip(RunId run, Period period, String problem) {
        Instant now = clock.instant();
        database.run(_ -> runs.begin(run, period, false, now, now).ifPresent(_ -> runs.skipped(run, cut(problem))));
    }

    private static Optional<Instant> nextAttempt(int attempts, Instant now) {
        return attempts >= MOST_ATTEMPTS ? Optional.empty() : Optional.of(now.plus(pause(attempts)));
    }

    /// Makes everything of a rendered run that isn't delivered, under way or uncertain due now, and adds a
    /// delivery for each recipient that has none and for whose scope it was rendered.
    public void makeDue(RunId run, Collection<Recipient> recipients) {
        Instant now = clock.instant();
        database.run(connection -> {
            insertDeliveries(connection, run, recipients, scopes(run), now);
            try (PreparedStatement update =
                    connection.prepareStatement("update delivery set state = 'PENDING', next_attempt_at = ?" + THIS_RUN
                            + " and state in ('PENDING', 'GIVEN_UP')")) {
                update.setObject(1, utc(now));
                set(update, 2, run);
                update.executeUpdate();
            }
        });
    }

    /// Settles a delivery of which nobody knows whether it arrived, or that was given up, and writes down who decided.
    ///
    /// @param arrived whether the recipient has it; otherwise it is due again
    /// @return whether there was one
    public boolean settleByHand(String who, RunId run, MailAddress recipient, boolean arrived) {
        Instant now = clock.instant();
        return database.transaction(connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement("update delivery set state = ?, next_attempt_at = ?, delivered_at = ?"
                            + THIS_RUN + " and recipient = ? and state in ('UNCERTAIN', 'GIVEN_UP')")) {
                update.setString(1, (arrived ? Delivery.State.DELIVERED : Delivery.State.PENDING).name());
                update.setObject(2, utc(now));
                update.setObject(3, arrived ? utc(now) : null);
                set(update, 4, run);
                update.setString(6, recipient.address());
                boolean settled = update.executeUpdate() == 1;
                if (settled) {
                    audit.write(
                            who,
                            arrived ? "delivery.arrived" : "delivery.again",
                            "report " + run.report(),
                            run + " to " + recipient);
                }
                return settled;
            }
        });
    }

    /// After a number of attempts, how long to wait for the next: twice as long each time, up to four hours.
    static Duration pause(int attempts) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, 10));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    /// Leaves those that are there as they are.
    ///
    /// @param scopes for which there is something to send
    private void insertDeliveries(
            Connection connection, RunId run, Collection<Recipient> recipients, Set<String> scopes, Instant now)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into delivery
                    (report_id, due_at, recipient, scope, state, attempts, problem, message_id, next_attempt_at)
                values (?, ?, ?, ?, 'PENDING', 0, '', ?, ?)
                on duplicate key update recipient = recipient
                """)) {
            for (Recipient recipient : List.copyOf(recipients)) {
                if (scopes.contains(recipient.scopeText())) {
                    set(insert, 1, run);
                    insert.setString(3, recipient.address().address());
                    insert.setString(4, recipient.scopeText());
                    insert.setString(5, messageId(run, recipient.address()));
                    insert.setObject(6, utc(now));
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    /// The same for the same run and recipient, whoever asks and whenever.
    String messageId(RunId run, MailAddress recipient) {
        String all = String.join("\n", run.report().id(), run.dueAt().toString(), recipient.address());
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return "<keepwell." + HexFormat.of().formatHex(hash, 0, 16) + "@" + domain + ">";
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static void set(PreparedStatement statement, int first, RunId run) throws SQLException {
        statement.setString(first, run.report().id());
        statement.setObject(first + 1, utc(run.dueAt()));
    }

    static LocalDateTime utc(Instant moment) {
        return LocalDateTime.ofInstant(moment, ZoneOffset.UTC);
    }

    static String cut(String problem) {
        return problem.length() <= LONGEST_PROBLEM ? problem : problem.substring(0, LONGEST_PROBLEM - 1) + "…";
    }
}

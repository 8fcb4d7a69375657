package io.keepwell.core.audit;

import io.keepwell.core.database.Database;
import io.keepwell.core.database.NumberSequence;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Writes down what people decide. Nothing of it ever changes.
@Singleton
public final class Audit {
    /// Characters of a detail; longer ones are cut.
    public static final int LONGEST_DETAIL = 5_000;

    private final Database database;
    private final NumberSequence numbers;
    private final Clock clock;

    public Audit(Database database, Clock clock) {
        this.database = database;
        this.numbers = new NumberSequence(database, "audit", 1);
        this.clock = clock;
    }

    /// One decision.
    ///
    /// @param who a staff member's mail address, or the command line with its user
    /// @param action such as `account.merge`: at most 64 letters
    /// @param subject what it was about, such as `account 12`: at most 200 characters
    /// @param detail what was decided and why
    public record Entry(Instant at, String who, String action, String subject, String detail) {}

    /// Writes a decision down in the transaction that carries it out.
    public void write(Connection connection, String who, String action, String subject, String detail)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into audit_trail (entry, happened_at, who, action, subject, detail)
                values (?, ?, ?, ?, ?, ?)
                """)) {
            insert.setLong(1, numbers.next());
            insert.setTimestamp(2, Timestamp.from(clock.instant()));
            insert.setString(3, who);
            insert.setString(4, action);
            insert.setString(5, subject);
            insert.setString(6, detail.substring(0, Math.min(detail.length(), LONGEST_DETAIL)));
            insert.executeUpdate();
        }
    }

    /// The newest decisions about a subject, newest first.
    public List<Entry> about(String subject, int most) {
        // index: audit_subject
        return entries("where subject = ? order by entry desc limit ?", subject, most);
    }

    /// The first decision about a subject after a moment; empty where there was none.
    public Optional<Entry> firstAfter(String subject, Instant moment) {
        // index: audit_subject
        return entries("where subject = ? and happened_at > ? order by entry limit 1", subject, Timestamp.from(moment))
                .stream()
                .findFirst();
    }

    /// The newest decisions, newest first.
    public List<Entry> newest(int most) {
        return entries("order by entry desc limit ?", most);
    }

    /// @param which and in which order
    /// @param parameters for its question marks
    private List<Entry> entries(String which, Object... parameters) {
        return database.transaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select happened_at, who, action, subject, detail from audit_trail " + which)) {
                for (int i = 0; i < parameters.length; i++) {
                    select.setObject(i + 1, parameters[i]);
                }
                return read(select);
            }
        });
    }

    private static List<Entry> read(PreparedStatement select) throws SQLException {
        List<Entry> entries = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                entries.add(new Entry(
                        rows.getTimestamp(1).toInstant(),
                        rows.getString(2),
                        rows.getString(3),
                        rows.getString(4),
                        rows.getString(5)));
            }
        }
        return List.copyOf(entries);
    }
}

package io.keepwell.deploy.demo;

import io.keepwell.core.database.DatabaseException;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.deploy.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;

/// The demo's last day: the day before the story was first reported, so that a later run sends the same story and
/// everything in it has happened. Kept in the data folder.
///
/// @param isNew whether nothing of the story is sent yet
record DemoDay(LocalDate lastDay, boolean isNew) {
    private static final String FILE = "demo-last-day";

    /// The day of the story that the database has events of; where it has none, the day of a new story, which is kept.
    /// The database may have no tables yet.
    ///
    /// @throws Failure where the events aren't the demo's, or nobody can tell of which day
    static DemoDay of(Path data, String databaseUrl, Clock clock) {
        Path file = data.resolve(FILE);
        try {
            if (!hasEvents(databaseUrl)) {
                LocalDate lastDay =
                        LocalDate.now(clock.withZone(StoryPeriod.ZONE)).minusDays(1);
                write(file, lastDay);
                return new DemoDay(lastDay, true);
            }
            if (!Files.exists(file)) {
                throw new Failure("The database has events that the demo did not send, and is left as it is: give the"
                        + " demo a data folder of its own with --data, or an empty database with --db.");
            }
            return new DemoDay(LocalDate.parse(Files.readString(file).strip()), false);
        } catch (DateTimeParseException unreadable) {
            throw new Failure(
                    "The file " + file + " does not hold the demo's last day: start the demo over with --fresh.",
                    unreadable);
        } catch (IOException problem) {
            throw new Failure("The file " + file + " can't be used: " + problem.getMessage(), problem);
        } catch (SQLException problem) {
            throw new DatabaseException(problem);
        }
    }

    private static void write(Path file, LocalDate day) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path written = Files.createTempFile(folder, FILE, ".new");
        Files.writeString(written, day.toString());
        Files.move(written, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static boolean hasEvents(String databaseUrl) throws SQLException {
        try (Connection connection = DriverManager.getConnection(databaseUrl)) {
            for (FactTable<?> table : FactTables.ALL) {
                if (exists(connection, table) && hasRows(connection, table)) {
                    return true;
                }
            }
            return false;
        }
    }

    private static boolean exists(Connection connection, FactTable<?> table) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select 1 from information_schema.tables where table_schema = database() and table_name = ?")) {
            select.setString(1, table.table());
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static boolean hasRows(Connection connection, FactTable<?> table) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select 1 from " + table.table() + " limit 1");
                ResultSet rows = select.executeQuery()) {
            return rows.next();
        }
    }
}

package io.keepwell.core.setting;

import io.keepwell.core.audit.Audit;
import io.keepwell.core.database.Database;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Keeps the versions of the health model. Nothing of it is ever changed: a new version takes the place
/// of an older one from its day on, for what is known from now on.
@Singleton
public final class HealthSettings {
    private static final int MOST_TOLD = 100;
    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T00:00:00Z");

    private final Database database;
    private final Audit audit;
    private final Clock clock;

    public HealthSettings(Database database, Audit audit, Clock clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    /// Every version that was known at a moment.
    ///
    /// @param asOf empty for now
    public HealthModels models(Optional<Instant> asOf) {
        return database.transaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    select segment, valid_from, set_at, weights, yellow_from, green_from
                    from health_model
                    where set_at <= ?
                    """)) {
                select.setTimestamp(1, Timestamp.from(asOf.orElse(END_OF_TIME)));
                List<HealthModels.Version> versions = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        versions.add(new HealthModels.Version(
                                rows.getString(1),
                                rows.getDate(2).toLocalDate(),
                                rows.getTimestamp(3).toInstant(),
                                new HealthModel(weights(rows.getString(4)), rows.getInt(5), rows.getInt(6))));
                    }
                }
                return new HealthModels(versions);
            }
        });
    }

    /// What was decided about models after a moment and until another: `health of Enterprise`, and from
    /// which day on; of each segment of the newest 100 decisions.
    public List<Audit.Entry> between(Instant after, Instant until) {
        return models(Optional.of(until)).versions().stream()
                .filter(version -> version.setAt().isAfter(after))
                .map(version -> subject(version.segment()))
                .distinct()
                .flatMap(subject -> audit.about(subject, MOST_TOLD).stream())
                .filter(entry -> entry.at().isAfter(after) && !entry.at().isAfter(until))
                .toList();
    }

    private static String subject(String segment) {
        return segment.isEmpty() ? "health of all segments" : "health of " + segment;
    }

    /// Sets the model of a segment.
    ///
    /// @param who a staff member's mail address, or the command line with its user
    /// @param segment empty for all segments without a model of their own
    /// @param from the first day whose scores it makes; it may be past, which changes what is known of
    ///     those days
    public void set(String who, String segment, LocalDate from, HealthModel model) {
        database.run(connection -> {
            insert(connection, segment, from, model);
            audit.write(
                    connection,
                    who,
                    "health.set",
                    subject(segment),
                    "from " + from + ": " + text(model.weights()) + "; yellow from " + model.yellowFrom()
                            + ", green from " + model.greenFrom());
        });
    }

    private void insert(Connection connection, String segment, LocalDate from, HealthModel model) throws SQLException {
        // Of two set at the very same moment the later one holds.
        try (PreparedStatement insert = connection.prepareStatement("""
                replace into health_model (segment, valid_from, set_at, weights, yellow_from, green_from)
                values (?, ?, ?, ?, ?, ?)
                """)) {
            insert.setString(1, segment);
            insert.setObject(2, from);
            insert.setTimestamp(3, Timestamp.from(clock.instant().truncatedTo(ChronoUnit.MICROS)));
            insert.setString(4, text(model.weights()));
            insert.setInt(5, model.yellowFrom());
            insert.setInt(6, model.greenFrom());
            insert.executeUpdate();
        }
    }

    private static String text(Map<HealthPart, Integer> weights) {
        return weights.entrySet().stream()
                .map(entry -> entry.getKey().id() + "=" + entry.getValue())
                .collect(Collectors.joining(" "));
    }

    private static Map<HealthPart, Integer> weights(String text) {
        Map<HealthPart, Integer> weights = new EnumMap<>(HealthPart.class);
        Arrays.stream(text.split(" ", -1)).forEach(item -> {
            int equals = item.indexOf('=');
            HealthPart part = HealthPart.parse(item.substring(0, equals))
                    .orElseThrow(() -> new IllegalStateException("no part of health is called " + item));
            weights.put(part, Integer.parseInt(item.substring(equals + 1)));
        });
        return weights;
    }
}

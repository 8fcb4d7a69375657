package io.keepwell.core.setting;

import io.keepwell.core.audit.Audit;
import io.keepwell.core.database.Database;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
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
    private static final int MOST_ENTRIES = 100;

    private final Database database;
    private final HealthModelRepository repository;
    private final Audit audit;
    private final Clock clock;

    HealthSettings(Database database, HealthModelRepository repository, Audit audit, Clock clock) {
        this.database = database;
        this.repository = repository;
        this.audit = audit;
        this.clock = clock;
    }

    /// Every version that was known at a moment.
    ///
    /// @param asOf empty for now
    public HealthModels models(Optional<Instant> asOf) {
        List<HealthModelRow> rows = database.transaction(
                _ -> asOf.map(repository::findBySetAtLessThanEquals).orElseGet(repository::findAll));
        return new HealthModels(rows.stream().map(HealthSettings::version).toList());
    }

    private static HealthModels.Version version(HealthModelRow row) {
        return new HealthModels.Version(
                row.segment(),
                row.validFrom(),
                row.setAt(),
                new HealthModel(weights(row.weights()), row.yellowFrom(), row.greenFrom()));
    }

    /// What was decided about models after a moment and until another: `health of Enterprise`, and from
    /// which day on; of each segment of the newest 100 decisions.
    public List<Audit.Entry> between(Instant after, Instant until) {
        return models(Optional.of(until)).versions().stream()
                .filter(version -> version.setAt().isAfter(after))
                .map(version -> subject(version.segment()))
                .distinct()
                .flatMap(subject -> audit.about(subject, MOST_ENTRIES).stream())
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
        database.run(_ -> {
            repository.put(new HealthModelRow(
                    segment,
                    from,
                    clock.instant().truncatedTo(ChronoUnit.MICROS),
                    text(model.weights()),
                    model.yellowFrom(),
                    model.greenFrom()));
            audit.write(
                    who,
                    "health.set",
                    subject(segment),
                    "from " + from + ": " + text(model.weights()) + "; yellow from " + model.yellowFrom()
                            + ", green from " + model.greenFrom());
        });
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

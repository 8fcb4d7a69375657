package io.keepwell.core.target;

import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.account.SliceDictionary;
import io.keepwell.core.audit.Audit;
import io.keepwell.core.database.Coded;
import io.keepwell.core.database.Database;
import io.keepwell.core.database.NumberSequence;
import io.keepwell.core.metric.CustomDimension;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.DefinitionId;
import io.keepwell.core.metric.InvalidQueryException;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.MetricCatalogue;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.time.Period;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Keeps targets, and by when metrics are to be reviewed. Writes down who decided.
@Singleton
public final class Targets {
    private static final String COLUMNS =
            "select target_id, metric, definition, slice, from_day, to_day, term, value from target";

    private final Database database;
    private final NumberSequence numbers;
    private final MetricCatalogue catalogue;
    private final SliceDictionary slices;
    private final Audit audit;

    public Targets(Database database, MetricCatalogue catalogue, SliceDictionary slices, Audit audit) {
        this.database = database;
        this.numbers = new NumberSequence(database, "target", 1);
        this.catalogue = catalogue;
        this.slices = slices;
        this.audit = audit;
    }

    /// All of them, by metric, period and slice.
    public List<Target> all() {
        return database.transaction(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement(COLUMNS + " order by metric, from_day, to_day, slice, definition")) {
                return read(select);
            }
        });
    }

    /// Those of a metric's definition in a slice whose period holds a day, the shortest first.
    public List<Target> on(LocalDate day, MetricId metric, DefinitionId definition, Slice slice) {
        return all().stream()
                .filter(target -> target.metric().equals(metric)
                        && target.definition().equals(definition)
                        && target.slice().equals(slice)
                        && target.period().contains(day))
                .sorted((one, other) ->
                        Long.compare(one.period().days(), other.period().days()))
                .toList();
    }

    /// Keeps a target, in place of the one for the same metric, definition, slice and period.
    ///
    /// @param who a staff member's mail address, or the command line with its user
    /// @return the target as it is kept
    /// @throws BadQuestionException where there is no such metric or definition, or it has no figure of
    ///     anything but a detail, which targets don't have; where no account ever stood in the slice
    public Target put(
            String who,
            MetricId metric,
            DefinitionId definition,
            Slice slice,
            Period period,
            Target.Horizon term,
            BigDecimal value) {
        MetricId known = known(metric, definition);
        InvalidQueryException.refuseUnknown(slice, slices);
        int fresh = Math.toIntExact(numbers.next());
        return database.transaction(connection -> {
            // The number stays the one that it was first given.
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into target (target_id, metric, definition, slice, from_day, to_day, term, value)
                    values (?, ?, ?, ?, ?, ?, ?, ?)
                    on duplicate key update
                        term = values(term),
                        value = values(value)
                    """)) {
                Target kept = new Target(fresh, known, definition, slice, period, term, value);
                insert.setInt(1, fresh);
                insert.setString(2, known.id());
                insert.setString(3, definition.id());
                insert.setString(4, text(slice));
                insert.setObject(5, period.from());
                insert.setObject(6, period.to());
                insert.setInt(7, term.code());
                insert.setBigDecimal(8, kept.value());
                insert.executeUpdate();
            }
            Target kept = find(connection, known, definition, slice, period).orElseThrow();
            audit.write(who, "target.set", subject(kept), described(kept));
            return kept;
        });
    }

    /// The metric's own id, where it was named by a former one.
    private MetricId known(MetricId metric, DefinitionId definition) {
        Metric found = catalogue.get(metric);
        Optional<Definition> asked = found.info().definition(definition.id());
        if (asked.isEmpty()) {
            throw InvalidQueryException.noSuch(
                    "definition",
                    "definition of " + metric,
                    definition.id(),
                    found.info().definitions().stream()
                            .map(each -> each.id().id())
                            .toList());
        }
        asked.flatMap(Definition::customDimension)
                .filter(CustomDimension::needed)
                .ifPresent(detail -> {
                    throw new InvalidQueryException(
                            "metric",
                            "A target of " + found.info().id() + " could never be judged: it has a figure of one "
                                    + detail.name() + " only, and a target names none.");
                });
        return found.info().id();
    }

    /// Forgets a target.
    ///
    /// @return whether there was one
    public boolean remove(String who, int number) {
        return database.transaction(connection -> {
            Optional<Target> found = find(connection, number);
            if (found.isEmpty()) {
                return false;
            }
            try (PreparedStatement delete = connection.prepareStatement("delete from target where target_id = ?")) {
                delete.setInt(1, number);
                delete.executeUpdate();
            }
            audit.write(who, "target.remove", subject(found.get()), described(found.get()));
            return true;
        });
    }

    /// By which day each metric is to be reviewed, of those for which somebody said.
    public SortedMap<MetricId, LocalDate> reviews() {
        return database.transaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement("select metric, review_on from metric_review");
                    ResultSet rows = select.executeQuery()) {
                SortedMap<MetricId, LocalDate> reviews = new TreeMap<>(Comparator.comparing(MetricId::id));
                while (rows.next()) {
                    reviews.put(new MetricId(rows.getString(1)), rows.getDate(2).toLocalDate());
                }
                return reviews;
            }
        });
    }

    /// Says by which day somebody has to look again whether a metric is measured in the right way. It is
    /// overdue from the day after.
    ///
    /// @throws BadQuestionException where there is no such metric
    public void review(String who, MetricId metric, LocalDate on) {
        MetricId known = catalogue.get(metric).info().id();
        database.run(connection -> {
            try (PreparedStatement replace =
                    connection.prepareStatement("replace into metric_review (metric, review_on) values (?, ?)")) {
                replace.setString(1, known.id());
                replace.setObject(2, on);
                replace.executeUpdate();
            }
            audit.write(who, "metric.review", "metric " + known.id(), "by " + on);
        });
    }

    private static Optional<Target> find(Connection connection, int number) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(COLUMNS + " where target_id = ? for update")) {
            select.setInt(1, number);
            return read(select).stream().findFirst();
        }
    }

    private static Optional<Target> find(
            Connection connection, MetricId metric, DefinitionId definition, Slice slice, Period period)
            throws SQLException {
        // index: target_of
        try (PreparedStatement select = connection.prepareStatement(COLUMNS + """
                 where metric = ?
                and definition = ?
                and slice = ?
                and from_day = ?
                and to_day = ?
                """)) {
            select.setString(1, metric.id());
            select.setString(2, definition.id());
            select.setString(3, text(slice));
            select.setObject(4, period.from());
            select.setObject(5, period.to());
            return read(select).stream().findFirst();
        }
    }

    private static List<Target> read(PreparedStatement select) throws SQLException {
        List<Target> targets = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                targets.add(new Target(
                        rows.getInt(1),
                        new MetricId(rows.getString(2)),
                        new DefinitionId(rows.getString(3)),
                        slice(rows.getString(4)),
                        new Period(
                                rows.getDate(5).toLocalDate(), rows.getDate(6).toLocalDate()),
                        Coded.of(Target.Horizon.class, rows.getInt(7)),
                        rows.getBigDecimal(8)));
            }
        }
        return List.copyOf(targets);
    }

    private static String subject(Target target) {
        return "target " + target.number();
    }

    private static String described(Target target) {
        return target.metric() + " by " + target.definition() + ", "
                + (target.slice().isWhole() ? "whole firm" : target.slice().toString()) + ", "
                + target.period().from() + " to " + target.period().to() + ", "
                + target.term().label() + ": "
                + target.value().toPlainString();
    }

    private static String text(Slice slice) {
        return slice.values().entrySet().stream()
                .map(entry -> entry.getKey().id() + "=" + entry.getValue())
                .collect(Collectors.joining("\n"));
    }

    private static Slice slice(String text) {
        Map<Dimension, String> values = text.lines()
                .collect(Collectors.toMap(
                        line -> Dimension.parse(line.substring(0, line.indexOf('=')))
                                .orElseThrow(() -> new IllegalStateException("no dimension in " + line)),
                        line -> line.substring(line.indexOf('=') + 1)));
        return new Slice(values);
    }
}

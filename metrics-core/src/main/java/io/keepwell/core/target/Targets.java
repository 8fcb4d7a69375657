package io.keepwell.core.target;

import io.keepwell.core.account.Slice;
import io.keepwell.core.account.SliceDictionary;
import io.keepwell.core.audit.Audit;
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
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Keeps targets, and by when metrics are to be reviewed. Writes down who decided.
@Singleton
public final class Targets {
    private final Database database;
    private final TargetRepository targets;
    private final MetricReviewRepository reviews;
    private final NumberSequence numbers;
    private final MetricCatalogue catalogue;
    private final SliceDictionary slices;
    private final Audit audit;

    Targets(
            Database database,
            TargetRepository targets,
            MetricReviewRepository reviews,
            MetricCatalogue catalogue,
            SliceDictionary slices,
            Audit audit) {
        this.database = database;
        this.targets = targets;
        this.reviews = reviews;
        this.numbers = new NumberSequence(database, "target", 1);
        this.catalogue = catalogue;
        this.slices = slices;
        this.audit = audit;
    }

    /// All of them, by metric, period and slice.
    public List<Target> all() {
        return database.transaction(_ -> targets.findAllOrderByMetricAndFromDayAndToDayAndSliceAndDefinition()).stream()
                .map(TargetRow::target)
                .toList();
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
    /// @throws InvalidQueryException where there is no such metric or definition, or it has no figure of
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
        TargetRow row = TargetRow.of(
                new Target(Math.toIntExact(numbers.next()), known, definition, slice, period, term, value));
        return database.transaction(_ -> {
            targets.put(row);
            Target kept = targets.getByMetricAndDefinitionAndSliceAndFromDayAndToDay(
                            row.metric(), row.definition(), row.slice(), row.fromDay(), row.toDay())
                    .target();
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
        return database.transaction(_ -> {
            Optional<Target> found = targets.findByTargetIdForUpdate(number).map(TargetRow::target);
            found.ifPresent(target -> {
                targets.deleteByTargetId(number);
                audit.write(who, "target.remove", subject(target), described(target));
            });
            return found.isPresent();
        });
    }

    /// By which day each metric is to be reviewed, of those for which somebody said.
    public SortedMap<MetricId, LocalDate> reviews() {
        SortedMap<MetricId, LocalDate> days = new TreeMap<>(Comparator.comparing(MetricId::id));
        database.transaction(_ -> reviews.findAll())
                .forEach(row -> days.put(new MetricId(row.metric()), row.reviewOn()));
        return days;
    }

    /// Says by which day somebody has to look again whether a metric is measured in the right way. It is
    /// overdue from the day after.
    ///
    /// @throws InvalidQueryException where there is no such metric
    public void review(String who, MetricId metric, LocalDate on) {
        MetricId known = catalogue.get(metric).info().id();
        database.run(_ -> {
            reviews.put(new MetricReviewRow(known.id(), on));
            audit.write(who, "metric.review", "metric " + known.id(), "by " + on);
        });
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
}

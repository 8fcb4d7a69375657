package io.keepwell.core.metric.health;

import io.keepwell.core.account.AccountSet;
import io.keepwell.core.account.Slice;
import io.keepwell.core.account.SliceDictionary;
import io.keepwell.core.ledger.CustomValueDictionary;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.metric.InvalidQueryException;
import io.keepwell.core.rollup.read.CellRequest;
import io.keepwell.core.rollup.read.CurrentData;
import io.keepwell.core.rollup.read.MeasureReader;
import io.keepwell.core.rollup.read.SliceMeasures;
import io.keepwell.core.setting.HealthModels;
import io.keepwell.core.setting.Settings;
import io.keepwell.core.time.Period;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Asks of past periods how well health scores at their beginning predicted who left in them. Scores are made
/// of what had happened by then, as it is known now.
@Singleton
public final class BackTests {
    private final CurrentData knowledge;
    private final SliceDictionary slices;
    private final CustomValueDictionary details;
    private final Settings settings;
    private final Clock clock;

    public BackTests(
            CurrentData knowledge,
            SliceDictionary slices,
            CustomValueDictionary details,
            Settings settings,
            Clock clock) {
        this.knowledge = knowledge;
        this.slices = slices;
        this.details = details;
        this.settings = settings;
        this.clock = clock;
    }

    /// @param slice where the customers stood when the period began
    /// @param todaysModels whether they are scored by the models that hold today, rather than by those
    ///     of then
    /// @throws InvalidQueryException where the period hasn't ended yet, or no account ever stood in the
    ///     slice
    public BackTest of(Period period, Slice slice, boolean todaysModels) {
        LocalDate today = settings.firm().zone().today(clock);
        if (period.to().isAfter(today)) {
            throw new InvalidQueryException(
                    "to", "Who leaves until " + period.to() + " can't be known yet: it is " + today + ".");
        }
        InvalidQueryException.refuseUnknown(slice, slices);
        CellRequest cells = HealthReads.cells(List.of(period.from()))
                .and(CellRequest.of(Set.of(Measure.CUSTOMERS), List.of(period.to())));
        MeasureReader readings = new SliceMeasures(knowledge, slices, details, cells)
                .of(slice, period, Optional.empty(), HealthReads.READS.measures());
        HealthModels models = todaysModels ? readings.healthModels().forEver(today) : readings.healthModels();
        AccountSet still = readings.allCustomersAt(period.to());
        ScoredCustomers all = HealthScores.of(readings, period.from(), models);
        List<BackTest.Scored> scored = all.scored()
                .mapToObj(all::health)
                .map(health -> new BackTest.Scored(
                        health.score().orElseThrow(), health.band().orElseThrow(), !still.has(health.account())))
                .toList();
        return BackTest.of(period, scored, all.size() - (long) scored.size());
    }
}

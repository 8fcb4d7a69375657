package io.keepwell.core.fact;

import io.keepwell.core.database.Coded;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// A planned talk with a customer.
///
/// @param plannedOn for PLANNED: the day it is planned for; empty for the event's own day
public record CheckIn(String checkInId, Step step, Optional<LocalDate> plannedOn) implements Fact {
    public static final FactTable<CheckIn> TABLE = new FactTable<>(
            CheckIn.class,
            "check_in",
            17,
            List.of(
                    Column.text("check_in_id", CheckIn::checkInId),
                    Column.code("step", CheckIn::step),
                    Column.optionalDay("planned_on", CheckIn::plannedOn)),
            rows -> new CheckIn(
                    rows.getString("check_in_id"),
                    Column.code(rows, "step", Step.class),
                    Column.optionalDay(rows, "planned_on")));

    @Override
    public FactTable<CheckIn> table() {
        return TABLE;
    }

    @Override
    public Sentence sentence() {
        return Sentence.of("Check-in " + checkInId + " ").word(step).day(" for ", plannedOn);
    }

    /// What happened. The code is what is stored and never changes.
    public enum Step implements Coded {
        PLANNED(1),
        HELD(2),
        /// Was planned and isn't any more.
        CANCELLED(3);

        private final int code;

        Step(int code) {
            this.code = code;
        }

        @Override
        public int code() {
            return code;
        }
    }
}

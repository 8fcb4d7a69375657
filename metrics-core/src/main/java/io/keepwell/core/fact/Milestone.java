package io.keepwell.core.fact;

import io.keepwell.core.database.Coded;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// A point that a customer reaches on its way.
///
/// @param name which goal; may be empty
/// @param estimatedOn for ONBOARDING_STARTED: the day by which it should be done
public record Milestone(Point point, String name, Optional<LocalDate> estimatedOn) implements Fact {
    public static final FactTable<Milestone> TABLE = new FactTable<>(
            Milestone.class,
            "milestone",
            9,
            List.of(
                    Column.code("point", Milestone::point),
                    Column.text("name", Milestone::name),
                    Column.optionalDay("estimated_on", Milestone::estimatedOn)),
            rows -> new Milestone(
                    Column.code(rows, "point", Point.class),
                    rows.getString("name"),
                    Column.optionalDay(rows, "estimated_on")));

    @Override
    public FactTable<Milestone> table() {
        return TABLE;
    }

    @Override
    public Sentence sentence() {
        return Sentence.of("Milestone: ").word(point).also(name).day(", expected by ", estimatedOn);
    }

    /// What was reached. The code is what is stored and never changes.
    public enum Point implements Coded {
        /// The first interaction with the firm.
        FIRST_CONTACT(1),
        /// The moment of value, as the firm defines it.
        VALUE_REACHED(2),
        ONBOARDING_STARTED(3),
        ONBOARDING_ENDED(4),
        /// An engagement goal.
        GOAL_REACHED(5);

        private final int code;

        Point(int code) {
            this.code = code;
        }

        @Override
        public int code() {
            return code;
        }
    }
}

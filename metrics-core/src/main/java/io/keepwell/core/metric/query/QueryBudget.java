package io.keepwell.core.metric.query;

import io.keepwell.core.metric.InvalidQueryException;
import io.keepwell.core.metric.ValueFormat;
import java.util.function.BooleanSupplier;

/// How much work an answer may take, and whether anybody still waits for it.
///
/// @param mostFigures that one answer has at most
/// @param isGivenUp whether nobody waits any more, asked before each figure
public record QueryBudget(int mostFigures, BooleanSupplier isGivenUp) {
    /// As much as it takes.
    public static final QueryBudget UNBOUNDED = new QueryBudget(Integer.MAX_VALUE, () -> false);

    /// That nobody waits for the answer any more.
    public static final class GivenUpException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private GivenUpException() {
            super("nobody waits for the answer any more");
        }
    }

    /// @throws GivenUpException where nobody waits any more
    public void check() {
        if (isGivenUp.getAsBoolean()) {
            throw new GivenUpException();
        }
    }

    /// @param field of the query by which there are so many
    /// @throws InvalidQueryException where these are too many figures
    public void refuseMore(long figures, String field) {
        if (figures > mostFigures) {
            throw new InvalidQueryException(
                    field,
                    "An answer has at most " + ValueFormat.count(mostFigures) + " figures, not "
                            + ValueFormat.count(figures)
                            + ": one for each definition, period and value. Ask for fewer definitions, a shorter"
                            + " time, a coarser grain, or the largest values only.");
        }
    }
}

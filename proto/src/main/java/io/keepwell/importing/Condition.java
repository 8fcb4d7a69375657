package io.keepwell.importing;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What one cell of a row has to be.
final class Condition {
    private final String name;
    private final int column;
    private final Optional<Set<String>> is;
    private final Optional<Set<String>> not;
    private final Optional<Boolean> filled;
    private final List<Bound> bounds;
    private final Numbers numbers;

    /// @param sign of the comparison of the cell with the limit
    private record Bound(BigDecimal limit, int sign, boolean orEqual) {
        boolean holds(BigDecimal number) {
            int compared = number.compareTo(limit);
            return (orEqual && compared == 0) || Integer.signum(compared) == sign;
        }
    }

    private Condition(Place place, Mapping.When when, FieldText.Setting setting) {
        this.name = when.column();
        this.column = setting.columns().index(place, when.column());
        this.is = Optional.ofNullable(when.is()).map(Set::copyOf);
        this.not = Optional.ofNullable(when.not()).map(Set::copyOf);
        this.filled = Optional.ofNullable(when.filled());
        this.numbers = setting.numbers();
        this.bounds = java.util.stream.Stream.of(
                        bound(place, when.above(), 1, false),
                        bound(place, when.below(), -1, false),
                        bound(place, when.atLeast(), 1, true),
                        bound(place, when.atMost(), -1, true))
                .flatMap(Optional::stream)
                .toList();
    }

    /// @throws ImportProblem where a limit is no number, or the file lacks the column
    static Condition of(Place place, Mapping.When when, FieldText.Setting setting) {
        return new Condition(place, when, setting);
    }

    private static Optional<Bound> bound(Place place, @Nullable String limit, int sign, boolean orEqual) {
        if (limit == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Bound(new BigDecimal(limit), sign, orEqual));
        } catch (NumberFormatException notANumber) {
            throw place.problem("'" + limit + "' is no number to compare with.");
        }
    }

    /// @throws BadValue where a number is to be compared and the cell has none
    boolean holds(String[] cells) throws BadValue {
        String cell = cells[column];
        if ((is.isPresent() && !is.get().contains(cell))
                || (not.isPresent() && not.get().contains(cell))
                || (filled.isPresent() && filled.get() == cell.isEmpty())) {
            return false;
        }
        if (bounds.isEmpty()) {
            return true;
        }
        if (cell.isEmpty()) {
            return false;
        }
        BigDecimal number = numbers.read("column " + name, cell);
        return bounds.stream().allMatch(bound -> bound.holds(number));
    }
}

package io.keepwell.importing;

import com.google.protobuf.Timestamp;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What one cell of a row has to be.
final class Condition {
    private static final Comparator<Timestamp> ORDER =
            Comparator.comparingLong(Timestamp::getSeconds).thenComparingInt(Timestamp::getNanos);

    private final String name;
    private final int column;
    private final Optional<Set<String>> is;
    private final Optional<Set<String>> not;
    private final Optional<Boolean> filled;
    private final List<Bound> bounds;
    private final Numbers numbers;

    private final Moments moments;

    /// @param limit may hold columns
    /// @param sign of the comparison of the cell with the limit
    private record Bound(Template limit, int sign, boolean orEqual) {
        boolean holds(int compared) {
            return (orEqual && compared == 0) || Integer.signum(compared) == sign;
        }
    }

    private Condition(MappingPath place, Mapping.When when, FieldText.Setting setting) {
        this.name = when.column();
        this.column = setting.columns().index(place, when.column());
        this.is = Optional.ofNullable(when.is()).map(Set::copyOf);
        this.not = Optional.ofNullable(when.not()).map(Set::copyOf);
        this.filled = Optional.ofNullable(when.filled());
        this.numbers = setting.numbers();
        this.moments = setting.moments();
        this.bounds = Stream.of(
                        bound(place, when.above(), 1, false, setting),
                        bound(place, when.below(), -1, false, setting),
                        bound(place, when.atLeast(), 1, true, setting),
                        bound(place, when.atMost(), -1, true, setting))
                .flatMap(Optional::stream)
                .toList();
    }

    /// @throws ImportProblem where a limit is neither a number nor a moment, or the file lacks a column
    static Condition of(MappingPath place, Mapping.When when, FieldText.Setting setting) {
        return new Condition(place, when, setting);
    }

    private static Optional<Bound> bound(
            MappingPath place, @Nullable String limit, int sign, boolean orEqual, FieldText.Setting setting) {
        if (limit == null) {
            return Optional.empty();
        }
        Template text = Template.of(place, limit, setting.columns());
        if (!text.hasColumns() && number(Numbers.PLAIN, limit).isEmpty()) {
            try {
                setting.moments().moment("", limit);
            } catch (BadValue neither) {
                throw place.problem("'" + limit + "' is neither a number nor a moment to compare with.");
            }
        }
        return Optional.of(new Bound(text, sign, orEqual));
    }

    private static Optional<BigDecimal> number(Numbers numbers, String text) {
        try {
            return Optional.of(numbers.read("", text));
        } catch (BadValue notANumber) {
            return Optional.empty();
        }
    }

    /// @throws BadValue where the cell can't be compared with a limit
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
        for (Bound bound : bounds) {
            String limit = bound.limit().fill(cells);
            if (!limit.isEmpty() && !bound.holds(compare(bound, cell, limit))) {
                return false;
            }
        }
        return true;
    }

    /// A limit that says a number is one by its own writing, not by that of the file.
    private int compare(Bound bound, String cell, String limit) throws BadValue {
        Optional<BigDecimal> number = number(bound.limit().hasColumns() ? numbers : Numbers.PLAIN, limit);
        String place = "column " + name;
        if (number.isPresent()
                && (!bound.limit().hasColumns() || number(numbers, cell).isPresent())) {
            return numbers.read(place, cell).compareTo(number.get());
        }
        return ORDER.compare(moments.moment(place, cell), moments.moment(place, limit));
    }
}

package io.keepwell.core.database;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// Lists of values that a condition of a statement names, such as `account in (?, ?, ?)`.
public final class InList {
    private static final int PIECE = 1_000;

    private InList() {}

    /// A mark for each value, such as `(?, ?, ?)`.
    public static String marks(Collection<?> values) {
        return values.stream().map(_ -> "?").collect(Collectors.joining(", ", "(", ")"));
    }

    /// Sets the parameters that the marks of the values stand for.
    ///
    /// @param first the index of the first one
    /// @return the index after the last one
    public static int set(PreparedStatement statement, int first, Collection<?> values) throws SQLException {
        int index = first;
        for (Object value : values) {
            statement.setObject(index++, value);
        }
        return index;
    }

    /// The codes themselves, such as `(3, 4)`.
    public static String codes(Collection<? extends Coded> values) {
        return values.stream().map(value -> Integer.toString(value.code())).collect(Collectors.joining(", ", "(", ")"));
    }

    /// Cuts what may be too much for one statement: 1,000 values a piece, in their order.
    public static <T> List<List<T>> pieces(Collection<T> values) {
        List<T> all = List.copyOf(values);
        List<List<T>> pieces = new ArrayList<>();
        for (int start = 0; start < all.size(); start += PIECE) {
            pieces.add(all.subList(start, Math.min(all.size(), start + PIECE)));
        }
        return pieces;
    }
}

package io.keepwell.ui.component;

import io.keepwell.core.metric.drill.DrillRange;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Which rows of a list are shown, and in which order. It lives in the address:
/// `?sort=-amount&rows=100&page=3`.
///
/// @param order empty for the list's own
/// @param most how many rows a page has: 25, 100 or 500
/// @param page from 1 on
public record RowPage(Optional<Order> order, int most, int page) {
    /// How many rows a page can have.
    public static final List<Integer> SIZES = List.of(25, 100, 500);

    /// The address's names.
    public static final String SORT = "sort";

    public static final String MOST = "rows";
    public static final String PAGE = "page";

    /// The beginning of a list.
    public static final RowPage FIRST = new RowPage(Optional.empty(), SIZES.getFirst(), 1);

    /// Whoever goes further down takes the file with all rows.
    public static final int DEEPEST = DrillRange.DEEPEST;

    /// What addresses said before there were pages.
    private static final String ALL = "all";

    private static final String REVERSED = "-";
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,5}");

    /// @param column by which rows are sorted, as it is named in the address
    /// @param descending whether the last stands first
    public record Order(String column, boolean descending) {
        /// As in the address: `amount`, `-amount`.
        String written() {
            return (descending ? REVERSED : "") + column;
        }
    }

    public RowPage {
        if (!SIZES.contains(most) || page < 1 || (long) (page - 1) * most > DEEPEST) {
            throw new IllegalArgumentException("there is no page " + page + " of " + most + " rows");
        }
    }

    /// What an address says; the beginning, where it says nothing that could be shown.
    ///
    /// @param address gives the value of a parameter
    /// @param columns that can be sorted by
    public static RowPage of(Function<String, Optional<String>> address, List<String> columns) {
        int size = address.apply(MOST).flatMap(RowPage::size).orElse(SIZES.getFirst());
        return new RowPage(
                address.apply(SORT).flatMap(text -> order(text, columns)),
                size,
                address.apply(PAGE).flatMap(text -> page(text, size)).orElse(1));
    }

    /// What a text sorts by; empty where it is none of the columns.
    public static Optional<Order> order(String text, List<String> columns) {
        boolean descending = text.startsWith(REVERSED);
        String column = descending ? text.substring(1) : text;
        return columns.contains(column) ? Optional.of(new Order(column, descending)) : Optional.empty();
    }

    /// Empty where no page has so many rows.
    public static Optional<Integer> size(String text) {
        return text.equals(ALL)
                ? Optional.of(SIZES.getLast())
                : SIZES.stream()
                        .filter(size -> Integer.toString(size).equals(text))
                        .findFirst();
    }

    /// Empty where there can't be such a page.
    public static Optional<Integer> page(String text, int most) {
        return Optional.of(text)
                .filter(number -> NUMBER.matcher(number).matches())
                .map(Integer::parseInt)
                .filter(page -> (page - 1L) * most <= DEEPEST);
    }

    /// Adds itself to an address.
    public Link write(Link link) {
        return link.with(SORT, order.map(Order::written))
                .with(MOST, Optional.of(most).filter(size -> size != FIRST.most).map(Object::toString))
                .with(PAGE, Optional.of(page).filter(number -> number != 1).map(Object::toString));
    }

    /// Whether the last stands first.
    public boolean descending() {
        return order.filter(Order::descending).isPresent();
    }

    /// How many rows stand before this page.
    public int from() {
        return (page - 1) * most;
    }

    public RowPage onPage(int other) {
        return new RowPage(order, most, other);
    }

    /// The first page of so many rows.
    public RowPage ofSize(int size) {
        return new RowPage(order, size, 1);
    }

    /// The first page, sorted by a column; the other way round where it is sorted by it already.
    ///
    /// @param greatestFirst whether one looks for the greatest before the smallest
    public RowPage sortedBy(String column, boolean greatestFirst) {
        boolean descending = order.filter(now -> now.column().equals(column))
                .map(now -> !now.descending())
                .orElse(greatestFirst);
        return new RowPage(Optional.of(new Order(column, descending)), most, 1);
    }

    /// The last page that can be shown of a list.
    ///
    /// @param count of all rows
    int lastPage(long count) {
        long pages = Math.max(1, (count + most - 1) / most);
        return (int) Math.min(pages, deepestPage(most));
    }

    /// How many rows of a list can be shown on pages at all.
    static long within(long count, int most) {
        return Math.min(count, deepestPage(most) * most);
    }

    private static long deepestPage(int most) {
        return DEEPEST / most + 1L;
    }
}

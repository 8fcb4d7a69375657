package io.keepwell.ui.retention;

import com.vaadin.flow.router.QueryParameters;
import io.keepwell.ui.component.Link;
import io.keepwell.ui.component.RowPage;
import io.keepwell.ui.shell.Parameter;
import io.keepwell.ui.shell.Selection;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the screen about retention shows; all of it is in its address.
///
/// @param months how many months of winning customers there are, the selected period's last one included
/// @param asAmounts whether cells say how much was kept, rather than which share
/// @param chosen the cell whose customers are listed, where the table has it
/// @param rows which of them are listed
record RetentionPage(
        Selection selection,
        CohortMeasure measure,
        int months,
        boolean asAmounts,
        Optional<CohortCell> chosen,
        RowPage rows) {
    static final List<Integer> LENGTHS = List.of(12, 24, 36);
    private static final String DEFINITION = "definition";
    private static final String MONTHS = "months";
    private static final String VIEW = "view";
    private static final String AMOUNTS = "amounts";
    private static final String COHORT = "cohort";
    private static final String MONTH = "month";

    /// What customers can be sorted by, as it is named in addresses.
    static final List<String> COLUMNS = List.of("account", "won", "first", "then");

    /// A cell.
    ///
    /// @param age which month from the cohort's own on, which is 0
    record CohortCell(YearMonth cohort, int age) {}

    RetentionPage {
        YearMonth end = end(selection);
        YearMonth first = end.minusMonths(months);
        int columns = months;
        chosen = chosen.filter(
                place -> !place.cohort().isBefore(first) && place.cohort().isBefore(end) && place.age() < columns);
    }

    static RetentionPage of(Selection selection, QueryParameters parameters) {
        return new RetentionPage(
                selection,
                parameters
                        .getSingleParameter(DEFINITION)
                        .flatMap(CohortMeasure::parse)
                        .orElse(CohortMeasure.byDefault()),
                parameters
                        .getSingleParameter(MONTHS)
                        .flatMap(RetentionPage::length)
                        .orElse(LENGTHS.getFirst()),
                parameters.getSingleParameter(VIEW).filter(AMOUNTS::equals).isPresent(),
                place(parameters),
                RowPage.of(parameters::getSingleParameter, COLUMNS));
    }

    /// What an address can say besides the selection.
    static List<Parameter> parameters(QueryParameters address) {
        return Stream.concat(
                        Stream.of(
                                Parameter.oneOf(
                                        DEFINITION,
                                        Stream.of(CohortMeasure.values())
                                                .map(CohortMeasure::id)
                                                .toList()),
                                new Parameter(
                                        MONTHS,
                                        text -> length(text).isPresent(),
                                        LENGTHS.stream().map(Object::toString).collect(Collectors.joining(", "))),
                                Parameter.oneOf(VIEW, List.of(AMOUNTS)),
                                new Parameter(
                                        COHORT,
                                        _ -> place(address).isPresent(),
                                        "a month, such as 2026-03, together with 'month'"),
                                new Parameter(
                                        MONTH,
                                        _ -> place(address).isPresent(),
                                        "a number from 1 to " + LENGTHS.getLast() + ", together with 'cohort'")),
                        Parameter.rows(address, COLUMNS).stream())
                .toList();
    }

    /// The month of the first cohort.
    YearMonth from() {
        return to().minusMonths(months);
    }

    /// The month after the last cohort.
    YearMonth to() {
        return end(selection);
    }

    private static YearMonth end(Selection selection) {
        return YearMonth.from(selection.period().to().minusDays(1)).plusMonths(1);
    }

    Link link() {
        Link link = RetentionNavigation.retention(selection);
        link = measure == CohortMeasure.byDefault() ? link : link.with(DEFINITION, measure.id());
        link = months == LENGTHS.getFirst() ? link : link.with(MONTHS, Integer.toString(months));
        link = asAmounts ? link.with(VIEW, AMOUNTS) : link;
        link = link.with(COHORT, chosen.map(place -> place.cohort().toString()));
        link = link.with(MONTH, chosen.map(place -> Integer.toString(place.age() + 1)));
        return rows.write(link);
    }

    RetentionPage with(Selection other) {
        return new RetentionPage(other, measure, months, asAmounts, chosen, rows.onPage(1));
    }

    RetentionPage with(CohortMeasure other) {
        return new RetentionPage(selection, other, months, asAmounts, chosen, rows.onPage(1));
    }

    RetentionPage withMonths(int other) {
        return new RetentionPage(selection, measure, other, asAmounts, chosen, rows.onPage(1));
    }

    RetentionPage asAmounts(boolean amounts) {
        return new RetentionPage(selection, measure, months, amounts, chosen, rows.onPage(1));
    }

    RetentionPage choosing(Optional<CohortCell> place) {
        return new RetentionPage(selection, measure, months, asAmounts, place, RowPage.FIRST);
    }

    RetentionPage with(RowPage other) {
        return new RetentionPage(selection, measure, months, asAmounts, chosen, other);
    }

    private static Optional<Integer> length(String text) {
        return LENGTHS.stream()
                .filter(length -> Integer.toString(length).equals(text))
                .findFirst();
    }

    /// Empty where the address names no cell that there could be.
    private static Optional<CohortCell> place(QueryParameters parameters) {
        try {
            return parameters
                    .getSingleParameter(COHORT)
                    .map(YearMonth::parse)
                    .flatMap(cohort -> parameters
                            .getSingleParameter(MONTH)
                            .map(Integer::parseInt)
                            .filter(month -> month >= 1 && month <= LENGTHS.getLast())
                            .map(month -> new CohortCell(cohort, month - 1)));
        } catch (DateTimeException | NumberFormatException notOne) {
            return Optional.empty();
        }
    }
}

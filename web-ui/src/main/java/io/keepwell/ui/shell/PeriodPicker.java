package io.keepwell.ui.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.time.Calendar;
import io.keepwell.core.time.Grain;
import io.keepwell.core.time.Period;
import io.keepwell.ui.component.Link;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// Chooses a month, quarter, year or any run of days, and what it is compared with.
final class PeriodPicker extends Div {
    private static final int QUARTERS = 4;

    private final Selection selection;
    private final Function<Selection, Link> address;
    private final LocalDate today;
    private final Calendar calendar;
    private final Div months = new Div();

    /// @param calendar has fiscal periods to choose from where these are others than the usual ones
    PeriodPicker(Selection selection, Function<Selection, Link> address, LocalDate today, Calendar calendar) {
        this.calendar = calendar;
        this.selection = selection;
        this.address = address;
        this.today = today;
        addClassName("kw-pick");
        months.addClassName("kw-pick");
        showYear(selection.period().to().minusDays(1).getYear());
        add(months, label("Any days"), days(), label("Compared with"), comparisons());
    }

    /// The period just after, as long as this one.
    static Period next(Period period) {
        // The step back from the next one must lead here again: whole months stay whole months.
        boolean wholeMonths = period.from().getDayOfMonth() == 1 && period.to().getDayOfMonth() == 1;
        LocalDate end = wholeMonths
                ? period.to()
                        .plusMonths((period.to().getYear() - period.from().getYear()) * 12L
                                + period.to().getMonthValue()
                                - period.from().getMonthValue())
                : period.to().plusDays(period.days());
        return new Period(period.to(), end);
    }

    private void showYear(int year) {
        Span name = new Span(Integer.toString(year));
        Div head = new Div(turn("‹", "Year before", year - 1), name, turn("›", "Year after", year + 1));
        head.addClassName("kw-pick-year");
        Div grid = new Div();
        grid.addClassName("kw-pick-grid");
        for (Month month : Month.values()) {
            LocalDate first = LocalDate.of(year, month, 1);
            grid.add(choice(Period.of(Grain.MONTH, first), month.getDisplayName(TextStyle.SHORT, Locale.ENGLISH)));
        }
        Div wholes = new Div();
        wholes.addClassName("kw-pick-row");
        for (int quarter = 1; quarter <= QUARTERS; quarter++) {
            wholes.add(choice(Period.of(Grain.QUARTER, LocalDate.of(year, quarter * 3 - 2, 1)), "Q" + quarter));
        }
        wholes.add(choice(Period.of(Grain.YEAR, LocalDate.of(year, 1, 1)), "Year"));
        months.removeAll();
        months.add(head, grid, wholes);
        if (!calendar.equals(Calendar.COMMON)) {
            months.add(fiscal(year));
        }
    }

    /// The fiscal year that begins in a year, and its quarters.
    private Div fiscal(int year) {
        Period whole = calendar.period(Grain.FISCAL_YEAR, LocalDate.of(year, calendar.fiscalYearStart(), 1));
        Div row = new Div();
        row.addClassName("kw-pick-row");
        int quarter = 1;
        for (Period each : calendar.split(whole, Grain.FISCAL_QUARTER)) {
            row.add(choice(each, "FQ" + quarter++));
        }
        row.add(choice(whole, "Fiscal year"));
        return row;
    }

    private Button turn(String sign, String name, int year) {
        Button turn = new Button(sign, _ -> showYear(year));
        turn.setAriaLabel(name);
        turn.addThemeNames("tertiary", "small");
        return turn;
    }

    private Anchor choice(Period period, String text) {
        Anchor choice = new Anchor(address.apply(selection.withPeriod(period)).href(), text);
        choice.getElement().setAttribute("aria-label", ValueFormat.period(period));
        if (period.equals(selection.period())) {
            choice.getElement().setAttribute("aria-current", "true");
        } else if (period.from().isAfter(today)) {
            choice.addClassName("kw-later");
        }
        return choice;
    }

    private Component days() {
        DatePicker first = Days.picker("First day", selection.period().from());
        DatePicker last = Days.picker("Last day", selection.period().to().minusDays(1));
        first.setId("period-first-day");
        last.setId("period-last-day");
        Button show = new Button(
                "Show these days",
                _ -> chosen(first, last)
                        .ifPresent(period -> getUI().ifPresent(ui ->
                                address.apply(selection.withPeriod(period)).go(ui))));
        show.setId("period-show-days");
        show.addThemeNames("small");
        Div days = new Div(first, last, show);
        days.addClassName("kw-pick-days");
        return days;
    }

    private static Optional<Period> chosen(DatePicker first, DatePicker last) {
        LocalDate from = first.getValue();
        LocalDate to = last.getValue();
        boolean runs = from != null && to != null && !to.isBefore(from);
        last.setInvalid(!runs);
        last.setErrorMessage(runs ? "" : "Not before the first day");
        return runs ? Optional.of(new Period(from, to.plusDays(1))) : Optional.empty();
    }

    private Component comparisons() {
        Div row = new Div();
        row.addClassName("kw-pick-row");
        for (ComparedPeriod comparison : ComparedPeriod.values()) {
            Anchor choice = new Anchor(
                    address.apply(selection.withComparison(comparison)).href(), comparison.label());
            choice.setId("compare-" + comparison.id());
            if (comparison == selection.comparison()) {
                choice.getElement().setAttribute("aria-current", "true");
            }
            row.add(choice);
        }
        return row;
    }

    private static Span label(String text) {
        Span label = new Span(text);
        label.addClassName("kw-pick-label");
        return label;
    }
}

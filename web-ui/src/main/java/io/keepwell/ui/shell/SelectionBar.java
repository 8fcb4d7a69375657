package io.keepwell.ui.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.SliceDictionary;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.time.Calendar;
import io.keepwell.core.time.Period;
import io.keepwell.ui.component.Link;
import io.keepwell.ui.component.Quiet;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Function;

/// Changes what a screen is about: period, comparison, slices, and as of when figures are known. Each
/// change is an address, so the browser's way back undoes it.
final class SelectionBar extends Div {
    private final Selection selection;
    private final Function<Selection, Link> address;
    private final LocalDate today;
    private final Calendar calendar;

    SelectionBar(
            Selection selection,
            Function<Selection, Link> address,
            LocalDate today,
            Calendar calendar,
            SliceDictionary slices) {
        this.calendar = calendar;
        this.selection = selection;
        this.address = address;
        this.today = today;
        addClassName("kw-selection");
        add(stepper());
        selection.slice().values().forEach((dimension, value) -> add(chip(dimension, value)));
        add(opening("choose-slice", "+ Slice", "Choose a slice", slicePicker(slices)));
        add(knownButton());
    }

    private Component stepper() {
        Period period = selection.period();
        NativeButton open = button(
                "choose-period",
                ValueFormat.period(period) + " vs " + ValueFormat.period(selection.compared()),
                "Choose a period");
        Div stepper = new Div(
                step("previous-period", "‹", "Earlier", period.previous()),
                open,
                popover(open, new PeriodPicker(selection, address, today, calendar)),
                next(period));
        stepper.addClassName("kw-stepper");
        return stepper;
    }

    private Component next(Period period) {
        Period next = PeriodPicker.next(period);
        if (next.from().isAfter(today)) {
            Span end = new Span("›");
            end.getElement().setAttribute("aria-hidden", "true");
            return end;
        }
        return step("next-period", "›", "Later", next);
    }

    private Anchor step(String id, String sign, String name, Period period) {
        Anchor step = new Anchor(address.apply(selection.withPeriod(period)).href(), sign);
        step.setId(id);
        step.setTitle(name + ": " + ValueFormat.period(period));
        step.getElement().setAttribute("aria-label", name + ": " + ValueFormat.period(period));
        return step;
    }

    private Component chip(Dimension dimension, String value) {
        String name = dimension.label() + ": " + Selection.label(value);
        Anchor without = new Anchor(
                address.apply(selection.withSlice(selection.slice().without(dimension)))
                        .href(),
                "✕");
        without.getElement().setAttribute("aria-label", "Without " + name);
        Span chip = new Span(new Span(name), without);
        chip.setId("slice-" + dimension.id());
        chip.addClassName("kw-chip");
        return chip;
    }

    private Component slicePicker(SliceDictionary slices) {
        Div picker = new Div();
        picker.addClassName("kw-pick");
        boolean any = false;
        for (Dimension dimension : Dimension.ALL) {
            SortedSet<String> values = slices.values(dimension);
            if (!values.isEmpty()) {
                picker.add(valueBox(dimension, values));
                any = true;
            }
        }
        if (!any) {
            picker.add(new Paragraph(
                    "No account has a segment, an owner or the like yet. Profiles of accounts say them."));
        }
        return picker;
    }

    private Component valueBox(Dimension dimension, SortedSet<String> values) {
        ComboBox<String> box = new ComboBox<>(dimension.label());
        box.setId("choose-" + dimension.id());
        box.setItems(values);
        box.setClearButtonVisible(true);
        String chosen = selection.slice().values().get(dimension);
        if (chosen != null && values.contains(chosen)) {
            box.setValue(chosen);
        }
        box.addValueChangeListener(event -> {
            var slice = event.getValue() == null
                    ? selection.slice().without(dimension)
                    : selection.slice().with(dimension, event.getValue());
            go(selection.withSlice(slice));
        });
        return box;
    }

    private Component knownButton() {
        String text = selection
                .knownOn()
                .map(day -> "Data as of " + ValueFormat.day(day))
                .orElse("Current data");
        DatePicker day = Days.picker("As of the end of");
        day.setId("choose-known-day");
        day.setMax(today.minusDays(1));
        day.setClearButtonVisible(true);
        selection.knownOn().ifPresent(day::setValue);
        day.addValueChangeListener(event -> go(selection.withKnownOn(Optional.ofNullable(event.getValue()))));
        Anchor now = new Anchor(
                address.apply(selection.withKnownOn(Optional.empty())).href(), "Now");
        Quiet words =
                new Quiet("Figures with only what had been received by then: as a report of that day showed them.");
        Div content = new Div(words, day, now);
        content.addClassName("kw-pick");
        Div button = opening("choose-known", text, "Choose as of when figures are known", content);
        if (selection.knownOn().isPresent()) {
            button.getChildren().findFirst().ifPresent(first -> first.addClassName("kw-chosen"));
        }
        return button;
    }

    private Div opening(String id, String text, String name, Component content) {
        NativeButton open = button(id, text, name);
        return new Div(open, popover(open, content));
    }

    private static NativeButton button(String id, String text, String name) {
        NativeButton button = new NativeButton(text);
        button.setId(id);
        button.setTitle(name);
        button.addClassName("kw-open");
        button.getElement().setAttribute("type", "button");
        return button;
    }

    private static Popover popover(Component target, Component content) {
        Popover popover = new Popover(content);
        popover.setTarget(target);
        popover.setPosition(PopoverPosition.BOTTOM_END);
        popover.setAutofocus(true);
        return popover;
    }

    private void go(Selection other) {
        getUI().ifPresent(ui -> address.apply(other).go(ui));
    }
}

package io.keepwell.ui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import io.keepwell.core.metric.ValueFormat;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/// A list of which a page is shown at a time, sorted by the heads of its columns. The address follows what
/// is shown, and nothing else of the screen is asked for again.
public final class PagedList<T> extends Div {
    private static final String NEXT = "rows-next";
    private static final String PREVIOUS = "rows-previous";
    private static final String FIRST = "rows-first";
    private static final String LAST = "rows-last";

    private final transient Function<RowPage, Link> address;
    private final transient Function<RowPage, T> ask;
    private final transient ToLongFunction<T> count;
    private final transient BiFunction<T, Table.Sorting, Component> show;
    private final Deferred place;

    /// @param address of the screen with other rows
    /// @param ask runs on a thread of its own and must not touch the screen
    /// @param count of the rows of all pages
    /// @param show makes what is shown of the answer
    public PagedList(
            RowPage rows,
            Function<RowPage, Link> address,
            Function<RowPage, T> ask,
            ToLongFunction<T> count,
            BiFunction<T, Table.Sorting, Component> show) {
        this.address = address;
        this.ask = ask;
        this.count = count;
        this.show = show;
        this.place = new Deferred("kw-skeleton-chart", () -> ask.apply(rows), answer -> shown(rows, answer));
        add(place);
    }

    private Component shown(RowPage rows, T answer) {
        long all = count.applyAsLong(answer);
        Div shown = new Div();
        if (all > 0 && rows.from() >= all) {
            shown.add(Notice.empty("There is no page " + ValueFormat.count(rows.page()) + ": the list has "
                    + ValueFormat.count(all) + (all == 1 ? " row." : " rows.")));
        } else {
            shown.add(show.apply(
                    answer,
                    new Table.Sorting(
                            rows,
                            other -> other.order().ifPresent(order -> turn(other, Table.sortId(order.column()))))));
        }
        if (all > RowPage.SIZES.getFirst()) {
            shown.add(pager(rows, all));
        }
        return shown;
    }

    private Nav pager(RowPage rows, long all) {
        int last = rows.lastPage(all);
        Nav pager = new Nav();
        pager.setAriaLabel("Pages");
        pager.addClassName("kw-pager");
        Span said = new Span(said(rows, all));
        said.setId("rows-said");
        said.addClassName("kw-quiet");
        Div turning = new Div();
        turning.addClassName("kw-pages");
        if (rows.page() > 1) {
            turning.add(
                    turning(FIRST, "« First", rows.onPage(1)),
                    turning(PREVIOUS, "‹ Previous", rows.onPage(Math.min(rows.page() - 1, last))));
        }
        if (rows.page() < last) {
            turning.add(
                    turning(NEXT, "Next ›", rows.onPage(rows.page() + 1)), turning(LAST, "Last »", rows.onPage(last)));
        }
        pager.add(said, turning, sizes(rows));
        return pager;
    }

    private static String said(RowPage rows, long all) {
        long first = rows.from() + 1L;
        long end = Math.min(all, (long) rows.from() + rows.most());
        long within = RowPage.within(all, rows.most());
        return (first > all ? "" : "Rows " + ValueFormat.count(first) + " to " + ValueFormat.count(end) + " of ")
                + ValueFormat.count(all)
                + (within < all
                        ? ". Pages go down to row " + ValueFormat.count(within)
                                + "; sort the other way round for the end, or download all."
                        : "");
    }

    private Div sizes(RowPage rows) {
        Div sizes = new Div();
        sizes.addClassName("kw-pages");
        for (int size : RowPage.SIZES) {
            NativeButton button = turning("rows-" + size, Integer.toString(size), rows.ofSize(size));
            button.getElement().setAttribute("aria-label", size + " rows a page");
            button.getElement().setAttribute("aria-pressed", Boolean.toString(size == rows.most()));
            sizes.add(button);
        }
        Span words = new Span("a page");
        words.addClassName("kw-quiet");
        sizes.add(words);
        return sizes;
    }

    private NativeButton turning(String id, String text, RowPage to) {
        NativeButton button = new NativeButton(text, _ -> turn(to, id));
        button.setId(id);
        button.addClassName("kw-turn");
        button.getElement().setAttribute("type", "button");
        return button;
    }

    /// @param pressed the id of the button that asked for it, which keeps the keyboard, or leaves it to the
    ///     first one that turns pages where it isn't there any more
    private void turn(RowPage rows, String pressed) {
        getUI().ifPresent(ui ->
                ui.getPage().getHistory().pushState(null, address.apply(rows).href()));
        place.instead(() -> ask.apply(rows), answer -> {
            Component shown = shown(rows, answer);
            shown.getElement()
                    .executeJs(
                            "(this.querySelector('#' + $0) || this.querySelector('.kw-pages button'))?.focus()",
                            pressed);
            return shown;
        });
    }
}

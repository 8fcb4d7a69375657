package io.keepwell.ui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import io.keepwell.core.metric.ValueFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// A small table. Large ones are grids, which load as they are scrolled.
public final class Table extends Div {
    private static final Pattern BEFORE_AMOUNT = Pattern.compile("(\\b[A-Z]{3}|→) (?=([A-Z]{3} )?[0-9\u2212])");

    private final List<Column> columns;
    private final Element body = new Element("tbody");
    private final Element table = new Element("table");

    /// A column and its look.
    ///
    /// @param sortedAs what the address calls it where the table can be sorted by it
    public record Column(String name, Look look, Optional<String> sortedAs) {
        private Column(String name, Look look) {
            this(name, look, Optional.empty());
        }

        public static Column text(String name) {
            return new Column(name, Look.TEXT);
        }

        /// The same, to be sorted by.
        public Column sortedAs(String address) {
            return new Column(name, look, Optional.of(address));
        }

        /// Right-aligned.
        public static Column number(String name) {
            return new Column(name, Look.NUMBER);
        }

        /// Left out where there is little room.
        public static Column wide(String name) {
            return new Column(name, Look.WIDE);
        }

        /// Right-aligned, and left out where there is little room.
        public static Column wideNumber(String name) {
            return new Column(name, Look.WIDE_NUMBER);
        }
    }

    /// How a column looks.
    public enum Look {
        TEXT,
        NUMBER,
        WIDE,
        WIDE_NUMBER
    }

    /// How the rows of a table are sorted.
    ///
    /// @param sort is reported how the rows are wanted instead
    public record Sorting(RowPage rows, Consumer<RowPage> sort) {}

    /// @param caption what it lists, for those who don't see the title above
    public Table(String caption, Column... columns) {
        this(caption, Optional.empty(), columns);
    }

    /// A table that is sorted by the heads of its columns.
    ///
    /// @param caption what it lists, for those who don't see the title above
    public Table(String caption, Sorting sorting, Column... columns) {
        this(caption, Optional.of(sorting), columns);
    }

    private Table(String caption, Optional<Sorting> sorting, Column... columns) {
        this.columns = List.of(columns);
        Element captionElement = new Element("caption").setText(caption);
        captionElement.getClassList().add("kw-hidden");
        Element heads = new Element("tr");
        for (Column column : this.columns) {
            Element head = new Element("th").setAttribute("scope", "col");
            sorting.filter(_ -> column.sortedAs().isPresent())
                    .ifPresentOrElse(sorted -> sortable(head, column, sorted), () -> head.setText(column.name()));
            dress(head, column);
            heads.appendChild(head);
        }
        table.getClassList().add("kw-table");
        table.appendChild(captionElement, new Element("thead").appendChild(heads), body);
        getElement().appendChild(table);
        addClassName("kw-table-frame");
        getElement().setAttribute("tabindex", "0");
        getElement().setAttribute("role", "region");
        getElement().setAttribute("aria-label", caption);
    }

    private static void sortable(Element head, Column column, Sorting sorting) {
        String address = column.sortedAs().orElseThrow();
        sorting.rows()
                .order()
                .filter(order -> order.column().equals(address))
                .ifPresent(order -> head.setAttribute("aria-sort", order.descending() ? "descending" : "ascending"));
        boolean number = column.look() == Look.NUMBER || column.look() == Look.WIDE_NUMBER;
        NativeButton button = new NativeButton(
                column.name(), _ -> sorting.sort().accept(sorting.rows().sortedBy(address, number)));
        button.setId(sortId(address));
        button.addClassName("kw-sort");
        button.getElement().setAttribute("type", "button");
        button.setTitle("Sort by " + column.name().toLowerCase(Locale.ROOT));
        head.appendChild(button.getElement());
    }

    /// The id of the button that sorts by a column.
    static String sortId(String column) {
        return "sort-" + column;
    }

    /// A row, a cell for each column.
    public Table row(Component... cells) {
        body.appendChild(rowOf(cells));
        return this;
    }

    /// The row below all others.
    public Table foot(Component... cells) {
        table.appendChild(new Element("tfoot").appendChild(rowOf(cells)));
        return this;
    }

    /// A cell of plain text.
    public static Span cell(String text) {
        return new Span(text);
    }

    /// A cell that says what a row is about, in which an amount is not parted from its currency,
    /// nor from an arrow before it.
    public static Span detail(String text) {
        return new Span(BEFORE_AMOUNT.matcher(text).replaceAll("$1\u00a0"));
    }

    /// A cell of a day.
    public static Span cell(LocalDate day) {
        Span cell = new Span(ValueFormat.day(day));
        cell.addClassName("kw-day");
        return cell;
    }

    /// A cell of a moment, on the clocks of a zone.
    public static Span cell(Instant moment, ZoneId zone) {
        Span cell = new Span(ValueFormat.moment(moment, zone));
        cell.addClassName("kw-day");
        return cell;
    }

    /// A cell that says how many lines there are, and how many of them are left out: `46 rows, 21 of
    /// them not shown`.
    ///
    /// @param noun one of them
    public static Span counted(long all, long listed, String noun) {
        String hidden = all > listed ? ", " + ValueFormat.count(all - listed) + " of them not shown" : "";
        return cell(ValueFormat.count(all) + " " + noun + (all == 1 ? "" : "s") + hidden);
    }

    private Element rowOf(Component... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(columns.size() + " columns, but " + cells.length + " cells");
        }
        Element row = new Element("tr");
        for (int i = 0; i < cells.length; i++) {
            Element cell = new Element("td").appendChild(cells[i].getElement());
            dress(cell, columns.get(i));
            row.appendChild(cell);
        }
        return row;
    }

    private static void dress(Element element, Column column) {
        List<String> classNames = switch (column.look()) {
            case TEXT -> List.of();
            case NUMBER -> List.of("kw-number");
            case WIDE -> List.of("kw-wide");
            case WIDE_NUMBER -> List.of("kw-number", "kw-wide");
        };
        classNames.forEach(element.getClassList()::add);
    }
}

package io.keepwell.ui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import io.keepwell.core.metric.ValueFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;

/// A small table. Large ones are grids, which load as they are scrolled.
public final class Table extends Div {
    private static final Pattern BEFORE_AMOUNT = Pattern.compile("(\\b[A-Z]{3}|→) (?=([A-Z]{3} )?[0-9\u2212])");

    private final List<Column> columns;
    private final Element body = new Element("tbody");
    private final Element table = new Element("table");

    /// A column and its look.
    public record Column(String name, Look look) {
        public static Column text(String name) {
            return new Column(name, Look.TEXT);
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

    /// @param caption what it lists, for those who don't see the title above
    public Table(String caption, Column... columns) {
        this.columns = List.of(columns);
        Element captionElement = new Element("caption").setText(caption);
        captionElement.getClassList().add("kw-hidden");
        Element heads = new Element("tr");
        for (Column column : this.columns) {
            Element head = new Element("th").setText(column.name()).setAttribute("scope", "col");
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

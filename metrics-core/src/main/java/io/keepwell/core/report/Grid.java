package io.keepwell.core.report;

import io.keepwell.core.account.Slice;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.setting.Firm;
import io.keepwell.core.time.Period;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A report filled in for a period: what every format lays out, each in its own way, without calculating anything.
/// It is panels of rows and columns, and each cell is a value or the reason why there is none.
///
/// @param sections in the report's order
public record Grid(Head head, List<Filled> sections) {
    public Grid {
        sections = List.copyOf(sections);
    }

    /// What the whole of it is about.
    ///
    /// @param slice all figures are of these accounts
    /// @param asOf all figures are as of this moment
    public record Head(String title, Period period, Slice slice, Firm firm, Instant asOf) {
        public Head(String title, Period period, Firm firm, Instant asOf) {
            this(title, period, Slice.WHOLE, firm, asOf);
        }

        /// In one line: `Monthly summary: October 2026 · EMEA, Enterprise · Nordlicht Software`.
        public String subject() {
            return Stream.of(title + ": " + ValueFormat.period(period), accounts(), firm.name())
                    .filter(part -> !part.isEmpty())
                    .collect(Collectors.joining(" · "));
        }

        /// The accounts that all figures are of, in words; empty for all of them.
        public String accounts() {
            return slice.values().entrySet().stream()
                    .map(value ->
                            value.getValue().isEmpty() ? "no " + value.getKey().id() : value.getValue())
                    .collect(Collectors.joining(", "));
        }
    }

    /// A section of the report, as it came out.
    public sealed interface Filled {
        SectionId section();
    }

    /// It has all that it is to show.
    public record Whole(SectionId section, Set<Medium> media, List<Panel> panels) implements Filled {
        public Whole {
            media = Set.copyOf(media);
            panels = List.copyOf(panels);
        }
    }

    /// It could not be made, so that the report is not whole.
    ///
    /// @param reason for people, a sentence
    public record Failed(SectionId section, String reason) implements Filled {}

    /// Those that could not be made.
    public List<Failed> failures() {
        return sections.stream()
                .flatMap(section -> section instanceof Failed failed ? Stream.of(failed) : Stream.empty())
                .toList();
    }

    /// The sections that belong into a medium.
    ///
    /// @throws IllegalStateException where a section failed: there are no half reports
    public List<Whole> shownIn(Medium medium) {
        return sections.stream()
                .map(section -> switch (section) {
                    case Whole whole -> whole;
                    case Failed failed -> throw new IllegalStateException("not whole: " + failed.reason());
                })
                .filter(whole -> whole.media().contains(medium))
                .toList();
    }

    /// A table under a title. How it is best arranged is a wish: a format that can't draw writes the table.
    ///
    /// @param title may be empty
    /// @param figure what the whole panel comes to, where one figure says it, with what became of it
    /// @param note what is to be known about all of it, in a line; may be empty
    /// @param newPage whether it begins a sheet of paper
    /// @param rowHead what the rows are, as the head of their names; may be empty
    /// @param columns of the rows' cells; their names are all empty where the cells say by themselves
    /// what they are
    /// @param drawing the same as its table, as a picture
    public record Panel(
            String title,
            Optional<Headline> figure,
            String note,
            Arrangement arrangement,
            boolean newPage,
            String rowHead,
            List<Column> columns,
            List<Row> rows,
            Optional<Drawing> drawing) {
        public Panel {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
            for (Row row : rows) {
                if (row.cells().size() != columns.size()) {
                    throw new IllegalArgumentException("a row of " + row.cells().size() + " cells under "
                            + columns.size() + " columns: " + row.name());
                }
            }
        }

        public static Panel of(String title, Arrangement arrangement, List<Column> columns, List<Row> rows) {
            return new Panel(title, Optional.empty(), "", arrangement, false, "", columns, rows, Optional.empty());
        }

        public Panel noting(String words) {
            return new Panel(title, figure, words, arrangement, newPage, rowHead, columns, rows, drawing);
        }

        public Panel comingTo(Headline headline) {
            return new Panel(title, Optional.of(headline), note, arrangement, newPage, rowHead, columns, rows, drawing);
        }

        public Panel naming(String head) {
            return new Panel(title, figure, note, arrangement, newPage, head, columns, rows, drawing);
        }

        public Panel onNewPage() {
            return new Panel(title, figure, note, arrangement, true, rowHead, columns, rows, drawing);
        }

        public Panel drawn(Drawing picture) {
            return new Panel(title, figure, note, arrangement, newPage, rowHead, columns, rows, Optional.of(picture));
        }

        /// Whether the columns have names.
        public boolean hasHeads() {
            return columns.stream().anyMatch(column -> !column.name().isEmpty());
        }
    }

    /// A figure beside a panel's title.
    ///
    /// @param since what the change is against: `Sep 2026`
    public record Headline(GridCell figure, GridCell change, String since) {}

    /// How a panel is best shown.
    public enum Arrangement {
        TABLE,
        /// A card for each row: its first cell large, its second beside it, the row's months as a line.
        CARDS,
        /// Its drawing.
        CHART,
        /// A bar that shows the rows' shares of the first column, over the table.
        BANDS,
        /// A statement in each row with its state.
        LIST,
        /// Paragraphs.
        NOTES
    }

    /// @param name may be empty
    public record Column(String name, Weight weight) {}

    /// How much a column matters.
    public enum Weight {
        MAIN,
        PLAIN,
        QUIET,
        /// Quiet, and left out where there is little room.
        ASIDE
    }

    /// @param detail of what kind it is, beside its name; may be empty
    /// @param notes what is to be said of it, a line each, the least important last
    /// @param colour that a drawing shows it in
    /// @param total whether it sums others up
    /// @param months the row's first cell over time; may be empty
    public record Row(
            String name,
            String detail,
            List<String> notes,
            Optional<Colour> colour,
            boolean total,
            List<GridCell> cells,
            List<MetricValue> months) {
        public Row {
            notes = List.copyOf(notes);
            cells = List.copyOf(cells);
            months = List.copyOf(months);
        }

        public static Row of(String name, String detail, List<String> notes, List<GridCell> cells) {
            return new Row(name, detail, notes, Optional.empty(), false, cells, List.of());
        }

        public Row coloured(Colour other) {
            return new Row(name, detail, notes, Optional.of(other), total, cells, months);
        }

        public Row summingUp() {
            return new Row(name, detail, notes, colour, true, cells, months);
        }

        public Row over(List<MetricValue> some) {
            return new Row(name, detail, notes, colour, total, cells, some);
        }

        /// Its notes, the last one followed by the reason why it has no figure.
        public List<String> remarks() {
            List<String> remarks = new ArrayList<>(notes);
            if (!reason().isEmpty()) {
                remarks.add((remarks.isEmpty() ? "" : remarks.removeLast() + ". ") + reason());
            }
            return remarks;
        }

        /// Why it has no figure: why its first cell has no value; empty where it has one.
        public String reason() {
            return !cells.isEmpty() && cells.getFirst() instanceof GridCell.Missing missing ? missing.message() : "";
        }
    }
}

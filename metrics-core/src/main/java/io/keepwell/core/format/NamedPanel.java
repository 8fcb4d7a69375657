package io.keepwell.core.format;

import io.keepwell.core.report.Drawing;
import io.keepwell.core.report.Grid;
import io.keepwell.core.report.GridCell;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A panel and the names of its pictures, as templates ask for them. Public for the templates only, which read it by
/// its accessors.
///
/// @param name of its drawing, where it has one
public record NamedPanel(String name, Grid.Panel panel, Optional<ReportChart> chart) {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    static String contentId(String name) {
        return name + "@keepwell";
    }

    /// How it is arranged, in lower case: a chart without a drawing is a table.
    public String arrangement() {
        Grid.Arrangement wished = panel.arrangement();
        return (wished == Grid.Arrangement.CHART && chart.isEmpty() ? Grid.Arrangement.TABLE : wished).name();
    }

    public String title() {
        return Wording.title(panel);
    }

    public String contentId() {
        return contentId(name);
    }

    /// What its drawing shows, for those who don't see it.
    public String description() {
        return chart.map(ReportChart::description).orElse("");
    }

    /// Whether its drawing takes half the width of a sheet of paper.
    public boolean isNarrow() {
        return arrangement().equals("CHART") && panel.drawing().stream().anyMatch(Drawing.Line.class::isInstance);
    }

    /// How much a cell of a row matters. What is missing beside the row's figure is quiet.
    public String weight(GridCell cell, int column) {
        Grid.Weight weight = panel.columns().get(column).weight();
        return (weight == Grid.Weight.PLAIN && cell instanceof GridCell.Missing ? Grid.Weight.QUIET : weight).name();
    }

    /// Whether a row's months are drawn as a line.
    public boolean hasLine(int row) {
        Grid.Row which = panel.rows().get(row);
        return !which.months().isEmpty() && which.reason().isEmpty();
    }

    /// The name of that line.
    public String line(int row) {
        return name + "." + (row + 1);
    }

    /// By which a mail shows that line.
    public String lineId(int row) {
        return contentId(line(row));
    }

    /// The numbers of the rows two by two, as cards stand beside each other.
    public List<List<Integer>> pairs() {
        List<List<Integer>> pairs = new ArrayList<>();
        for (int i = 0; i < panel.rows().size(); i += 2) {
            pairs.add(i + 1 < panel.rows().size() ? List.of(i, i + 1) : List.of(i));
        }
        return pairs;
    }

    /// A row's share of the first column in whole per cent, as it stands in a bar; 0 where there is none.
    public int share(int row) {
        BigDecimal all = BigDecimal.ZERO;
        for (int i = 0; i < panel.rows().size(); i++) {
            all = all.add(first(i));
        }
        return all.signum() <= 0
                ? 0
                : first(row)
                        .multiply(HUNDRED)
                        .divide(all, 0, RoundingMode.HALF_UP)
                        .intValueExact();
    }

    private BigDecimal first(int row) {
        return panel.rows().get(row).cells().getFirst() instanceof GridCell.Amount amount
                ? amount.amount().max(BigDecimal.ZERO)
                : BigDecimal.ZERO;
    }
}

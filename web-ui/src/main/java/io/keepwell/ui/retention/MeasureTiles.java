package io.keepwell.ui.retention;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.metric.cohort.CohortTable;
import io.keepwell.ui.component.Tile;
import java.math.BigDecimal;
import java.util.Optional;

/// What can be followed, side by side, each with what is left of it after the longest time that is known;
/// one is chosen.
final class MeasureTiles extends Div {
    MeasureTiles(RetentionPage page, CohortTable table) {
        addClassName("kw-definitions");
        getElement().setAttribute("role", "navigation");
        getElement().setAttribute("aria-label", "Definitions");
        for (CohortMeasure measure : CohortMeasure.values()) {
            add(tile(page, table, measure));
        }
    }

    private static Anchor tile(RetentionPage page, CohortTable table, CohortMeasure measure) {
        int age = oldest(table, measure);
        Optional<BigDecimal> mean =
                age < 0 ? Optional.empty() : measure.mean(table.means().get(age));
        Anchor tile = Tile.choice(
                page.with(measure).link().href(),
                measure.label() + (measure == CohortMeasure.byDefault() ? " · default" : ""),
                mean.map(percent -> ValueFormat.brief(percent, Unit.PERCENT)).orElse("–"),
                measure.symbols() + (age < 0 ? "" : " · after " + (age + 1) + (age == 0 ? " month" : " months")),
                measure == page.measure());
        tile.setId("measure-" + measure.id());
        tile.setTitle(measure.words());
        return tile;
    }

    /// The last column that any cohort is old enough for; -1 where there is none.
    private static int oldest(CohortTable table, CohortMeasure measure) {
        int age = table.means().size() - 1;
        while (age >= 0 && measure.mean(table.means().get(age)).isEmpty()) {
            age--;
        }
        return age;
    }
}

package io.keepwell.ui.metric;

import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.metric.query.Change;
import io.keepwell.core.metric.query.MetricQueries;
import io.keepwell.core.metric.query.MetricQuery;
import io.keepwell.core.setting.Settings;
import io.keepwell.core.time.Calendar;
import io.keepwell.core.time.Period;
import io.keepwell.ui.shell.Selection;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Asks for a metric's figure together with what it is compared with and what came before.
@Singleton
public final class Trends {
    private final MetricQueries figures;
    private final Settings settings;

    Trends(MetricQueries figures, Settings settings) {
        this.figures = figures;
        this.settings = settings;
    }

    /// A figure and its past.
    ///
    /// @param compared the figure of the period it is compared with
    /// @param history earlier periods of the same length up to this one, oldest first
    public record Trend(MetricValue figure, MetricValue compared, List<MetricValue> history) {
        public Trend {
            history = List.copyOf(history);
        }

        public Optional<Change> change() {
            return Change.between(compared, figure);
        }

        public List<Optional<BigDecimal>> amounts() {
            return history.stream().map(MetricValue::amount).toList();
        }
    }

    public Trend of(MetricInfo metric, Definition definition, Selection selection) {
        List<Period> periods = new ArrayList<>();
        periods.add(selection.period());
        for (int i = 1; i < length(selection.period()); i++) {
            periods.addFirst(periods.getFirst().previous());
        }
        int length = periods.size();
        periods.add(selection.compared());
        List<MetricValue> answers = figures.answer(query(metric, definition, selection, periods));
        return new Trend(answers.get(length - 1), answers.getLast(), answers.subList(0, length));
    }

    /// By which the firm reckons.
    Calendar calendar() {
        return settings.policies().calendar();
    }

    /// The moment that the reporting zone's clocks show.
    Instant moment(LocalDateTime shown) {
        return shown.atZone(settings.firm().zone().id()).toInstant();
    }

    /// A moment as the reporting zone's clocks show it, for reading.
    String written(Instant moment) {
        return ValueFormat.moment(moment, settings.firm().zone().id());
    }

    /// A question about what a page shows, for some periods.
    MetricQuery query(MetricPage page, List<Period> periods) {
        return new MetricQuery(
                page.metric().id(),
                page.definition().id(),
                periods,
                page.selection().slice(),
                page.of(),
                asOf(page.selection()));
    }

    /// The moment as of which figures are asked for; empty for now.
    Optional<Instant> asOf(Selection selection) {
        return selection.asOf(settings.firm().zone().id());
    }

    /// A question about the selected slice, as of when it is selected to be known.
    private MetricQuery query(MetricInfo metric, Definition definition, Selection selection, List<Period> periods) {
        return new MetricQuery(metric.id(), definition.id(), periods, selection.slice(), asOf(selection));
    }

    private static int length(Period period) {
        if (period.days() > 200) {
            return 5;
        }
        return period.days() > 80 ? 8 : 13;
    }
}

package io.keepwell.core.metric;

import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.SliceDictionary;
import io.keepwell.core.database.Database;
import io.keepwell.core.rollup.ComputedKnowledge;
import io.keepwell.core.rollup.Knowledge;
import io.keepwell.core.rollup.Readings;
import io.keepwell.core.rollup.Refresh;
import io.keepwell.core.rollup.SliceReadings;
import io.keepwell.core.rollup.StoredKnowledge;
import io.keepwell.core.setting.Firm;
import io.keepwell.core.setting.Settings;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/// Answers questions with figures. Every channel asks here, so that all give the same figure.
@Singleton
public final class Figures {
    private final MetricCatalogue catalogue;
    private final Database database;
    private final SliceDictionary slices;
    private final StoredKnowledge stored;
    private final Refresh refresh;
    private final Settings settings;
    private final Clock clock;

    public Figures(
            MetricCatalogue catalogue,
            Database database,
            SliceDictionary slices,
            StoredKnowledge stored,
            Refresh refresh,
            Settings settings,
            Clock clock) {
        this.catalogue = catalogue;
        this.database = database;
        this.slices = slices;
        this.stored = stored;
        this.refresh = refresh;
        this.settings = settings;
        this.clock = clock;
    }

    /// One figure for each of the question's periods, in their order.
    ///
    /// @throws BadQuestionException where metric, definition or slice don't exist, or the moment is yet to come
    public List<Figure> answer(Question question) {
        Asked asked = check(question);
        SliceReadings readings = readings(asked, question);
        List<Figure> figures = new ArrayList<>();
        for (Readings each : readings.of(question.slice(), question.periods())) {
            figures.add(asked.figure(each));
        }
        return List.copyOf(figures);
    }

    /// The question's first period, cut by a dimension: one figure for each value that any cell has, by value.
    ///
    /// @throws BadQuestionException as for `answer`
    public SortedMap<String, Figure> byDimension(Question question, Dimension dimension) {
        Asked asked = check(question);
        SortedMap<String, Figure> figures = new TreeMap<>();
        readings(asked, question)
                .by(dimension, question.slice(), question.periods().getFirst())
                .forEach((value, each) -> figures.put(value, asked.figure(each)));
        return figures;
    }

    /// The records behind a figure.
    ///
    /// @param mostRows how many to list; all are in the total
    public DrillList list(Figure figure, int mostRows) {
        Knowledge knowledge = knowledge(figure.recalled() ? Optional.of(figure.asKnownAt()) : Optional.empty());
        return new DrillLists(database, slices, knowledge).list(figure, mostRows);
    }

    /// Until when received events are in the figures; empty where none ever came in.
    public Optional<Instant> newestEvent() {
        return refresh.refreshedUntil();
    }

    private record Asked(Metric metric, Definition definition, Firm firm, Instant knownAt, boolean recalled) {
        Figure figure(Readings readings) {
            return new Figure(
                    metric.info(),
                    definition,
                    readings.period(),
                    readings.slice(),
                    firm.currency(),
                    knownAt,
                    recalled,
                    metric.calculate(definition.id(), readings));
        }
    }

    private Asked check(Question question) {
        Metric metric = catalogue.get(question.metric());
        Definition definition = metric.info()
                .definition(question.definition().id())
                .orElseThrow(() -> BadQuestionException.noSuch(
                        "definition of " + question.metric(),
                        question.definition().id(),
                        metric.info().definitions().stream()
                                .map(each -> each.id().id())
                                .toList()));
        question.slice().values().forEach(this::checkValue);
        Instant now = clock.instant();
        question.asKnownAt().filter(now::isBefore).ifPresent(moment -> {
            throw new BadQuestionException(
                    "What will be known at " + moment + " can't be told yet: it is " + now + ".");
        });
        Instant knownAt = question.asKnownAt().or(refresh::refreshedUntil).orElse(now);
        return new Asked(
                metric,
                definition,
                settings.firm(),
                knownAt,
                question.asKnownAt().isPresent());
    }

    private void checkValue(Dimension dimension, String value) {
        SortedSet<String> valid = slices.values(dimension);
        if (!value.isEmpty() && !valid.contains(value)) {
            throw BadQuestionException.noSuch(dimension.id(), value, valid);
        }
    }

    private SliceReadings readings(Asked asked, Question question) {
        return new SliceReadings(
                knowledge(question.asKnownAt()), slices, asked.metric().needs(), question.periods());
    }

    private Knowledge knowledge(Optional<Instant> asKnownAt) {
        return asKnownAt
                .<Knowledge>map(moment ->
                        new ComputedKnowledge(database, slices, settings.firm().currency(), Optional.of(moment)))
                .orElse(stored);
    }
}

package io.keepwell.core.metric;

import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.account.SliceDictionary;
import io.keepwell.core.database.Database;
import io.keepwell.core.ledger.DetailDictionary;
import io.keepwell.core.rollup.ComputedKnowledge;
import io.keepwell.core.rollup.Knowledge;
import io.keepwell.core.rollup.Refresh;
import io.keepwell.core.rollup.SliceReadings;
import io.keepwell.core.rollup.StoredKnowledge;
import io.keepwell.core.rollup.UserDictionary;
import io.keepwell.core.setting.Firm;
import io.keepwell.core.setting.Settings;
import io.keepwell.core.time.Period;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Answers questions with figures. Every channel asks here, so that all give the same figure.
@Singleton
public final class Figures {
    private final MetricCatalogue catalogue;
    private final Database database;
    private final SliceDictionary slices;
    private final DetailDictionary details;
    private final UserDictionary users;
    private final StoredKnowledge stored;
    private final ComputedKnowledge.Maker computed;
    private final Refresh refresh;
    private final Settings settings;
    private final Clock clock;

    public Figures(
            MetricCatalogue catalogue,
            Database database,
            SliceDictionary slices,
            DetailDictionary details,
            UserDictionary users,
            StoredKnowledge stored,
            ComputedKnowledge.Maker computed,
            Refresh refresh,
            Settings settings,
            Clock clock) {
        this.catalogue = catalogue;
        this.database = database;
        this.slices = slices;
        this.details = details;
        this.users = users;
        this.stored = stored;
        this.computed = computed;
        this.refresh = refresh;
        this.settings = settings;
        this.clock = clock;
    }

    /// One figure for each of the question's periods, in their order.
    ///
    /// @throws BadQuestionException where metric, definition or slice don't exist, or the moment is yet
    ///     to come
    public List<Figure> answer(Question question) {
        return answer(List.of(question)).getFirst();
    }

    /// Several questions from one reading of the cells, so that all of them tell of the same moment. For
    /// each question, in order, one figure for each of its periods.
    ///
    /// @param questions all as known now, or all as known at the same moment
    /// @throws BadQuestionException as for one question
    public List<List<Figure>> answer(List<Question> questions) {
        Firm firm = settings.firm();
        Instant now = clock.instant();
        List<Asked> asked = new ArrayList<>();
        for (Question question : questions) {
            asked.add(check(question, firm, now));
        }
        SliceReadings readings = readings(asked);
        return asked.stream()
                .map(each -> each.question().periods().stream()
                        .map(period -> each.figure(readings, each.question().slice(), period))
                        .toList())
                .toList();
    }

    /// All definitions of the question's metric side by side, for its first period. The question's own
    /// definition doesn't matter.
    ///
    /// @throws BadQuestionException as for `answer`
    public Comparison compare(Question question) {
        MetricInfo info = catalogue.get(question.metric()).info();
        List<Question> questions = info.definitions().stream()
                .map(definition -> new Question(
                        question.metric(),
                        definition.id(),
                        question.periods().subList(0, 1),
                        question.slice(),
                        question.detail(),
                        question.asKnownAt()))
                .toList();
        return Comparison.of(answer(questions).stream().map(List::getFirst).toList());
    }

    /// The question's first period, cut by a dimension: one figure for each value that any cell has, by
    /// value.
    ///
    /// @throws BadQuestionException as for `answer`
    public SortedMap<String, Figure> byDimension(Question question, Dimension dimension) {
        Asked asked = check(question, settings.firm(), clock.instant());
        SliceReadings readings = readings(List.of(asked));
        SortedMap<String, Figure> figures = new TreeMap<>();
        for (String value :
                readings.values(dimension, question.slice(), asked.metric().needs())) {
            Slice slice = question.slice().with(dimension, value);
            figures.put(value, asked.figure(readings, slice, question.periods().getFirst()));
        }
        return figures;
    }

    /// The records behind a figure.
    ///
    /// @param mostRows how many to list; all are in the total
    public DrillList list(Figure figure, int mostRows) {
        Knowledge knowledge = knowledge(figure.recalled() ? Optional.of(figure.asKnownAt()) : Optional.empty());
        return new DrillLists(database, slices, users, knowledge).list(figure, mostRows);
    }

    /// Until when received events are in the figures; empty where none ever came in.
    public Optional<Instant> newestEvent() {
        return refresh.refreshedUntil();
    }

    private record Asked(
            Question question, Metric metric, Definition definition, Firm firm, Instant knownAt, boolean recalled) {
        Figure figure(SliceReadings readings, Slice slice, Period period) {
            return new Figure(
                    metric.info().by(definition),
                    definition,
                    period,
                    slice,
                    question.detail(),
                    firm.currency(),
                    knownAt,
                    recalled,
                    metric.calculate(definition.id(), readings.of(slice, period, question.detail(), metric.needs())));
        }

        Stream<LocalDate> days() {
            return question.periods().stream()
                    .flatMap(period ->
                            Stream.concat(Stream.of(period.from(), period.to()), metric.otherDays(period).stream()));
        }
    }

    private Asked check(Question question, Firm firm, Instant now) {
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
        question.asKnownAt().filter(now::isBefore).ifPresent(moment -> {
            throw new BadQuestionException(
                    "What will be known at " + moment + " can't be told yet: it is " + now + ".");
        });
        Instant knownAt = question.asKnownAt().or(refresh::refreshedUntil).orElse(now);
        return new Asked(
                question,
                metric,
                definition,
                firm,
                knownAt,
                question.asKnownAt().isPresent());
    }

    private void checkValue(Dimension dimension, String value) {
        SortedSet<String> valid = slices.values(dimension);
        if (!value.isEmpty() && !valid.contains(value)) {
            throw BadQuestionException.noSuch(dimension.id(), value, valid);
        }
    }

    private SliceReadings readings(List<Asked> asked) {
        Set<Optional<Instant>> moments =
                asked.stream().map(each -> each.question().asKnownAt()).collect(Collectors.toSet());
        if (moments.size() != 1) {
            throw new IllegalArgumentException("questions asked at once are about one moment, not " + moments.size());
        }
        return new SliceReadings(
                knowledge(moments.iterator().next()),
                slices,
                details,
                asked.stream().flatMap(each -> each.metric().needs().stream()).collect(Collectors.toSet()),
                asked.stream().flatMap(Asked::days).collect(Collectors.toSet()));
    }

    private Knowledge knowledge(Optional<Instant> asKnownAt) {
        return asKnownAt.isPresent() ? computed.knownAt(asKnownAt) : stored;
    }
}

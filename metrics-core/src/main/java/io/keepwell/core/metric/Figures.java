package io.keepwell.core.metric;

import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.account.SliceDictionary;
import io.keepwell.core.database.Database;
import io.keepwell.core.ledger.DetailDictionary;
import io.keepwell.core.ledger.Quantity;
import io.keepwell.core.rollup.CellRequest;
import io.keepwell.core.rollup.ComputedKnowledge;
import io.keepwell.core.rollup.Knowledge;
import io.keepwell.core.rollup.Readings;
import io.keepwell.core.rollup.Refresh;
import io.keepwell.core.rollup.SliceReadings;
import io.keepwell.core.rollup.StoredKnowledge;
import io.keepwell.core.rollup.UserDictionary;
import io.keepwell.core.setting.Firm;
import io.keepwell.core.setting.Settings;
import io.keepwell.core.time.Period;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
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
    /// A period that lies wholly before all data, or is wholly yet to come, has no figure, which says so.
    ///
    /// @throws BadQuestionException where metric, definition, slice or detail don't exist, or the moment
    ///     is yet to come
    public List<Figure> answer(Question question) {
        return answer(List.of(question)).getFirst();
    }

    /// Several questions from one reading of the cells, so that all of them tell of the same moment. For
    /// each question, in order, one figure for each of its periods.
    ///
    /// @param questions all as known now, or all as known at the same moment
    /// @throws BadQuestionException as for one question
    public List<List<Figure>> answer(List<Question> questions) {
        return answer(questions, Allowance.UNBOUNDED);
    }

    /// As `answer`, within an allowance.
    ///
    /// @throws BadQuestionException also where there are more figures than it lets be
    /// @throws Allowance.GivenUpException where nobody waits any more
    public List<List<Figure>> answer(List<Question> questions, Allowance allowance) {
        Asking asking = asking(questions).within(allowance);
        allowance.refuseMore(
                questions.stream()
                        .mapToLong(question -> question.periods().size())
                        .sum(),
                "by");
        List<Asked> asked = questions.stream().map(asking::check).toList();
        SliceReadings readings = readings(asking, asked);
        return asked.stream()
                .map(each -> each.figures(readings, each.question().slice()))
                .toList();
    }

    /// The figure of the question's first period as known at two moments. What is told apart may be known
    /// at one of them only: of a feature that was new since then there was nothing.
    ///
    /// @param earlier and `later` are empty for now
    /// @throws BadQuestionException as for `answer`
    List<Figure> answer(Question question, Optional<Instant> earlier, Optional<Instant> later, Allowance allowance) {
        List<Asking> both = Stream.of(earlier, later)
                .map(moment -> asking(List.of(question.asKnown(moment))).within(allowance))
                .toList();
        List<Knowledge> known = both.stream().map(Asking::knowledge).toList();
        return both.stream()
                .map(asking -> {
                    Asked asked = asking.withDetailsOf(known).check(question);
                    return asked.figure(
                            readings(asking, List.of(asked)),
                            question.slice(),
                            question.periods().getFirst());
                })
                .toList();
    }

    /// All definitions of the question's metric side by side, for its first period; where a detail is
    /// asked about, those that are told apart as the question's own definition is: by themes, and not by
    /// channels. Where none is, the question's own definition doesn't matter.
    ///
    /// @throws BadQuestionException as for `answer`
    public Comparison compare(Question question) {
        MetricInfo info = catalogue.get(question.metric()).info();
        Optional<String> toldApartBy = question.detail()
                .flatMap(_ -> info.definition(question.definition().id()))
                .flatMap(Definition::detail)
                .map(Detail::name);
        List<Question> questions = info.definitions(question.detail()).stream()
                .filter(definition -> toldApartBy.isEmpty()
                        || definition.detail().map(Detail::name).equals(toldApartBy))
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
        return byDimension(question, dimension, Allowance.UNBOUNDED);
    }

    /// As `byDimension`, within an allowance.
    ///
    /// @throws BadQuestionException also where there are more figures than it lets be
    /// @throws Allowance.GivenUpException where nobody waits any more
    public SortedMap<String, Figure> byDimension(Question question, Dimension dimension, Allowance allowance) {
        Asking asking = asking(List.of(question)).within(allowance);
        Asked asked = asking.check(question);
        SliceReadings readings = readings(asking, List.of(asked));
        SortedMap<String, Figure> figures = new TreeMap<>();
        SortedSet<String> values = readings.values(dimension, question.slice(), asked.needs());
        allowance.refuseMore(values.size(), "cut_by");
        for (String value : values) {
            Slice slice = question.slice().with(dimension, value);
            figures.put(value, asked.figure(readings, slice, question.periods().getFirst()));
        }
        return figures;
    }

    /// The question's figures cut by a dimension: one part for each of the values that its figure of the
    /// first period rests on most, and all others together as one slice.
    ///
    /// @param top how many values by themselves, at least one
    /// @throws BadQuestionException as for `answer`
    public Cut byDimension(Question question, Dimension dimension, int top) {
        return byDimension(question, dimension, top, Allowance.UNBOUNDED);
    }

    /// As `byDimension`, within an allowance.
    ///
    /// @throws BadQuestionException also where there are more figures than it lets be
    /// @throws Allowance.GivenUpException where nobody waits any more
    public Cut byDimension(Question question, Dimension dimension, int top, Allowance allowance) {
        if (top < 1) {
            throw new BadQuestionException("top", "'top' is at least 1, not " + top + ".");
        }
        Asking asking = asking(List.of(question)).within(allowance);
        Asked asked = asking.check(question);
        SliceReadings readings = readings(asking, List.of(asked));
        Period first = question.periods().getFirst();
        record Ranked(String value, BigDecimal size) {}
        List<Ranked> ranked = readings.values(dimension, question.slice(), asked.needs()).stream()
                .map(value -> new Ranked(
                        value,
                        asked.figure(readings, question.slice().with(dimension, value), first)
                                .calculation()
                                .size()))
                .sorted(Comparator.comparing(Ranked::size).reversed().thenComparing(Ranked::value))
                .toList();
        List<String> largest = ranked.stream().limit(top).map(Ranked::value).toList();
        allowance.refuseMore((long) largest.size() * question.periods().size(), "top");
        List<Cut.Part> parts = largest.stream()
                .map(value -> new Cut.Part(
                        value, asked.figures(readings, question.slice().with(dimension, value))))
                .toList();
        int left = ranked.size() - parts.size();
        return new Cut(
                parts,
                left == 0
                        ? Optional.empty()
                        : Optional.of(new Cut.Others(
                                left, asked.figures(readings, question.slice().withOthersThan(dimension, largest)))));
    }

    /// The records behind a figure, the greatest amounts first.
    ///
    /// @param mostRows how many to list; all are in the total
    public DrillList list(Figure figure, int mostRows) {
        return list(figure, DrillRange.first(mostRows));
    }

    /// The records behind a figure.
    ///
    /// @param range which of them to list; all are in the total
    public DrillList list(Figure figure, DrillRange range) {
        return lists(figure).list(figure, range);
    }

    /// Every record behind a figure, one by one and in no particular order; none of them is held.
    ///
    /// @param taker makes what takes all rows, anew for each attempt to read them: only the last one made
    ///     took all of them
    /// @return what they come to; it lists none of them
    public DrillList each(Figure figure, Supplier<? extends Consumer<DrillList.Row>> taker) {
        return lists(figure).each(figure, taker);
    }

    private DrillLists lists(Figure figure) {
        Knowledge knowledge = knowledge(figure.recalled() ? Optional.of(figure.asKnownAt()) : Optional.empty());
        return new DrillLists(database, slices, users, knowledge, figure.currency());
    }

    /// What can be asked about where figures are told apart by a detail, by name.
    ///
    /// @param asKnownAt empty for now
    /// @throws BadQuestionException where the moment is yet to come
    public SortedSet<String> details(Detail detail, Optional<Instant> asKnownAt) {
        BadQuestionException.refuseFuture(asKnownAt, clock.instant());
        return valid(detail, List.of(knowledge(asKnownAt)));
    }

    private static SortedSet<String> valid(Detail detail, List<Knowledge> known) {
        SortedSet<String> valid = new TreeSet<>(detail.always());
        known.forEach(each -> valid.addAll(each.details(detail.quantities())));
        return valid;
    }

    /// Until when received events are in the figures; empty where none ever came in.
    public Optional<Instant> newestEvent() {
        return refresh.refreshedUntil();
    }

    /// What all questions asked at once have in common.
    ///
    /// @param today the day of the moment as known at which figures are asked for
    /// @param details what they know may be asked about
    /// @param known slices that were looked up already
    private record Asking(
            Figures figures,
            Knowledge knowledge,
            Firm firm,
            Instant knownAt,
            boolean recalled,
            LocalDate today,
            List<Knowledge> details,
            Set<Slice> known,
            Allowance allowance) {
        Asking withDetailsOf(List<Knowledge> others) {
            return new Asking(figures, knowledge, firm, knownAt, recalled, today, others, known, allowance);
        }

        Asking within(Allowance other) {
            return new Asking(figures, knowledge, firm, knownAt, recalled, today, details, known, other);
        }

        Asked check(Question question) {
            Metric metric = figures.catalogue.get(question.metric());
            Definition definition = definition(metric.info(), question.definition());
            if (!known.contains(question.slice())) {
                BadQuestionException.refuseUnknown(question.slice(), figures.slices);
                known.add(question.slice());
            }
            question.detail().ifPresent(detail -> checkDetail(metric.info(), definition, detail));
            return new Asked(this, question, metric, definition);
        }

        private static Definition definition(MetricInfo info, DefinitionId id) {
            return info.definition(id.id())
                    .orElseThrow(() -> BadQuestionException.noSuch(
                            "definition",
                            "definition of " + info.id(),
                            id.id(),
                            info.definitions().stream()
                                    .map(each -> each.id().id())
                                    .toList()));
        }

        private void checkDetail(MetricInfo info, Definition definition, String asked) {
            Detail detail = definition.detail().orElseThrow(() -> notToldApart(info, definition, asked));
            SortedSet<String> valid = Figures.valid(detail, details);
            if (!valid.contains(asked)) {
                throw BadQuestionException.noSuchAmongMany("detail", detail.name(), asked, valid);
            }
        }

        private BadQuestionException notToldApart(MetricInfo info, Definition definition, String asked) {
            String others = info.definitions().stream()
                    .flatMap(each -> each.detail().stream()
                            .map(detail -> " By " + each.id() + " it can, of one " + detail.name() + ": "
                                    + BadQuestionException.listed(Figures.valid(detail, details)) + "."))
                    .collect(Collectors.joining());
            return new BadQuestionException(
                    "detail",
                    info.id() + " by " + definition.id() + " can't be asked of '" + asked
                            + "': it isn't told apart by anything beyond slices." + others);
        }
    }

    private record Asked(Asking asking, Question question, Metric metric, Definition definition) {
        Set<Quantity> needs() {
            return metric.needs(definition.id());
        }

        List<Figure> figures(SliceReadings readings, Slice slice) {
            return question.periods().stream()
                    .map(period -> figure(readings, slice, period))
                    .toList();
        }

        Figure figure(SliceReadings readings, Slice slice, Period period) {
            asking.allowance().check();
            Readings ofPeriod = readings.of(slice, period, question.detail(), needs());
            Calculation calculation = withSettings(metric.calculate(definition.id(), ofPeriod), readings, period);
            return new Figure(
                    metric.info().by(definition),
                    definition,
                    period,
                    slice,
                    question.detail(),
                    asking.firm().currency(),
                    asking.knownAt(),
                    asking.recalled(),
                    outsideOfData(readings, ofPeriod, calculation.outcome())
                            .map(calculation::unavailable)
                            .orElse(calculation));
        }

        /// With the settings that enter any figure of its kind: how long rates serve, where money may
        /// have been converted, and when fiscal years begin, where the period is one.
        private static Calculation withSettings(Calculation calculation, SliceReadings readings, Period period) {
            Calculation all = calculation;
            if (all.terms().stream().anyMatch(term -> term.unit().isMoney()) && readings.hasRates()) {
                all = all.with(Calculations.setting(
                        "rate days",
                        "after its own for which an exchange rate serves where no newer one was told",
                        BigDecimal.valueOf(readings.policies().rateDays()),
                        Unit.DAYS));
            }
            if (isYear(period) && period.from().getMonth() != Month.JANUARY) {
                Month begins = readings.policies().calendar().fiscalYearStart();
                if (period.from().getMonth() == begins) {
                    all = all.with(Calculations.setting(
                            "fiscal year",
                            "the month with which it begins",
                            BigDecimal.valueOf(begins.getValue()),
                            Unit.NUMBER));
                }
            }
            return all;
        }

        private static boolean isYear(Period period) {
            return period.wholeMonths().filter(months -> months == 12).isPresent();
        }

        /// Why there is no figure of the period, by whatever formula; empty where there may be one.
        ///
        /// @param outcome what the formula came to
        private Optional<Outcome.Unavailable> outsideOfData(SliceReadings all, Readings readings, Outcome outcome) {
            Period period = readings.period();
            if (period.from().isAfter(asking.today())) {
                return Optional.of(Calculations.noData("The period is yet to come: it begins "
                        + Calculations.on(period.from()) + ", and it is " + ValueFormat.day(asking.today()) + "."));
            }
            if (readings.hasData()) {
                return Optional.empty();
            }
            return all.firstDay(needs())
                    .map(first -> "The period lies before all data for this figure, which begins "
                            + Calculations.on(first) + ".")
                    .or(() -> noBase(outcome).map(why -> why + " " + nothingToMakeItOf()))
                    .map(Calculations::noData);
        }

        private String nothingToMakeItOf() {
            return "Nothing is known that this figure could be made of: no events of the kind "
                    + metric.madeOf(definition.id()).stream()
                            .map(table -> table.kind().replace('_', ' '))
                            .collect(Collectors.joining(" or "))
                    + " were told.";
        }

        private static Optional<String> noBase(Outcome outcome) {
            return outcome instanceof Outcome.Unavailable(Outcome.Reason reason, String message)
                            && reason == Outcome.Reason.NO_BASE
                    ? Optional.of(message)
                    : Optional.empty();
        }
    }

    /// @param questions about the same moment of knowing
    private Asking asking(List<Question> questions) {
        Set<Optional<Instant>> moments =
                questions.stream().map(Question::asKnownAt).collect(Collectors.toSet());
        if (moments.size() != 1) {
            throw new IllegalArgumentException("questions asked at once are about one moment, not " + moments.size());
        }
        Optional<Instant> asKnownAt = moments.iterator().next();
        Instant now = clock.instant();
        BadQuestionException.refuseFuture(asKnownAt, now);
        Firm firm = settings.firm();
        Knowledge knowledge = knowledge(asKnownAt);
        return new Asking(
                this,
                knowledge,
                firm,
                asKnownAt.or(refresh::refreshedUntil).orElse(now),
                asKnownAt.isPresent(),
                firm.zone().dayOf(asKnownAt.orElse(now)),
                List.of(knowledge),
                new HashSet<>(),
                Allowance.UNBOUNDED);
    }

    private SliceReadings readings(Asking asking, List<Asked> asked) {
        return new SliceReadings(
                asking.knowledge(),
                slices,
                details,
                asked.stream()
                        .map(each -> each.metric()
                                .cells(
                                        each.definition().id(),
                                        each.question().periods(),
                                        each.question().slice()))
                        .reduce(CellRequest::and)
                        .orElseThrow());
    }

    private Knowledge knowledge(Optional<Instant> asKnownAt) {
        return asKnownAt.isPresent() ? computed.knownAt(asKnownAt) : stored;
    }
}

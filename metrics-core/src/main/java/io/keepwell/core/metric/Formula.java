package io.keepwell.core.metric;

import io.keepwell.core.account.AccountSet;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.rollup.read.MeasureReader;
import io.keepwell.core.setting.Policies;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/// How the figures of a definition are calculated. What they read, and with it the cells that are fetched, the kinds of
/// facts that they are made of and the row in docs/metrics.md, follows from the formula.
///
/// Pure: the same readings always give the same calculation.
public sealed interface Formula {
    Reads reads();

    Calculation calculate(MeasureReader readings);

    /// A number of things, or a value added up: the period's amounts of one measure.
    ///
    /// @param base what it is counted among; often itself
    /// @param none why there is no figure before anything of the measures read was ever received, a sentence
    /// @param without what isn't counted
    record Count(Counted counted, Counted base, String none, List<Uncounted> without) implements Formula {
        public Count {
            without = List.copyOf(without);
        }

        @Override
        public Reads reads() {
            return Formula.reads(without, counted, base);
        }

        @Override
        public Calculation calculate(MeasureReader readings) {
            Term term = counted.term(readings);
            return Calculations.plain(
                    readings.hasData() ? Calculations.value(term.amount()) : Calculations.noData(none),
                    term,
                    base.words(readings),
                    Uncounted.exclusions(without, readings),
                    counted.drillThrough(readings));
        }
    }

    /// One count in per cent of another one that holds it.
    ///
    /// @param noBase why there is no figure where there are none of the whole, a sentence
    /// @param sampled whether it is of a sample of answers and has Wilson's interval
    /// @param without what isn't counted
    record Share(Counted part, Counted whole, String noBase, boolean sampled, List<Uncounted> without)
            implements Formula {
        public Share {
            without = List.copyOf(without);
        }

        @Override
        public Reads reads() {
            return Formula.reads(without, part, whole);
        }

        @Override
        public Calculation calculate(MeasureReader readings) {
            Term above = part.term(readings);
            Term below = whole.term(readings);
            List<Exclusion> exclusions = Uncounted.exclusions(without, readings);
            return sampled
                    ? Calculations.sampledShare(
                            above, below, whole.words(readings), noBase, exclusions, part.drillThrough(readings))
                    : Calculations.share(
                            above, below, whole.words(readings), noBase, exclusions, part.drillThrough(readings));
        }
    }

    /// The share of the customers of the period's end of whom something is true, such as that they ordered something.
    ///
    /// @param symbol of those of whom it is true
    /// @param name of those of whom it is true
    /// @param accounts of whom it is true, customers or not
    /// @param measure that holds it; read of all accounts, wherever they stood
    /// @param none why there is no figure before anything of the measure was ever received, a sentence; empty where
    ///     it is true of nobody then
    record ShareOfCustomers(
            String symbol,
            String name,
            Measure measure,
            Function<MeasureReader, AccountSet> accounts,
            Optional<String> none)
            implements Formula {
        public ShareOfCustomers(
                String symbol,
                String name,
                Measure measure,
                Function<MeasureReader, AccountSet> accounts,
                String none) {
            this(symbol, name, measure, accounts, Optional.of(none));
        }

        @Override
        public Reads reads() {
            return Reads.of(Measure.CUSTOMERS, measure).everywhere(Set.of(measure));
        }

        @Override
        public Calculation calculate(MeasureReader readings) {
            return CustomerShare.calculate(
                    symbol, name, accounts.apply(readings), none.filter(_ -> !readings.hasData(measure)), readings);
        }
    }

    /// How long something took.
    record Time(TimeTaken taken, TimeTaken.Statistic statistic) implements Formula {
        @Override
        public Reads reads() {
            return taken.reads();
        }

        @Override
        public Calculation calculate(MeasureReader readings) {
            return taken.calculate(statistic, readings);
        }
    }

    /// The points of survey answers: their mean, or the share of answers that have one, with Wilson's interval.
    ///
    /// @param each the points that an answer has; 1 or 0 where it is a share
    /// @param none why there is no figure where there are no answers, a sentence
    /// @param without what isn't counted
    record Answers(
            Counted points, Counted answers, AnswerPoints each, boolean share, String none, List<Uncounted> without)
            implements Formula {
        public Answers {
            without = List.copyOf(without);
        }

        @Override
        public Reads reads() {
            return Formula.reads(without, points, answers);
        }

        @Override
        public Calculation calculate(MeasureReader readings) {
            Term above = points.term(readings);
            Term below = answers.term(readings);
            List<Exclusion> exclusions = Uncounted.exclusions(without, readings);
            DrillThrough list = new DrillThrough.Answers(above.id(), each);
            return share
                    ? Calculations.sampledShare(above, below, answers.words(readings), none, exclusions, list)
                    : Calculations.mean(above, below, none, exclusions, list);
        }
    }

    /// Another formula whose figures depend on a setting, which is one of their terms.
    record WithSetting(Formula formula, Function<MeasureReader, Term> setting) implements Formula {
        @Override
        public Reads reads() {
            return formula.reads();
        }

        @Override
        public Calculation calculate(MeasureReader readings) {
            return formula.calculate(readings).with(setting.apply(readings));
        }
    }

    /// Another formula that makes no sense until something is set.
    ///
    /// @param isSet whether it is
    /// @param what has to be set, and how, a sentence
    record WhereSet(Formula formula, Predicate<Policies> isSet, String what) implements Formula {
        @Override
        public Reads reads() {
            return formula.reads();
        }

        @Override
        public Calculation calculate(MeasureReader readings) {
            Calculation calculation = formula.calculate(readings);
            return isSet.test(readings.policies())
                    ? calculation
                    : calculation.unavailable(new Outcome.Unavailable(Outcome.Reason.NOT_CONFIGURED, what));
        }
    }

    /// Calculated by code, where no other formula says it.
    ///
    /// @param reads all that the calculation reads
    record Custom(Reads reads, Function<MeasureReader, Calculation> calculation) implements Formula {
        @Override
        public Calculation calculate(MeasureReader readings) {
            return calculation.apply(readings);
        }
    }

    /// None: what an analysis answers by a table or a curve.
    record None() implements Formula {
        static final None NONE = new None();

        @Override
        public Reads reads() {
            return Reads.NOTHING;
        }

        @Override
        public Calculation calculate(MeasureReader readings) {
            throw new IllegalStateException("an analysis is no figure");
        }
    }

    /// A measure as a term of a formula.
    ///
    /// @param symbol as in the definition's symbols
    /// @param name of the term
    /// @param things as people read them in what a figure rests on, in the plural: `tickets opened`
    /// @param byCustomValue whether only that is counted which was asked about, where one custom value was
    record Counted(String symbol, String name, String things, Measure measure, boolean byCustomValue) {
        public Counted(String symbol, String name, String things, Measure measure) {
            this(symbol, name, things, measure, false);
        }

        public Term term(MeasureReader readings) {
            return Calculations.count(symbol, name, amount(readings));
        }

        public String words(MeasureReader readings) {
            return Calculations.base(amount(readings), things);
        }

        DrillThrough drillThrough(MeasureReader readings) {
            return byCustomValue
                    ? Calculations.entries(new TermId(symbol), readings, measure, Unit.COUNT)
                    : new DrillThrough.Entries(new TermId(symbol), measure, Unit.COUNT);
        }

        private long amount(MeasureReader readings) {
            return byCustomValue ? Calculations.sum(readings, measure) : readings.sum(measure);
        }
    }

    private static Reads reads(List<Uncounted> without, Counted... counted) {
        Set<Measure> measures = EnumSet.noneOf(Measure.class);
        List.of(counted).forEach(each -> measures.add(each.measure()));
        without.forEach(each -> measures.addAll(each.measures()));
        return Reads.of(measures);
    }
}

package io.keepwell.core.metric.voice;

import io.keepwell.core.ledger.Measure;
import io.keepwell.core.metric.Calculation;
import io.keepwell.core.metric.Calculations;
import io.keepwell.core.metric.CustomDimension;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.DrillThrough;
import io.keepwell.core.metric.Formula;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.metric.Reads;
import io.keepwell.core.metric.Term;
import io.keepwell.core.metric.TermId;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.rollup.read.MeasureReader;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/// voice.feedback: what customers said in their own words.
@Singleton
final class FeedbackReceived implements Metric {
    private static final Set<Measure> TONES = Set.of(
            Measure.FEEDBACK_UNTONED, Measure.FEEDBACK_POSITIVE, Measure.FEEDBACK_NEUTRAL, Measure.FEEDBACK_NEGATIVE);
    private static final MetricInfo INFO = new MetricInfo(
            new MetricId("voice.feedback"),
            "Feedback",
            "Voice of the customer",
            MetricInfo.Kind.PROCESS,
            Unit.COUNT,
            MetricInfo.Better.HIGHER,
            "Remarks and comments of customers in their own words.",
            List.of(
                    Definition.first(
                                    "all",
                                    "all words",
                                    "remarks + comments",
                                    "Remarks received in the period, and answers to surveys that came with a comment. Asked for one theme, the remarks of that theme.",
                                    "Every word counts, wherever it was said.",
                                    "It says nothing of what was said: read the list.")
                            .customDimension(CustomDimension.of("theme", TONES))
                            .accumulates()
                            .by(words(Reads.of(TONES).and(Measure.ANSWER_COMMENTS), TONES, true)),
                    Definition.first(
                                    "remarks",
                                    "remarks",
                                    "remarks",
                                    "Remarks received in the period outside of surveys; each counts once, however often it was reported. Asked for one theme, those of that theme.",
                                    "Who speaks unasked has a reason.",
                                    "How many come depends on how easily they can be sent.")
                            .customDimension(CustomDimension.of("theme", TONES))
                            .accumulates()
                            .by(words(Reads.of(TONES), TONES, false)),
                    Definition.first(
                                    "comments",
                                    "comments",
                                    "comments",
                                    "Answers to surveys that came with a comment.",
                                    "It shows how many of those asked had more to say.",
                                    "Comments of surveys have no theme, tone or channel.")
                            .accumulates()
                            .by(words(Reads.of(Measure.ANSWER_COMMENTS), Set.of(), true)),
                    Definition.first(
                                    "positive",
                                    "positive remarks",
                                    "positive",
                                    "Remarks with a positive tone. Asked for one theme, those of that theme.",
                                    "It shows what to keep.",
                                    "The tone is as the partner judged it.")
                            .customDimension(CustomDimension.of("theme", TONES))
                            .accumulates()
                            .by(words(Reads.of(TONES), Set.of(Measure.FEEDBACK_POSITIVE), false)),
                    Definition.first(
                                    "neutral",
                                    "neutral remarks",
                                    "neutral",
                                    "Remarks with a neutral tone. Asked for one theme, those of that theme.",
                                    "It shows what is asked for without praise or blame.",
                                    "The tone is as the partner judged it.")
                            .customDimension(CustomDimension.of("theme", TONES))
                            .accumulates()
                            .by(words(Reads.of(TONES), Set.of(Measure.FEEDBACK_NEUTRAL), false)),
                    Definition.first(
                                    "negative",
                                    "negative remarks",
                                    "negative",
                                    "Remarks with a negative tone. Asked for one theme, those of that theme.",
                                    "It shows what to mend.",
                                    "The tone is as the partner judged it.")
                            .customDimension(CustomDimension.of("theme", TONES))
                            .accumulates()
                            .better(MetricInfo.Better.LOWER)
                            .by(words(Reads.of(TONES), Set.of(Measure.FEEDBACK_NEGATIVE), false)),
                    Definition.first(
                                    "by_channel",
                                    "remarks by channel",
                                    "remarks",
                                    "Remarks received in the period. Asked for one channel, those that came by it.",
                                    "It shows where customers speak.",
                                    "Not every partner reports the channel.")
                            .customDimension(CustomDimension.of("channel", Set.of(Measure.FEEDBACK_BY_CHANNEL)))
                            .accumulates()
                            .by(words(
                                    Reads.of(Measure.FEEDBACK_BY_CHANNEL),
                                    Set.of(Measure.FEEDBACK_BY_CHANNEL),
                                    false))));

    @Override
    public MetricInfo info() {
        return INFO;
    }

    /// How many remarks and comments there are.
    ///
    /// @param reads also what tells whether any were ever received: then none of some tone is a number, too
    /// @param remarks of which remarks
    /// @param comments whether comments count; they have no theme, and don't where one is asked about
    private static Formula words(Reads reads, Set<Measure> remarks, boolean comments) {
        return new Formula.Custom(reads, readings -> words(remarks, comments, readings));
    }

    private static Calculation words(Set<Measure> measures, boolean comments, MeasureReader readings) {
        boolean withComments = comments && readings.customValue().isEmpty();
        long remarks = measures.stream()
                .mapToLong(measure -> Calculations.sum(readings, measure))
                .sum();
        long commented = withComments ? readings.sum(Measure.ANSWER_COMMENTS) : 0;
        Term remarksTerm = Calculations.count("remarks", "remarks", remarks);
        Term commentsTerm = Calculations.count("comments", "answers with a comment", commented);
        Term total = Calculations.count("n", "remarks and comments", remarks + commented);
        Outcome outcome = readings.hasData()
                ? Calculations.value(total.amount())
                : Calculations.noData("No feedback was reported before the end of the period.");
        return Calculations.calculation(
                outcome,
                Calculations.written(total) + " remarks and comments",
                Calculations.written(remarksTerm) + " + " + Calculations.written(commentsTerm),
                List.of(total, remarksTerm, commentsTerm),
                List.of(),
                new DrillThrough.Quotes(new TermId("n"), measures, readings.customValue(), withComments));
    }
}

package io.keepwell.core.metric;

import io.keepwell.core.ledger.Measure;
import io.keepwell.core.rollup.MeasureReader;
import jakarta.inject.Singleton;
import java.util.EnumSet;
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
                            .accumulates(),
                    Definition.first(
                                    "remarks",
                                    "remarks",
                                    "remarks",
                                    "Remarks received in the period outside of surveys; each counts once, however often it was reported. Asked for one theme, those of that theme.",
                                    "Who speaks unasked has a reason.",
                                    "How many come depends on how easily they can be sent.")
                            .customDimension(CustomDimension.of("theme", TONES))
                            .accumulates(),
                    Definition.first(
                                    "comments",
                                    "comments",
                                    "comments",
                                    "Answers to surveys that came with a comment.",
                                    "It shows how many of those asked had more to say.",
                                    "Comments of surveys have no theme, tone or channel.")
                            .accumulates(),
                    Definition.first(
                                    "positive",
                                    "positive remarks",
                                    "positive",
                                    "Remarks with a positive tone. Asked for one theme, those of that theme.",
                                    "It shows what to keep.",
                                    "The tone is as the partner judged it.")
                            .customDimension(CustomDimension.of("theme", TONES))
                            .accumulates(),
                    Definition.first(
                                    "neutral",
                                    "neutral remarks",
                                    "neutral",
                                    "Remarks with a neutral tone. Asked for one theme, those of that theme.",
                                    "It shows what is asked for without praise or blame.",
                                    "The tone is as the partner judged it.")
                            .customDimension(CustomDimension.of("theme", TONES))
                            .accumulates(),
                    Definition.first(
                                    "negative",
                                    "negative remarks",
                                    "negative",
                                    "Remarks with a negative tone. Asked for one theme, those of that theme.",
                                    "It shows what to mend.",
                                    "The tone is as the partner judged it.")
                            .customDimension(CustomDimension.of("theme", TONES))
                            .accumulates()
                            .better(MetricInfo.Better.LOWER),
                    Definition.first(
                                    "by_channel",
                                    "remarks by channel",
                                    "remarks",
                                    "Remarks received in the period. Asked for one channel, those that came by it.",
                                    "It shows where customers speak.",
                                    "Not every partner tells the channel.")
                            .customDimension(CustomDimension.of("channel", Set.of(Measure.FEEDBACK_BY_CHANNEL)))
                            .accumulates()));

    private static final Set<Measure> REMARKS = Set.of(
            Measure.FEEDBACK_UNTONED,
            Measure.FEEDBACK_POSITIVE,
            Measure.FEEDBACK_NEUTRAL,
            Measure.FEEDBACK_NEGATIVE,
            Measure.FEEDBACK_BY_CHANNEL);

    private static final Set<Measure> NEEDS = EnumSet.of(Measure.ANSWER_COMMENTS, REMARKS.toArray(Measure[]::new));

    @Override
    public MetricInfo info() {
        return INFO;
    }

    @Override
    public Set<Measure> needs() {
        return NEEDS;
    }

    @Override
    public Set<Measure> needs(DefinitionId definition) {
        return switch (definition.id()) {
            case "all" -> NEEDS;
            case "comments" -> Set.of(Measure.ANSWER_COMMENTS);
            default -> REMARKS;
        };
    }

    @Override
    public Calculation calculate(DefinitionId definition, MeasureReader readings) {
        return switch (definition.id()) {
            case "all" -> words(TONES, readings.customValue().isEmpty(), readings);
            case "remarks" -> words(TONES, false, readings);
            case "comments" -> words(Set.of(), true, readings);
            case "positive" -> words(Set.of(Measure.FEEDBACK_POSITIVE), false, readings);
            case "neutral" -> words(Set.of(Measure.FEEDBACK_NEUTRAL), false, readings);
            case "negative" -> words(Set.of(Measure.FEEDBACK_NEGATIVE), false, readings);
            case "by_channel" -> words(Set.of(Measure.FEEDBACK_BY_CHANNEL), false, readings);
            default -> throw new IllegalArgumentException("feedback has no definition " + definition);
        };
    }

    private static Calculation words(Set<Measure> measures, boolean withComments, MeasureReader readings) {
        long remarks = measures.stream()
                .mapToLong(measure -> readings.customValue()
                        .map(detail -> readings.sum(measure, detail))
                        .orElseGet(() -> readings.sum(measure)))
                .sum();
        long comments = withComments ? readings.sum(Measure.ANSWER_COMMENTS) : 0;
        Term remarksTerm = Calculations.count("remarks", "remarks", remarks);
        Term commentsTerm = Calculations.count("comments", "answers with a comment", comments);
        Term total = Calculations.count("n", "remarks and comments", remarks + comments);
        Outcome outcome = readings.hasData()
                ? Calculations.value(total.amount())
                : Calculations.noData("No feedback was reported before the end of the period.");
        return Calculations.calculation(
                outcome,
                Calculations.written(total) + " remarks and comments",
                Calculations.written(remarksTerm) + " + " + Calculations.written(commentsTerm),
                List.of(total, remarksTerm, commentsTerm),
                List.of(),
                new DrillThrough.Quotes("n", measures, readings.customValue(), withComments));
    }
}

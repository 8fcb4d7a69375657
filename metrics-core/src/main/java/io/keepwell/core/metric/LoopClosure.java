package io.keepwell.core.metric;

import io.keepwell.core.ledger.Measure;
import io.keepwell.core.rollup.MeasureReader;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/// voice.loop_closure: whether feedback leads back to the one who gave it.
@Singleton
final class LoopClosure implements Metric {
    private static final MetricInfo INFO = new MetricInfo(
            new MetricId("voice.loop_closure"),
            "Loop closure",
            "Voice of the customer",
            MetricInfo.Kind.LOOP,
            Unit.PERCENT,
            MetricInfo.Better.HIGHER,
            "Share of feedback that was answered.",
            List.of(
                    Definition.first(
                            "confirmed",
                            "confirmed content",
                            "confirmed ÷ received × 100",
                            "Remarks received in the period whose givers confirmed being content with the result, of all remarks received. The last confirmation holds.",
                            "Only the giver can say that the loop is closed.",
                            "Young remarks had little time yet, so that the newest periods still rise."),
                    Definition.first(
                            "answered",
                            "answered",
                            "answered ÷ received × 100",
                            "Remarks received in the period that were answered, of all remarks received.",
                            "It can be had without asking the giver again.",
                            "An answer need not be a solution."),
                    Definition.first(
                                    "confirm_time",
                                    "time to confirmation",
                                    "Σ time ÷ confirmed",
                                    "The mean time from a remark of the period to the confirmation that its giver is content.",
                                    "It shows how long customers wait for a result.",
                                    "Remarks not confirmed yet are not in it, so it looks better than it is.")
                            .in(Unit.DAYS)
                            .better(MetricInfo.Better.LOWER),
                    Definition.first(
                                    "answer_time",
                                    "time to answer",
                                    "Σ time ÷ answered",
                                    "The mean time from a remark of the period to its first answer.",
                                    "It shows how long customers wait for a sign.",
                                    "Remarks not answered yet are not in it, so it looks better than it is.")
                            .in(Unit.HOURS)
                            .better(MetricInfo.Better.LOWER)));

    private static final TimeTaken CONFIRMATION = new TimeTaken(
            Measure.FEEDBACK_CONFIRM_TIME,
            Unit.DAYS,
            "confirmed remarks",
            "No remark of the period was confirmed to have come to a good end.");
    private static final TimeTaken ANSWER = new TimeTaken(
            Measure.FEEDBACK_ANSWER_TIME, Unit.HOURS, "answered remarks", "No remark of the period was answered.");

    @Override
    public MetricInfo info() {
        return INFO;
    }

    @Override
    public Set<Measure> needs() {
        return Set.of(
                Measure.FEEDBACK_BY_CHANNEL,
                Measure.FEEDBACK_ANSWERED,
                Measure.FEEDBACK_CONFIRMED,
                Measure.FEEDBACK_ANSWER_TIME,
                Measure.FEEDBACK_CONFIRM_TIME);
    }

    @Override
    public Calculation calculate(DefinitionId definition, MeasureReader readings) {
        return switch (definition.id()) {
            case "confirmed" ->
                share("confirmed", "remarks whose givers are content", Measure.FEEDBACK_CONFIRMED, readings);
            case "answered" -> share("answered", "remarks that were answered", Measure.FEEDBACK_ANSWERED, readings);
            case "confirm_time" -> CONFIRMATION.mean(readings);
            case "answer_time" -> ANSWER.mean(readings);
            default -> throw new IllegalArgumentException("loop closure has no definition " + definition);
        };
    }

    private static Calculation share(String symbol, String name, Measure measure, MeasureReader readings) {
        Term received = Calculations.count("received", "remarks", readings.sum(Measure.FEEDBACK_BY_CHANNEL));
        return Calculations.share(
                Calculations.count(symbol, name, readings.sum(measure)),
                received,
                Calculations.written(received) + " remarks",
                "No remark was received in the period.",
                List.of(),
                new DrillThrough.Entries(symbol, measure, Unit.COUNT));
    }
}

package io.keepwell.core.metric.voice;

import io.keepwell.core.ledger.Measure;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.Formula;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.TimeTaken;
import io.keepwell.core.metric.Unit;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/// voice.loop_closure: whether feedback leads back to the one who gave it.
@Singleton
final class LoopClosure implements Metric {
    private static final String NO_REMARK = "No remark was received in the period.";
    private static final Formula.Counted RECEIVED =
            new Formula.Counted("received", "remarks", "remarks", Measure.FEEDBACK_BY_CHANNEL);
    private static final Formula.Counted CONFIRMED = new Formula.Counted(
            "confirmed", "remarks whose givers are content", "confirmed remarks", Measure.FEEDBACK_CONFIRMED);
    private static final Formula.Counted ANSWERED = new Formula.Counted(
            "answered", "remarks that were answered", "answered remarks", Measure.FEEDBACK_ANSWERED);

    private static final TimeTaken CONFIRM_TIME = new TimeTaken(
            Measure.FEEDBACK_CONFIRM_TIME,
            Unit.DAYS,
            "confirmed remarks",
            "No remark of the period was confirmed to have come to a good end.",
            Set.of(Measure.FEEDBACK_BY_CHANNEL),
            List.of());

    private static final TimeTaken ANSWER_TIME = new TimeTaken(
            Measure.FEEDBACK_ANSWER_TIME,
            Unit.HOURS,
            "answered remarks",
            "No remark of the period was answered.",
            Set.of(Measure.FEEDBACK_BY_CHANNEL),
            List.of());

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
                                    "Young remarks had little time yet, so that the newest periods still rise.")
                            .by(new Formula.Share(CONFIRMED, RECEIVED, NO_REMARK, false, List.of())),
                    Definition.first(
                                    "answered",
                                    "answered",
                                    "answered ÷ received × 100",
                                    "Remarks received in the period that were answered, of all remarks received.",
                                    "It can be had without asking the giver again.",
                                    "An answer need not be a solution.")
                            .by(new Formula.Share(ANSWERED, RECEIVED, NO_REMARK, false, List.of())),
                    Definition.first(
                                    "confirm_time",
                                    "time to confirmation",
                                    "Σ time ÷ confirmed",
                                    "The mean time from a remark of the period to the confirmation that its giver is content.",
                                    "It shows how long customers wait for a result.",
                                    "Remarks not confirmed yet are not in it, so it looks better than it is.")
                            .in(Unit.DAYS)
                            .better(MetricInfo.Better.LOWER)
                            .by(CONFIRM_TIME.mean()),
                    Definition.first(
                                    "answer_time",
                                    "time to answer",
                                    "Σ time ÷ answered",
                                    "The mean time from a remark of the period to its first answer.",
                                    "It shows how long customers wait for a sign.",
                                    "Remarks not answered yet are not in it, so it looks better than it is.")
                            .in(Unit.HOURS)
                            .better(MetricInfo.Better.LOWER)
                            .by(ANSWER_TIME.mean())));

    @Override
    public MetricInfo info() {
        return INFO;
    }
}

package io.keepwell.core.fact;

import io.keepwell.core.database.Coded;
import java.util.List;

/// What was done about feedback, or what its giver says about that.
public record FeedbackStep(String feedbackId, Step step) implements Fact {
    public static final FactTable<FeedbackStep> TABLE = new FactTable<>(
            FeedbackStep.class,
            "feedback_step",
            13,
            List.of(Column.text("feedback_id", FeedbackStep::feedbackId), Column.code("step", FeedbackStep::step)),
            rows -> new FeedbackStep(rows.getString("feedback_id"), Column.code(rows, "step", Step.class)));

    @Override
    public FactTable<FeedbackStep> table() {
        return TABLE;
    }

    @Override
    public Sentence sentence() {
        return Sentence.of("Feedback " + feedbackId + " ").word(step);
    }

    /// What happened. The code is what is stored and never changes.
    public enum Step implements Coded {
        ANSWERED(1),
        /// Something was changed.
        ACTED(2),
        /// The giver is content with the result.
        CONFIRMED_CONTENT(3),
        /// The giver is not content with it.
        CONFIRMED_DISCONTENT(4);

        private final int code;

        Step(int code) {
            this.code = code;
        }

        @Override
        public int code() {
            return code;
        }
    }
}

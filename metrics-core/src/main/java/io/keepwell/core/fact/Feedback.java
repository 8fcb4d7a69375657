package io.keepwell.core.fact;

import io.keepwell.core.database.Coded;
import java.util.List;

/// A customer's own words, outside of surveys.
///
/// @param text up to 65,535 bytes of UTF-8; may be empty
/// @param theme may be empty
/// @param channel by which it came; may be empty
public record Feedback(String feedbackId, String text, String theme, Tone tone, String channel) implements Fact {
    public static final FactTable<Feedback> TABLE = new FactTable<>(
            Feedback.class,
            "feedback",
            12,
            List.of(
                    Column.text("feedback_id", Feedback::feedbackId),
                    Column.largeText("text", Feedback::text),
                    Column.text("theme", Feedback::theme),
                    Column.code("tone", Feedback::tone),
                    Column.text("channel", Feedback::channel)),
            rows -> new Feedback(
                    rows.getString("feedback_id"),
                    rows.getString("text"),
                    rows.getString("theme"),
                    Column.code(rows, "tone", Tone.class),
                    rows.getString("channel")));

    @Override
    public FactTable<Feedback> table() {
        return TABLE;
    }

    @Override
    public Sentence sentence() {
        Sentence tone = Sentence.of("Feedback");
        return (this.tone == Tone.UNKNOWN ? tone : tone.words(", ").word(this.tone))
                .also(theme)
                .also(text);
    }

    /// How it sounds. The code is what is stored and never changes.
    public enum Tone implements Coded {
        UNKNOWN(1),
        POSITIVE(2),
        NEUTRAL(3),
        NEGATIVE(4);

        private final int code;

        Tone(int code) {
            this.code = code;
        }

        @Override
        public int code() {
            return code;
        }
    }
}

package io.keepwell.core.fact;

import io.keepwell.core.database.Coded;
import java.util.List;

/// Somebody who may become a customer.
///
/// @param channel by which the lead came; may be empty
public record Lead(String leadId, String channel, State state) implements Fact {
    public static final FactTable<Lead> TABLE = new FactTable<>(
            Lead.class,
            "lead",
            15,
            List.of(
                    Column.text("lead_id", Lead::leadId),
                    Column.text("channel", Lead::channel),
                    Column.code("state", Lead::state)),
            rows -> new Lead(
                    rows.getString("lead_id"), rows.getString("channel"), Column.code(rows, "state", State.class)));

    @Override
    public FactTable<Lead> table() {
        return TABLE;
    }

    @Override
    public Sentence sentence() {
        return Sentence.of("Lead " + leadId + " ").word(state).also(channel);
    }

    /// How it stands. The code is what is stored and never changes.
    public enum State implements Coded {
        CREATED(1),
        /// Became a customer.
        CONVERTED(2),
        LOST(3);

        private final int code;

        State(int code) {
            this.code = code;
        }

        @Override
        public int code() {
            return code;
        }
    }
}

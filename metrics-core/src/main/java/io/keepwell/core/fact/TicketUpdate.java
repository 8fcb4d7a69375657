package io.keepwell.core.fact;

import io.keepwell.core.database.Coded;
import java.util.List;

/// A step in the life of one support ticket.
///
/// @param topic of the whole ticket; the first one reported that isn't UNKNOWN holds
/// @param agent who acted, may be empty
/// @param bot whether a program acted rather than a person
/// @param priority of the whole ticket; the last one reported that isn't UNKNOWN holds
public record TicketUpdate(String ticketId, Step step, Topic topic, String agent, boolean bot, Priority priority)
        implements Fact {
    public static final FactTable<TicketUpdate> TABLE = new FactTable<>(
            TicketUpdate.class,
            "ticket_update",
            7,
            List.of(
                    Column.text("ticket_id", TicketUpdate::ticketId),
                    Column.code("step", TicketUpdate::step),
                    Column.code("topic", TicketUpdate::topic),
                    Column.text("agent", TicketUpdate::agent),
                    Column.flag("bot", TicketUpdate::bot),
                    Column.code("priority", TicketUpdate::priority)),
            rows -> new TicketUpdate(
                    rows.getString("ticket_id"),
                    Column.code(rows, "step", Step.class),
                    Column.code(rows, "topic", Topic.class),
                    rows.getString("agent"),
                    Column.flag(rows, "bot"),
                    Column.code(rows, "priority", Priority.class)));

    /// Without a word about the priority.
    public TicketUpdate(String ticketId, Step step, Topic topic, String agent, boolean bot) {
        this(ticketId, step, topic, agent, bot, Priority.UNKNOWN);
    }

    @Override
    public FactTable<TicketUpdate> table() {
        return TABLE;
    }

    @Override
    public Sentence sentence() {
        Sentence step = Sentence.of("Ticket " + ticketId + " ").word(this.step);
        Sentence about = topic == Topic.UNKNOWN ? step : step.words(" · ").word(topic);
        return (priority == Priority.UNKNOWN ? about : about.words(" · ").word(priority)).also(agent);
    }

    /// What happened. The code is what is stored and never changes.
    public enum Step implements Coded {
        /// The customer asked.
        OPENED(1),
        /// Somebody answered the customer.
        REPLIED(2),
        /// The customer wrote or called again.
        CONTACTED(3),
        RESOLVED(4),
        REOPENED(5);

        private final int code;

        Step(int code) {
            this.code = code;
        }

        @Override
        public int code() {
            return code;
        }
    }

    /// What the customer wanted. The code is what is stored and never changes.
    public enum Topic implements Coded {
        UNKNOWN(1),
        COMPLAINT(2),
        QUESTION(3),
        OTHER(4);

        private final int code;

        Topic(int code) {
            this.code = code;
        }

        @Override
        public int code() {
            return code;
        }
    }

    /// How much it hurries. The code is what is stored and never changes.
    public enum Priority implements Coded {
        UNKNOWN(1),
        LOW(2),
        NORMAL(3),
        HIGH(4),
        URGENT(5);

        private final int code;

        Priority(int code) {
            this.code = code;
        }

        @Override
        public int code() {
            return code;
        }
    }
}

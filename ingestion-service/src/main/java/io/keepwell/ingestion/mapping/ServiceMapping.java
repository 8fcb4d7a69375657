package io.keepwell.ingestion.mapping;

import io.keepwell.core.fact.CheckIn;
import io.keepwell.core.fact.Fact;
import io.keepwell.core.fact.TicketUpdate;
import io.keepwell.ingestion.v1.CheckInStep;
import io.keepwell.ingestion.v1.TicketPriority;
import io.keepwell.ingestion.v1.TicketStep;
import io.keepwell.ingestion.v1.TicketTopic;
import java.time.LocalDate;
import java.util.Optional;

/// What is done for customers.
final class ServiceMapping {
    private static final Choices<TicketUpdate.Step> TICKET_STEPS =
            Choices.of(TicketStep.getDescriptor(), TicketUpdate.Step.class);
    private static final Choices<TicketUpdate.Topic> TOPICS =
            Choices.of(TicketTopic.getDescriptor(), TicketUpdate.Topic.UNKNOWN);
    private static final Choices<TicketUpdate.Priority> PRIORITIES =
            Choices.of(TicketPriority.getDescriptor(), TicketUpdate.Priority.UNKNOWN);
    private static final Choices<CheckIn.Step> CHECK_IN_STEPS =
            Choices.of(CheckInStep.getDescriptor(), CheckIn.Step.class);

    private ServiceMapping() {}

    static Optional<Fact> ticket(Fields fields, io.keepwell.ingestion.v1.TicketUpdate message) {
        String id = fields.id("ticket_id", message.getTicketId());
        TicketUpdate.Step step = fields.choice("step", message.getStepValue(), TICKET_STEPS);
        TicketUpdate.Topic topic = fields.choice("topic", message.getTopicValue(), TOPICS);
        String agent = fields.label("agent", message.getAgent());
        TicketUpdate.Priority priority = fields.choice("priority", message.getPriorityValue(), PRIORITIES);
        return fields.whole(() -> new TicketUpdate(id, step, topic, agent, message.getBot(), priority));
    }

    static Optional<Fact> checkIn(Fields fields, io.keepwell.ingestion.v1.CheckIn message) {
        String id = fields.id("check_in_id", message.getCheckInId());
        CheckIn.Step step = fields.choice("step", message.getStepValue(), CHECK_IN_STEPS);
        fields.refuseIf(
                message.hasPlannedOn() && step != CheckIn.Step.PLANNED, "planned_on", "Only the step PLANNED has it.");
        Optional<LocalDate> plannedOn =
                fields.optionalDate("planned_on", message.hasPlannedOn(), message.getPlannedOn());
        return fields.whole(() -> new CheckIn(id, step, plannedOn));
    }
}

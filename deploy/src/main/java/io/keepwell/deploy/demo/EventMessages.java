package io.keepwell.deploy.demo;

import com.google.protobuf.Timestamp;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.fact.AccountProfile;
import io.keepwell.core.fact.CheckIn;
import io.keepwell.core.fact.Cost;
import io.keepwell.core.fact.CustomerOutcome;
import io.keepwell.core.fact.ExchangeRate;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.Feedback;
import io.keepwell.core.fact.FeedbackStep;
import io.keepwell.core.fact.Lead;
import io.keepwell.core.fact.Measurement;
import io.keepwell.core.fact.Milestone;
import io.keepwell.core.fact.Offer;
import io.keepwell.core.fact.Opportunity;
import io.keepwell.core.fact.Order;
import io.keepwell.core.fact.Payment;
import io.keepwell.core.fact.Referral;
import io.keepwell.core.fact.RenewalOutcome;
import io.keepwell.core.fact.Retraction;
import io.keepwell.core.fact.StayReason;
import io.keepwell.core.fact.SubscriptionChange;
import io.keepwell.core.fact.SurveyAnswer;
import io.keepwell.core.fact.TicketUpdate;
import io.keepwell.core.fact.Usage;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.money.Money;
import io.keepwell.ingestion.v1.AccountAlias;
import io.keepwell.ingestion.v1.BillingInterval;
import io.keepwell.ingestion.v1.CheckInStep;
import io.keepwell.ingestion.v1.CostPurpose;
import io.keepwell.ingestion.v1.Date;
import io.keepwell.ingestion.v1.Event;
import io.keepwell.ingestion.v1.FeedbackStepKind;
import io.keepwell.ingestion.v1.FeedbackTone;
import io.keepwell.ingestion.v1.IntervalUnit;
import io.keepwell.ingestion.v1.LeadState;
import io.keepwell.ingestion.v1.MilestonePoint;
import io.keepwell.ingestion.v1.OfferKind;
import io.keepwell.ingestion.v1.OfferStep;
import io.keepwell.ingestion.v1.OpportunityKind;
import io.keepwell.ingestion.v1.OpportunityState;
import io.keepwell.ingestion.v1.OutcomeKind;
import io.keepwell.ingestion.v1.PaymentNature;
import io.keepwell.ingestion.v1.PaymentResult;
import io.keepwell.ingestion.v1.RenewalResult;
import io.keepwell.ingestion.v1.StayReasonKind;
import io.keepwell.ingestion.v1.SubscriptionDiscount;
import io.keepwell.ingestion.v1.SubscriptionStep;
import io.keepwell.ingestion.v1.SurveyKind;
import io.keepwell.ingestion.v1.TicketPriority;
import io.keepwell.ingestion.v1.TicketStep;
import io.keepwell.ingestion.v1.TicketTopic;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/// From a story to the messages that a partner would send.
public final class EventMessages {
    private EventMessages() {}

    public static Event message(Story.SentEvent reported) {
        Event.Builder event = Event.newBuilder()
                .setEventId(reported.eventId())
                .setAccountId(reported.account())
                .setOccurredAt(timestamp(reported.occurredAt()));
        reported.corrects().ifPresent(event::setCorrectsEventId);
        return switch (reported.fact()) {
            case AccountProfile profile ->
                event.setAccountProfile(message(profile)).build();
            case SubscriptionChange change ->
                event.setSubscriptionChange(message(change)).build();
            case SurveyAnswer answer -> event.setSurveyAnswer(message(answer)).build();
            case RenewalOutcome outcome ->
                event.setRenewalOutcome(message(outcome)).build();
            case Order order -> event.setOrder(message(order)).build();
            case Payment payment -> event.setPayment(message(payment)).build();
            case TicketUpdate update -> event.setTicketUpdate(message(update)).build();
            case Usage usage -> event.setUsage(message(usage)).build();
            case Milestone milestone -> event.setMilestone(message(milestone)).build();
            case Offer offer -> event.setOffer(message(offer)).build();
            case Referral referral -> event.setReferral(message(referral)).build();
            case Feedback feedback -> event.setFeedback(message(feedback)).build();
            case FeedbackStep step -> event.setFeedbackStep(message(step)).build();
            case Opportunity opportunity ->
                event.setOpportunity(message(opportunity)).build();
            case Lead lead -> event.setLead(message(lead)).build();
            case Cost cost -> event.setCost(message(cost)).build();
            case CheckIn checkIn -> event.setCheckIn(message(checkIn)).build();
            case CustomerOutcome outcome -> event.setOutcome(message(outcome)).build();
            case ExchangeRate rate -> event.setExchangeRate(message(rate)).build();
            case Measurement measurement ->
                event.setMeasurement(message(measurement)).build();
            case StayReason reason -> event.setStayReason(message(reason)).build();
            case Retraction retraction ->
                event.setRetraction(message(retraction)).build();
        };
    }

    private static Timestamp timestamp(Instant moment) {
        return Timestamp.newBuilder()
                .setSeconds(moment.getEpochSecond())
                .setNanos(moment.getNano())
                .build();
    }

    private static Date message(LocalDate day) {
        return Date.newBuilder()
                .setYear(day.getYear())
                .setMonth(day.getMonthValue())
                .setDay(day.getDayOfMonth())
                .build();
    }

    private static io.keepwell.ingestion.v1.Money message(Money money) {
        return io.keepwell.ingestion.v1.Money.newBuilder()
                .setAmount(Money.units(money.micros()).toPlainString())
                .setCurrencyCode(money.currency().code())
                .build();
    }

    private static io.keepwell.ingestion.v1.AccountProfile message(AccountProfile profile) {
        io.keepwell.ingestion.v1.AccountProfile.Builder message = io.keepwell.ingestion.v1.AccountProfile.newBuilder()
                .setName(profile.name())
                .setOwner(profile.reported().value(Dimension.OWNER))
                .setSegment(profile.reported().value(Dimension.SEGMENT))
                .setIndustry(profile.reported().value(Dimension.INDUSTRY))
                .setRegion(profile.reported().value(Dimension.REGION))
                .setPlan(profile.reported().value(Dimension.PLAN))
                .setProduct(profile.reported().value(Dimension.PRODUCT))
                .setChannel(profile.reported().value(Dimension.CHANNEL))
                .addAllTags(profile.tags());
        profile.aliases()
                .forEach(alias -> message.addAliases(
                        AccountAlias.newBuilder().setPartner(alias.partner()).setAccountId(alias.account())));
        return message.build();
    }

    private static io.keepwell.ingestion.v1.SubscriptionChange message(SubscriptionChange change) {
        io.keepwell.ingestion.v1.SubscriptionChange.Builder message =
                io.keepwell.ingestion.v1.SubscriptionChange.newBuilder()
                        .setSubscriptionId(change.subscriptionId())
                        .setStep(SubscriptionStep.valueOf("SUBSCRIPTION_STEP_" + change.step()))
                        .setReason(change.reason());
        change.terms().ifPresent(terms -> {
            message.setPrice(message(terms.price()))
                    .setQuantity(terms.quantity())
                    .setInterval(BillingInterval.newBuilder()
                            .setCount(terms.interval().count())
                            .setUnit(IntervalUnit.valueOf(
                                    "INTERVAL_UNIT_" + terms.interval().unit())));
            if (!terms.discount().equals(SubscriptionChange.Discount.NONE)) {
                message.setDiscount(SubscriptionDiscount.newBuilder()
                        .setAmount(Money.units(terms.discount().micros()).toPlainString())
                        .setLasting(terms.discount().lasting()));
            }
        });
        change.endsOn().map(EventMessages::message).ifPresent(message::setEndsOn);
        return message.build();
    }

    private static io.keepwell.ingestion.v1.SurveyAnswer message(SurveyAnswer answer) {
        io.keepwell.ingestion.v1.SurveyAnswer.Builder message = io.keepwell.ingestion.v1.SurveyAnswer.newBuilder()
                .setKind(SurveyKind.valueOf("SURVEY_KIND_" + answer.kind()))
                .setScaleLow(answer.scaleLow())
                .setScaleHigh(answer.scaleHigh())
                .setScore(answer.score())
                .setTurned(answer.turned())
                .setRespondentId(answer.respondentId())
                .setQuestion(answer.question())
                .setComment(answer.comment())
                .setOwner(answer.owner())
                .setTicketId(answer.ticketId());
        if (answer.positiveFrom() > 0) {
            message.setPositiveFrom(answer.positiveFrom());
        }
        return message.build();
    }

    private static io.keepwell.ingestion.v1.RenewalOutcome message(RenewalOutcome outcome) {
        io.keepwell.ingestion.v1.RenewalOutcome.Builder message = io.keepwell.ingestion.v1.RenewalOutcome.newBuilder()
                .setContractId(outcome.contractId())
                .setDueOn(message(outcome.dueOn()))
                .setResult(RenewalResult.valueOf("RENEWAL_RESULT_" + outcome.result()))
                .setReason(outcome.reason());
        outcome.value().map(EventMessages::message).ifPresent(message::setValue);
        outcome.renewedValue().map(EventMessages::message).ifPresent(message::setRenewedValue);
        return message.build();
    }

    private static io.keepwell.ingestion.v1.Order message(Order order) {
        return io.keepwell.ingestion.v1.Order.newBuilder()
                .setOrderId(order.orderId())
                .setProduct(order.product())
                .setValue(message(order.value()))
                .setQuantity(order.quantity())
                .setRecurring(order.recurring())
                .build();
    }

    private static io.keepwell.ingestion.v1.Payment message(Payment payment) {
        return io.keepwell.ingestion.v1.Payment.newBuilder()
                .setPaymentId(payment.paymentId())
                .setOrderId(payment.orderId())
                .setProduct(payment.product())
                .setAmount(message(payment.amount()))
                .setNature(PaymentNature.valueOf("PAYMENT_NATURE_" + payment.nature()))
                .setResult(PaymentResult.valueOf("PAYMENT_RESULT_" + payment.result()))
                .build();
    }

    private static io.keepwell.ingestion.v1.TicketUpdate message(TicketUpdate update) {
        return io.keepwell.ingestion.v1.TicketUpdate.newBuilder()
                .setTicketId(update.ticketId())
                .setStep(TicketStep.valueOf("TICKET_STEP_" + update.step()))
                .setTopic(
                        update.topic() == TicketUpdate.Topic.UNKNOWN
                                ? TicketTopic.TICKET_TOPIC_UNSPECIFIED
                                : TicketTopic.valueOf("TICKET_TOPIC_" + update.topic()))
                .setAgent(update.agent())
                .setBot(update.bot())
                .setPriority(
                        update.priority() == TicketUpdate.Priority.UNKNOWN
                                ? TicketPriority.TICKET_PRIORITY_UNSPECIFIED
                                : TicketPriority.valueOf("TICKET_PRIORITY_" + update.priority()))
                .build();
    }

    private static io.keepwell.ingestion.v1.Usage message(Usage usage) {
        return io.keepwell.ingestion.v1.Usage.newBuilder()
                .setUserId(usage.userId())
                .setFeature(usage.feature())
                .setTimes(usage.times())
                .setSeconds(usage.seconds())
                .build();
    }

    private static io.keepwell.ingestion.v1.Milestone message(Milestone milestone) {
        io.keepwell.ingestion.v1.Milestone.Builder message = io.keepwell.ingestion.v1.Milestone.newBuilder()
                .setPoint(MilestonePoint.valueOf("MILESTONE_POINT_" + milestone.point()))
                .setName(milestone.name());
        milestone.estimatedOn().map(EventMessages::message).ifPresent(message::setEstimatedOn);
        return message.build();
    }

    private static io.keepwell.ingestion.v1.Offer message(Offer offer) {
        io.keepwell.ingestion.v1.Offer.Builder message = io.keepwell.ingestion.v1.Offer.newBuilder()
                .setOfferId(offer.offerId())
                .setKind(OfferKind.valueOf("OFFER_KIND_" + offer.kind()))
                .setStep(OfferStep.valueOf("OFFER_STEP_" + offer.step()))
                .setProduct(offer.product());
        offer.value().map(EventMessages::message).ifPresent(message::setValue);
        return message.build();
    }

    private static io.keepwell.ingestion.v1.Referral message(Referral referral) {
        return io.keepwell.ingestion.v1.Referral.newBuilder()
                .setReferredId(referral.referredId())
                .build();
    }

    private static io.keepwell.ingestion.v1.Feedback message(Feedback feedback) {
        return io.keepwell.ingestion.v1.Feedback.newBuilder()
                .setFeedbackId(feedback.feedbackId())
                .setText(feedback.text())
                .setTheme(feedback.theme())
                .setTone(
                        feedback.tone() == Feedback.Tone.UNKNOWN
                                ? FeedbackTone.FEEDBACK_TONE_UNSPECIFIED
                                : FeedbackTone.valueOf("FEEDBACK_TONE_" + feedback.tone()))
                .setChannel(feedback.channel())
                .build();
    }

    private static io.keepwell.ingestion.v1.FeedbackStep message(FeedbackStep step) {
        return io.keepwell.ingestion.v1.FeedbackStep.newBuilder()
                .setFeedbackId(step.feedbackId())
                .setStep(FeedbackStepKind.valueOf("FEEDBACK_STEP_KIND_" + step.step()))
                .build();
    }

    private static io.keepwell.ingestion.v1.Opportunity message(Opportunity opportunity) {
        io.keepwell.ingestion.v1.Opportunity.Builder message = io.keepwell.ingestion.v1.Opportunity.newBuilder()
                .setOpportunityId(opportunity.opportunityId())
                .setKind(OpportunityKind.valueOf("OPPORTUNITY_KIND_" + opportunity.kind()))
                .setState(OpportunityState.valueOf("OPPORTUNITY_STATE_" + opportunity.state()));
        opportunity.value().map(EventMessages::message).ifPresent(message::setValue);
        return message.build();
    }

    private static io.keepwell.ingestion.v1.Lead message(Lead lead) {
        return io.keepwell.ingestion.v1.Lead.newBuilder()
                .setLeadId(lead.leadId())
                .setChannel(lead.channel())
                .setState(LeadState.valueOf("LEAD_STATE_" + lead.state()))
                .build();
    }

    private static io.keepwell.ingestion.v1.Cost message(Cost cost) {
        return io.keepwell.ingestion.v1.Cost.newBuilder()
                .setPurpose(CostPurpose.valueOf("COST_PURPOSE_" + cost.purpose()))
                .setAmount(message(cost.amount()))
                .build();
    }

    private static io.keepwell.ingestion.v1.CheckIn message(CheckIn checkIn) {
        io.keepwell.ingestion.v1.CheckIn.Builder message = io.keepwell.ingestion.v1.CheckIn.newBuilder()
                .setCheckInId(checkIn.checkInId())
                .setStep(CheckInStep.valueOf("CHECK_IN_STEP_" + checkIn.step()));
        checkIn.plannedOn().map(EventMessages::message).ifPresent(message::setPlannedOn);
        return message.build();
    }

    private static io.keepwell.ingestion.v1.CustomerOutcome message(CustomerOutcome outcome) {
        io.keepwell.ingestion.v1.CustomerOutcome.Builder message = io.keepwell.ingestion.v1.CustomerOutcome.newBuilder()
                .setKind(OutcomeKind.valueOf("OUTCOME_KIND_" + outcome.kind()))
                .setTestimonial(outcome.testimonial());
        outcome.gain().map(EventMessages::message).ifPresent(message::setGain);
        outcome.baseline().map(EventMessages::message).ifPresent(message::setBaseline);
        return message.build();
    }

    private static io.keepwell.ingestion.v1.ExchangeRate message(ExchangeRate rate) {
        return io.keepwell.ingestion.v1.ExchangeRate.newBuilder()
                .setSourceCurrency(rate.sourceCurrency().code())
                .setTargetCurrency(rate.targetCurrency().code())
                .setRate(BigDecimal.valueOf(rate.rateBillionths(), ExchangeRate.DECIMALS)
                        .toPlainString())
                .build();
    }

    private static io.keepwell.ingestion.v1.Measurement message(Measurement measurement) {
        return io.keepwell.ingestion.v1.Measurement.newBuilder()
                .setName(measurement.name())
                .setValue(Money.units(measurement.valueMicros()).toPlainString())
                .setUnit(measurement.unit())
                .build();
    }

    private static io.keepwell.ingestion.v1.StayReason message(StayReason reason) {
        return io.keepwell.ingestion.v1.StayReason.newBuilder()
                .setReason(StayReasonKind.valueOf("STAY_REASON_KIND_" + reason.reason()))
                .setRemark(reason.remark())
                .build();
    }

    /// Every key is that of some UUID, so it can be named by that.
    private static io.keepwell.ingestion.v1.Retraction message(Retraction retraction) {
        return io.keepwell.ingestion.v1.Retraction.newBuilder()
                .setKind(FactTables.ofCode(Math.toIntExact(retraction.kindCode()))
                        .orElseThrow()
                        .kind())
                .setEventId(uuid(retraction.targetKey()))
                .setReason(retraction.reason())
                .build();
    }

    private static String uuid(String hex) {
        return String.join(
                "-",
                hex.substring(0, 8),
                hex.substring(8, 12),
                hex.substring(12, 16),
                hex.substring(16, 20),
                hex.substring(20));
    }
}

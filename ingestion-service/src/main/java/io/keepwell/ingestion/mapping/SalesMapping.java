package io.keepwell.ingestion.mapping;

import io.keepwell.core.fact.Fact;
import io.keepwell.core.fact.Lead;
import io.keepwell.core.fact.Offer;
import io.keepwell.core.fact.Opportunity;
import io.keepwell.core.fact.Order;
import io.keepwell.core.fact.Payment;
import io.keepwell.core.fact.Referral;
import io.keepwell.core.money.Money;
import io.keepwell.ingestion.v1.LeadState;
import io.keepwell.ingestion.v1.OfferKind;
import io.keepwell.ingestion.v1.OfferStep;
import io.keepwell.ingestion.v1.OpportunityKind;
import io.keepwell.ingestion.v1.OpportunityState;
import io.keepwell.ingestion.v1.PaymentNature;
import io.keepwell.ingestion.v1.PaymentResult;
import java.util.Optional;

/// What is sold, or might be.
final class SalesMapping {
    private static final Choices<Payment.Nature> NATURES =
            Choices.of(PaymentNature.getDescriptor(), Payment.Nature.class);
    private static final Choices<Payment.Result> RESULTS =
            Choices.of(PaymentResult.getDescriptor(), Payment.Result.class);
    private static final Choices<Offer.Kind> OFFERS = Choices.of(OfferKind.getDescriptor(), Offer.Kind.class);
    private static final Choices<Offer.Step> OFFER_STEPS = Choices.of(OfferStep.getDescriptor(), Offer.Step.class);
    private static final Choices<Opportunity.Kind> OPPORTUNITIES =
            Choices.of(OpportunityKind.getDescriptor(), Opportunity.Kind.class);
    private static final Choices<Opportunity.State> OPPORTUNITY_STATES =
            Choices.of(OpportunityState.getDescriptor(), Opportunity.State.class);
    private static final Choices<Lead.State> LEAD_STATES = Choices.of(LeadState.getDescriptor(), Lead.State.class);

    private SalesMapping() {}

    static Optional<Fact> order(Fields fields, io.keepwell.ingestion.v1.Order message) {
        String id = fields.id("order_id", message.getOrderId());
        String product = fields.label("product", message.getProduct());
        Money value = fields.money("value", message.getValue());
        long quantity = fields.count("quantity", message.hasQuantity(), message.getQuantity(), 1, Order.MOST_QUANTITY);
        return fields.whole(() -> new Order(id, product, value, quantity, message.getRecurring()));
    }

    static Optional<Fact> payment(Fields fields, io.keepwell.ingestion.v1.Payment message) {
        String id = fields.id("payment_id", message.getPaymentId());
        String order = fields.id("order_id", message.getOrderId());
        String product = fields.label("product", message.getProduct());
        Money amount = fields.money("amount", message.getAmount());
        Payment.Nature nature = fields.choice("nature", message.getNatureValue(), NATURES);
        Payment.Result result = fields.choice("result", message.getResultValue(), RESULTS);
        return fields.whole(() -> new Payment(id, order, product, amount, nature, result));
    }

    static Optional<Fact> offer(Fields fields, io.keepwell.ingestion.v1.Offer message) {
        String id = fields.id("offer_id", message.getOfferId());
        Offer.Kind kind = fields.choice("kind", message.getKindValue(), OFFERS);
        Offer.Step step = fields.choice("step", message.getStepValue(), OFFER_STEPS);
        String product = fields.label("product", message.getProduct());
        Optional<Money> value = fields.optionalMoney("value", message.hasValue(), message.getValue());
        return fields.whole(() -> new Offer(id, kind, step, product, value));
    }

    static Optional<Fact> opportunity(Fields fields, io.keepwell.ingestion.v1.Opportunity message) {
        String id = fields.id("opportunity_id", message.getOpportunityId());
        Opportunity.Kind kind = fields.choice("kind", message.getKindValue(), OPPORTUNITIES);
        Opportunity.State state = fields.choice("state", message.getStateValue(), OPPORTUNITY_STATES);
        Optional<Money> value = fields.optionalMoney("value", message.hasValue(), message.getValue());
        return fields.whole(() -> new Opportunity(id, kind, state, value));
    }

    static Optional<Fact> lead(Fields fields, io.keepwell.ingestion.v1.Lead message) {
        String id = fields.id("lead_id", message.getLeadId());
        String channel = fields.label("channel", message.getChannel());
        Lead.State state = fields.choice("state", message.getStateValue(), LEAD_STATES);
        return fields.whole(() -> new Lead(id, channel, state));
    }

    static Optional<Fact> referral(Fields fields, io.keepwell.ingestion.v1.Referral message) {
        String referred = fields.id("referred_id", message.getReferredId());
        return fields.whole(() -> new Referral(referred));
    }
}

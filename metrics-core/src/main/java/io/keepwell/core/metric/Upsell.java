package io.keepwell.core.metric;

import static io.keepwell.core.metric.Calculations.written;

import io.keepwell.core.account.AccountSet;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.rollup.MeasureReader;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/// growth.upsell: how often customers take more when more is offered.
@Singleton
final class Upsell implements Metric {
    private static final MetricInfo INFO = new MetricInfo(
            new MetricId("growth.upsell"),
            "Upsell",
            "Growth",
            MetricInfo.Kind.OUTCOME,
            Unit.PERCENT,
            MetricInfo.Better.HIGHER,
            "Share of offers to sell more that customers accept.",
            List.of(
                    Definition.first(
                            "offers",
                            "of offers",
                            "accepted ÷ presented",
                            "Offers presented in the period that were accepted since, of all offers presented in it.",
                            "It asks each offer one question, so it never passes 100 %.",
                            "It goes on rising after the period, as answers come in."),
                    Definition.first(
                                    "customers_offered",
                                    "of customers offered",
                                    "accepting ÷ offered",
                                    "Customers at the end of the period that accepted an offer presented in it, of all customers at its end to whom one was.",
                                    "It counts customers, so that many offers to one of them don't weigh more.",
                                    "It goes on rising after the period, as answers come in.")
                            .revised(2, LocalDate.of(2026, 11, 23)),
                    Definition.first(
                                    "all_customers",
                                    "of all customers",
                                    "buying ÷ S",
                                    "Customers of the beginning that ordered something or accepted an offer in the period, of all customers of the beginning.",
                                    "It also counts what was bought without an offer.",
                                    "It needs orders or offers to be reported; a higher price of a subscription is not in it.")
                            .revised(2, LocalDate.of(2026, 11, 23))));

    @Override
    public MetricInfo info() {
        return INFO;
    }

    @Override
    public Set<Measure> needs() {
        return Set.of(
                Measure.OFFERS_PRESENTED,
                Measure.OFFERS_ACCEPTED,
                Measure.CUSTOMERS_OFFERED,
                Measure.CUSTOMERS_ACCEPTING,
                Measure.ACCEPTING,
                Measure.ORDERING,
                Measure.CUSTOMERS);
    }

    @Override
    public Set<Measure> needs(DefinitionId definition) {
        return switch (definition.id()) {
            case "offers" -> Set.of(Measure.OFFERS_PRESENTED, Measure.OFFERS_ACCEPTED);
            case "customers_offered" ->
                Set.of(Measure.CUSTOMERS_OFFERED, Measure.CUSTOMERS_ACCEPTING, Measure.CUSTOMERS);
            default -> Set.of(Measure.ACCEPTING, Measure.ORDERING, Measure.CUSTOMERS);
        };
    }

    @Override
    public Set<Measure> everywhere() {
        return Set.of(Measure.CUSTOMERS_OFFERED, Measure.CUSTOMERS_ACCEPTING, Measure.ACCEPTING, Measure.ORDERING);
    }

    @Override
    public Calculation calculate(DefinitionId definition, MeasureReader readings) {
        LocalDate from = readings.period().from();
        return switch (definition.id()) {
            case "offers" -> {
                Term accepted = Calculations.count(
                        "accepted", "of these, accepted since", readings.sum(Measure.OFFERS_ACCEPTED));
                Term presented =
                        Calculations.count("presented", "offers presented", readings.sum(Measure.OFFERS_PRESENTED));
                yield calculation(
                        accepted,
                        presented,
                        Calculations.percent(
                                accepted.amount(), presented.amount(), "Nothing was offered in the period."),
                        new DrillThrough.Entries("accepted", Measure.OFFERS_ACCEPTED, Unit.COUNT));
            }
            case "customers_offered" -> {
                LocalDate end = readings.period().to();
                AccountSet customers = readings.customersAt(end);
                AccountSet accepting =
                        readings.allMembers(Measure.CUSTOMERS_ACCEPTING).and(customers);
                Term accepted = Calculations.count("accepting", "of these, accepted one", accepting.size());
                Term offered = Calculations.count(
                        "offered",
                        "customers to whom something was offered",
                        readings.allMembers(Measure.CUSTOMERS_OFFERED)
                                .and(customers)
                                .size());
                yield calculation(
                        accepted,
                        offered,
                        Calculations.percent(
                                accepted.amount(), offered.amount(), "Nothing was offered to customers in the period."),
                        new DrillThrough.Accounts("accepting", accepting, end));
            }
            case "all_customers" -> {
                AccountSet customers = readings.customersAt(from);
                AccountSet buyers = readings.allMembers(Measure.ORDERING)
                        .or(readings.allMembers(Measure.ACCEPTING))
                        .and(customers);
                Term buying = Calculations.count("buying", "of S, bought something more", buyers.size());
                Term s = Calculations.count("S", "customers " + Calculations.on(from), customers.size());
                Outcome outcome = readings.hasData(Set.of(Measure.ORDERING, Measure.ACCEPTING))
                        ? Calculations.percent(
                                buying.amount(), s.amount(), "There were no customers when the period began.")
                        : Calculations.noData("No order or accepted offer was reported before the end of the period.");
                yield calculation(buying, s, outcome, new DrillThrough.Accounts("buying", buyers, from));
            }
            default -> throw new IllegalArgumentException(INFO.id() + " has no definition " + definition);
        };
    }

    private static Calculation calculation(Term part, Term whole, Outcome outcome, DrillThrough drillThrough) {
        return new Calculation(
                outcome,
                written(whole) + " " + whole.name(),
                written(part) + " ÷ " + written(whole),
                List.of(part, whole),
                List.of(),
                drillThrough);
    }
}

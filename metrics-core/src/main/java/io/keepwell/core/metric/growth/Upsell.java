package io.keepwell.core.metric.growth;

import static io.keepwell.core.metric.Calculations.written;

import io.keepwell.core.account.AccountSet;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.metric.Calculation;
import io.keepwell.core.metric.Calculations;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.DrillThrough;
import io.keepwell.core.metric.Formula;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.metric.Reads;
import io.keepwell.core.metric.Term;
import io.keepwell.core.metric.TermId;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.rollup.read.MeasureReader;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/// growth.upsell: how often customers take more when more is offered.
@Singleton
final class Upsell implements Metric {
    private static final Set<Measure> OFFERED = Set.of(Measure.CUSTOMERS_OFFERED, Measure.CUSTOMERS_ACCEPTING);
    private static final Set<Measure> BUYING = Set.of(Measure.ORDERING, Measure.ACCEPTING);
    private static final Formula.Counted PRESENTED =
            new Formula.Counted("presented", "offers presented", "offers presented", Measure.OFFERS_PRESENTED);
    private static final Formula.Counted ACCEPTED =
            new Formula.Counted("accepted", "of these, accepted since", "offers accepted", Measure.OFFERS_ACCEPTED);

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
                                    "It goes on rising after the period, as answers come in.")
                            .by(new Formula.Share(
                                    ACCEPTED, PRESENTED, "Nothing was offered in the period.", false, List.of())),
                    Definition.first(
                                    "customers_offered",
                                    "of customers offered",
                                    "accepting ÷ offered",
                                    "Customers at the end of the period that accepted an offer presented in it, of all customers at its end to whom one was.",
                                    "It counts customers, so that many offers to one of them don't weigh more.",
                                    "It goes on rising after the period, as answers come in.")
                            .revised(2, LocalDate.of(2026, 11, 23))
                            .by(customersAnd(OFFERED), Upsell::ofCustomersOffered),
                    Definition.first(
                                    "all_customers",
                                    "of all customers",
                                    "buying ÷ S",
                                    "Customers of the beginning that ordered something or accepted an offer in the period, of all customers of the beginning.",
                                    "It also counts what was bought without an offer.",
                                    "It needs orders or offers to be reported; a higher price of a subscription is not in it.")
                            .revised(2, LocalDate.of(2026, 11, 23))
                            .by(customersAnd(BUYING), Upsell::ofAllCustomers)));

    @Override
    public MetricInfo info() {
        return INFO;
    }

    private static Reads customersAnd(Set<Measure> everywhere) {
        return Reads.of(everywhere).everywhere(everywhere).and(Measure.CUSTOMERS);
    }

    private static Calculation ofCustomersOffered(MeasureReader readings) {
        LocalDate end = readings.period().to();
        AccountSet customers = readings.customersAt(end);
        AccountSet accepting = readings.allMembers(Measure.CUSTOMERS_ACCEPTING).and(customers);
        Term accepted = Calculations.count("accepting", "of these, accepted one", accepting.size());
        Term offered = Calculations.count(
                "offered",
                "customers to whom something was offered",
                readings.allMembers(Measure.CUSTOMERS_OFFERED).and(customers).size());
        return calculation(
                accepted,
                offered,
                Calculations.percent(
                        accepted.amount(), offered.amount(), "Nothing was offered to customers in the period."),
                new DrillThrough.Accounts(new TermId("accepting"), accepting, end));
    }

    private static Calculation ofAllCustomers(MeasureReader readings) {
        LocalDate from = readings.period().from();
        AccountSet customers = readings.customersAt(from);
        AccountSet buyers = readings.allMembers(Measure.ORDERING)
                .or(readings.allMembers(Measure.ACCEPTING))
                .and(customers);
        Term buying = Calculations.count("buying", "of S, bought something more", buyers.size());
        Term s = Calculations.count("S", "customers " + Calculations.on(from), customers.size());
        Outcome outcome = readings.hasData(BUYING)
                ? Calculations.percent(buying.amount(), s.amount(), "There were no customers when the period began.")
                : Calculations.noData("No order or accepted offer was reported before the end of the period.");
        return calculation(buying, s, outcome, new DrillThrough.Accounts(new TermId("buying"), buyers, from));
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

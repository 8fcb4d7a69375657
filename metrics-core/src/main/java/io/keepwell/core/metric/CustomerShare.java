package io.keepwell.core.metric;

import io.keepwell.core.account.AccountSet;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.rollup.read.MeasureReader;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// The share of the customers of the period's end of whom something is true.
public final class CustomerShare {
    private CustomerShare() {}

    /// @param accounts of whom it is true, customers or not
    /// @param unknown why it can't be known at all, a sentence
    public static Calculation calculate(
            String symbol, String name, AccountSet accounts, Optional<String> unknown, MeasureReader readings) {
        LocalDate end = readings.period().to();
        AccountSet customers = readings.customersAt(end);
        AccountSet those = customers.and(accounts);
        Term part = Calculations.count(symbol, name, those.size());
        Term whole = Calculations.count("E", "customers " + Calculations.on(end), customers.size());
        Outcome outcome = unknown.<Outcome>map(Calculations::noData)
                .orElseGet(() -> Calculations.percent(
                        part.amount(), whole.amount(), "There were no customers when the period ended."));
        return Calculations.calculation(
                outcome,
                Calculations.base(customers.size(), whole.name()),
                Calculations.written(part) + " ÷ " + Calculations.written(whole),
                List.of(part, whole),
                List.of(),
                new DrillThrough.Accounts(new TermId(symbol), those, end));
    }

    /// The share whose latest answer in the period is a good one, of those who answered.
    ///
    /// @param latest of the aggregation LAST_VALUES
    /// @param none why there is no figure where nobody answered, a sentence
    public static Calculation answering(Measure latest, String name, String none, MeasureReader readings) {
        LocalDate end = readings.period().to();
        AccountSet customers = readings.customersAt(end);
        MeasureReader.Latest answers = readings.allLatest(latest);
        AccountSet good = answers.yes().and(customers);
        Term part = Calculations.count("P", name, good.size());
        Term answered = Calculations.count(
                "n",
                "customers who answered",
                good.size() + answers.no().and(customers).size());
        return Calculations.sampledShare(
                part,
                answered,
                Calculations.written(answered) + " " + answered.name(),
                none,
                List.of(),
                new DrillThrough.Accounts(new TermId("P"), good, end));
    }
}

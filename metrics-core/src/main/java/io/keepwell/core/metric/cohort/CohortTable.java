package io.keepwell.core.metric.cohort;

import io.keepwell.core.account.AccountSet;
import io.keepwell.core.money.CurrencyCode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/// What became of the customers that were won in one month, month by month.
///
/// @param months of how many months, the first one included, there are columns
/// @param cohorts by month; months in which nobody was won are left out
/// @param means by column: of all cohorts that are old enough, weighted by what they began with
/// @param currency of the MRR
/// @param asOf nothing that came in later is in it
public record CohortTable(int months, List<Cohort> cohorts, List<Mean> means, CurrencyCode currency, Instant asOf) {
    public CohortTable {
        cohorts = List.copyOf(cohorts);
        means = List.copyOf(means);
    }

    /// @param month in which its customers had their first subscription
    /// @param customers how many they were
    /// @param firstMrr what they came to a month on the day of their first subscription, in main units
    /// @param cells one for each month from the first one on; empty where the month isn't over yet
    public record Cohort(YearMonth month, AccountSet customers, BigDecimal firstMrr, List<Optional<Cell>> cells) {
        public Cohort {
            cells = List.copyOf(cells);
        }
    }

    /// How a cohort stood when a month was over.
    ///
    /// @param kept those of its customers that were customers then
    /// @param keptPercent of the cohort's customers
    /// @param mrr what those came to a month, in main units
    /// @param mrrPercent of the first MRR; can pass 100
    public record Cell(AccountSet kept, BigDecimal keptPercent, BigDecimal mrr, BigDecimal mrrPercent) {}

    /// @param cohorts how many were old enough
    public record Mean(int cohorts, Optional<BigDecimal> keptPercent, Optional<BigDecimal> mrrPercent) {}
}

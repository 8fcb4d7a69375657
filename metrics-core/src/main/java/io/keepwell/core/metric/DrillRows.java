package io.keepwell.core.metric;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// The records or customers behind a figure.
///
/// @param standsFor the term that the list adds up to; empty where the figure names no records
/// @param rows at most as many as were asked for, greatest amount first
/// @param total the sum over all rows, listed or not
/// @param unit of the amounts
/// @param moreRows how many were not listed
public record DrillRows(Optional<TermId> standsFor, List<Row> rows, BigDecimal total, Unit unit, long moreRows) {
    public DrillRows {
        rows = List.copyOf(rows);
    }

    /// @param account the account's number
    /// @param detail what happened: `churn: EUR 120.00 → EUR 0.00`, or a comment
    public record Row(int account, String accountName, LocalDate day, String detail, BigDecimal amount) {}
}

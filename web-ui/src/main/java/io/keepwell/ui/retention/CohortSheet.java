package io.keepwell.ui.retention;

import io.keepwell.core.metric.CohortTable;
import java.util.Optional;

/// A cohort table as CSV (RFC 4180), a line for each cell that is known. Amounts aren't rounded for
/// reading.
final class CohortSheet {
    private static final String HEAD = "cohort,customers,first_mrr,month,kept,kept_percent,mrr,mrr_percent,currency";
    private static final String END = "\r\n";

    private CohortSheet() {}

    static String csv(CohortTable table) {
        StringBuilder csv = new StringBuilder(HEAD).append(END);
        for (CohortTable.Cohort cohort : table.cohorts()) {
            for (int age = 0; age < cohort.cells().size(); age++) {
                Optional<CohortTable.Cell> cell = cohort.cells().get(age);
                if (cell.isPresent()) {
                    csv.append(line(cohort, age, cell.get(), table)).append(END);
                }
            }
        }
        return csv.toString();
    }

    private static String line(CohortTable.Cohort cohort, int age, CohortTable.Cell cell, CohortTable table) {
        return String.join(
                ",",
                cohort.month().toString(),
                Long.toString(cohort.customers().size()),
                cohort.firstMrr().toPlainString(),
                Integer.toString(age + 1),
                Long.toString(cell.kept().size()),
                cell.keptPercent().toPlainString(),
                cell.mrr().toPlainString(),
                cell.mrrPercent().toPlainString(),
                table.currency().code());
    }
}

package io.keepwell.ui.retention;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.keepwell.core.format.CsvText;
import io.keepwell.core.metric.cohort.CohortList;
import io.keepwell.core.metric.cohort.CohortTable;
import io.keepwell.ui.shell.Selection;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// A cohort table as CSV (RFC 4180), a line for each cell that is known. Amounts aren't rounded for
/// reading.
final class CohortSheet {
    private CohortSheet() {}

    /// Every customer behind a cell, below a head that says what they are and come to.
    ///
    /// @param addsUp whether they come to the cell
    static void write(
            RetentionPage page,
            RetentionPage.CohortCell place,
            CohortListCard.Listed listed,
            boolean addsUp,
            OutputStream file)
            throws IOException {
        CohortList list = listed.list();
        Writer text = new OutputStreamWriter(file, StandardCharsets.UTF_8);
        CsvWriter csv = CsvWriter.builder().build(text);
        csv.writeRecord("metric", "retention.cohorts");
        csv.writeRecord("cohort", place.cohort().toString());
        csv.writeRecord("month", Integer.toString(place.age() + 1));
        csv.writeRecord("slice", CsvText.of(Selection.label(page.selection().slice())));
        csv.writeRecord("as of", listed.table().asOf().toString());
        csv.writeRecord("customers", Long.toString(list.customers()));
        csv.writeRecord("kept", Long.toString(list.kept()));
        csv.writeRecord(
                "first mrr",
                list.firstMrr().toPlainString(),
                listed.table().currency().code());
        csv.writeRecord(
                "mrr",
                list.mrr().toPlainString(),
                listed.table().currency().code(),
                addsUp ? "adds up" : "does not add up");
        csv.flush();
        text.append(CsvText.END);
        csv.writeRecord("account", "name", "first_subscription", "kept", "first_mrr", "mrr");
        for (CohortList.Member member : list.members()) {
            csv.writeRecord(
                    Integer.toString(member.account()),
                    CsvText.of(member.accountName()),
                    member.wonOn().toString(),
                    member.kept() ? "yes" : "no",
                    member.firstMrr().toPlainString(),
                    member.mrr().toPlainString());
        }
        csv.flush();
    }

    static void write(CohortTable table, OutputStream file) throws IOException {
        CsvWriter csv = CsvWriter.builder().build(new OutputStreamWriter(file, StandardCharsets.UTF_8));
        csv.writeRecord(
                "cohort", "customers", "first_mrr", "month", "kept", "kept_percent", "mrr", "mrr_percent", "currency");
        for (CohortTable.Cohort cohort : table.cohorts()) {
            for (int age = 0; age < cohort.cells().size(); age++) {
                Optional<CohortTable.Cell> cell = cohort.cells().get(age);
                if (cell.isPresent()) {
                    csv.writeRecord(line(cohort, age, cell.get(), table));
                }
            }
        }
        csv.flush();
    }

    private static List<String> line(CohortTable.Cohort cohort, int age, CohortTable.Cell cell, CohortTable table) {
        return List.of(
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

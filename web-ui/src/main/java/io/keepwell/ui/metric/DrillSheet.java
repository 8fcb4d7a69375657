package io.keepwell.ui.metric;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.keepwell.core.account.Slice;
import io.keepwell.core.format.CsvText;
import io.keepwell.core.metric.DrillReconciliation;
import io.keepwell.core.metric.DrillRows;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.metric.Term;
import io.keepwell.core.metric.TermId;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.query.MetricQueries;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Every record behind a figure as CSV (RFC 4180, UTF-8): a head of a name and its values a line that says
/// what the figure is and what the rows come to, an empty line, and the rows. Amounts aren't rounded for
/// reading.
final class DrillSheet {
    private final MetricQueries figures;
    private final MetricValue figure;

    DrillSheet(MetricQueries figures, MetricValue figure) {
        this.figures = figures;
        this.figure = figure;
    }

    /// `retention.customer_churn-opening-2026-03-01-2026-03-31.csv`.
    static String fileName(MetricPage page) {
        return page.metric().id() + "-" + page.definition().id() + "-"
                + page.selection().period().from() + "-"
                + page.selection().period().to().minusDays(1) + ".csv";
    }

    /// The rows are kept in a file of their own until their sum is known, which stands above them: there
    /// may be more of them than can be held.
    void write(OutputStream out) throws IOException {
        Path kept = Files.createTempFile("keepwell-rows-", ".csv");
        try {
            DrillRows list = keep(kept);
            Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            CsvWriter csv = CsvWriter.builder().build(text);
            head(list).forEach(csv::writeRecord);
            csv.flush();
            text.append(CsvText.END);
            csv.writeRecord("account", "name", "day", "what", "amount").flush();
            Files.copy(kept, out);
        } finally {
            Files.deleteIfExists(kept);
        }
    }

    private DrillRows keep(Path kept) throws IOException {
        try (Spool spool = new Spool(kept)) {
            return figures.each(figure, spool::begin);
        }
    }

    private List<List<String>> head(DrillRows list) {
        List<List<String>> head = new ArrayList<>();
        head.add(List.of("metric", figure.metric().id().id(), figure.metric().name()));
        head.add(List.of(
                "definition",
                figure.definition().id().id(),
                figure.definition().name(),
                "version " + figure.definition().version()));
        head.add(List.of(
                "period",
                figure.period().from().toString(),
                figure.period().to().minusDays(1).toString()));
        head.add(slice(figure.slice()));
        figure.customValue().ifPresent(detail -> head.add(List.of("of", CsvText.of(detail))));
        head.add(List.of("as of", figure.asOf().toString()));
        head.add(
                switch (figure.outcome()) {
                    case Outcome.Value(BigDecimal amount) ->
                        List.of(
                                "figure",
                                amount.toPlainString(),
                                figure.metric().unit().id(),
                                currency(figure.metric().unit()));
                    case Outcome.Unavailable(Outcome.Reason reason, String message) ->
                        List.of("figure", "", reason.name(), CsvText.of(message));
                });
        head.addAll(qualities(figure));
        head.add(List.of("rows", Long.toString(list.moreRows())));
        head.add(List.of(
                "rows add up to", list.total().toPlainString(), list.unit().id(), currency(list.unit())));
        head.addAll(reconciled(figure, list));
        return head;
    }

    /// What there is to be known of a figure before it is relied on: whether it is approximate, within which bounds
    /// it lies, and what it leaves out.
    static List<List<String>> qualities(MetricValue figure) {
        List<List<String>> lines = new ArrayList<>();
        if (figure.isApproximate()) {
            lines.add(List.of("approximate", "within one per cent"));
        }
        figure.calculation()
                .interval()
                .ifPresent(interval -> lines.add(List.of(
                        "interval",
                        interval.low().toPlainString(),
                        interval.high().toPlainString(),
                        figure.metric().unit().id())));
        figure.calculation().exclusions().stream()
                .filter(left -> left.count() > 0)
                .forEach(
                        left -> lines.add(List.of("left out", Long.toString(left.count()), CsvText.of(left.reason()))));
        return lines;
    }

    /// Which term the rows stand for, and whether they add up to it; no line where there is no value and no rows.
    static List<List<String>> reconciled(MetricValue figure, DrillRows list) {
        return switch (figure.reconcile(list)) {
            case DrillReconciliation.Agrees(Term term) -> List.of(standsFor(term, "adds up"));
            case DrillReconciliation.Differs(Term term, BigDecimal _) -> List.of(standsFor(term, "does not add up"));
            case DrillReconciliation.NoSuchTerm(Optional<TermId> id) ->
                List.of(List.of(
                        "which stands for",
                        CsvText.of(id.map(TermId::symbol).orElse("")),
                        "no term of the formula",
                        "",
                        "does not add up"));
            case DrillReconciliation.NothingListed() -> List.of();
        };
    }

    private static List<String> standsFor(Term term, String verdict) {
        return List.of(
                "which stands for",
                CsvText.of(term.symbol()),
                CsvText.of(term.name()),
                term.amount().toPlainString(),
                verdict);
    }

    private static List<String> slice(Slice slice) {
        List<String> cells = new ArrayList<>();
        cells.add("slice");
        if (slice.isWhole()) {
            cells.add("whole firm");
        }
        slice.values().forEach((dimension, value) -> cells.add(dimension.id() + "=" + value));
        return cells;
    }

    private String currency(Unit unit) {
        return unit.isMoney() ? figure.currency().code() : "";
    }

    /// Writes rows into a file, from its beginning each time.
    private static final class Spool implements Closeable {
        private final Path file;
        private @Nullable CsvWriter writer;

        Spool(Path file) {
            this.file = file;
        }

        Consumer<DrillRows.Row> begin() {
            try {
                close();
                CsvWriter csv = CsvWriter.builder().build(file);
                writer = csv;
                return row -> csv.writeRecord(
                        Integer.toString(row.account()),
                        CsvText.of(row.accountName()),
                        row.day().toString(),
                        CsvText.of(row.detail()),
                        row.amount().toPlainString());
            } catch (IOException failed) {
                throw new UncheckedIOException("the rows can't be kept in " + file, failed);
            }
        }

        @Override
        public void close() throws IOException {
            CsvWriter open = writer;
            writer = null;
            if (open != null) {
                open.close();
            }
        }
    }
}

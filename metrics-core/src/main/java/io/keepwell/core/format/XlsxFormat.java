package io.keepwell.core.format;

import io.keepwell.core.metric.Unit;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.report.Grid;
import io.keepwell.core.report.GridCell;
import io.keepwell.core.report.Medium;
import io.keepwell.core.report.SectionId;
import io.keepwell.core.report.run.RunFile;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/// A workbook, a sheet for each section, with numbers that can be calculated with. An absent figure is an empty cell,
/// with its reason in the column of notes. It is attached to mails.
@Singleton
final class XlsxFormat implements Format {
    private static final String MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final int LONGEST_SHEET = 31;
    private static final int LONGEST_TEXT = 32_767;
    private static final int WIDEST = 60;
    private static final int NARROWEST = 10;
    private static final String PERCENT = "0.00%";

    @Override
    public String id() {
        return "xlsx";
    }

    @Override
    public Rendition render(Grid grid) {
        byte[] bytes = StreamableZip.of(out -> {
            try (Workbook workbook = new Workbook(out, "Keepwell", "1.0")) {
                Set<String> names = new HashSet<>();
                about(new Sheet(workbook, name("About", names)), grid.head());
                for (Grid.Whole section : grid.shownIn(Medium.DATA)) {
                    Sheet sheet = new Sheet(workbook, name(title(section.section()), names));
                    section.panels().forEach(sheet::panel);
                    sheet.finish(section.panels().size() == 1);
                }
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
        return new Rendition(new RunFile(id(), MEDIA_TYPE, RunFile.Use.ATTACHED, bytes));
    }

    private static void about(Sheet sheet, Grid.Head head) {
        Wording words = new Wording(head);
        sheet.line("Report", head.title());
        sheet.line("Firm", words.firm());
        sheet.line("Customers", head.accounts().isEmpty() ? "all" : head.slice().toString());
        sheet.line("Period", words.period());
        sheet.line("First day", head.period().from().toString());
        sheet.line("Last day", head.period().to().minusDays(1).toString());
        sheet.line("Days in", words.zone());
        sheet.line("As of", words.asOf());
        sheet.finish(false);
    }

    private static String title(SectionId section) {
        String words = section.id().replace('-', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /// Different from all others, whatever their case, and no longer than spreadsheets allow.
    private static String name(String title, Set<String> taken) {
        String cut = title.substring(0, Math.min(title.length(), LONGEST_SHEET));
        String name = cut;
        for (int number = 2; !taken.add(name.toLowerCase(Locale.ROOT)); number++) {
            String suffix = " " + number;
            name = cut.substring(0, Math.min(cut.length(), LONGEST_SHEET - suffix.length()))
                            .strip()
                    + suffix;
        }
        return name;
    }

    /// A sheet that is written from top to bottom.
    private static final class Sheet {
        private final Worksheet sheet;
        private final List<Integer> widths = new ArrayList<>();
        private int line;
        private int heads;

        Sheet(Workbook workbook, String name) {
            this.sheet = workbook.newWorksheet(name);
        }

        void line(String name, String value) {
            bold(0, name);
            text(1, value);
            line++;
        }

        void panel(Grid.Panel panel) {
            line += line == 0 ? 0 : 1;
            if (!panel.title().isEmpty()) {
                bold(0, panel.title());
                line++;
            }
            panel.figure().ifPresent(headline -> {
                cell(1, headline.figure());
                cell(2, headline.change());
                text(3, "vs " + headline.since());
                line++;
            });
            if (!panel.note().isEmpty()) {
                text(0, panel.note());
                line++;
            }
            heads(panel);
            panel.rows().forEach(this::row);
        }

        private void heads(Grid.Panel panel) {
            bold(0, panel.rowHead());
            bold(1, "Detail");
            for (int i = 0; i < panel.columns().size(); i++) {
                bold(2 + i, panel.columns().get(i).name());
            }
            bold(2 + panel.columns().size(), "Notes");
            line++;
            heads = line;
        }

        private void row(Grid.Row row) {
            text(0, row.name());
            text(1, row.detail());
            for (int i = 0; i < row.cells().size(); i++) {
                cell(2 + i, row.cells().get(i));
            }
            text(2 + row.cells().size(), String.join("; ", notes(row)));
            if (row.total()) {
                sheet.range(line, 0, line, 2 + row.cells().size())
                        .style()
                        .bold()
                        .set();
            }
            line++;
        }

        /// With why cells are empty, each reason once.
        private static List<String> notes(Grid.Row row) {
            List<String> notes = new ArrayList<>(row.notes());
            for (GridCell cell : row.cells()) {
                if (cell instanceof GridCell.Missing missing && !notes.contains(missing.message())) {
                    notes.add(missing.message());
                }
            }
            return notes;
        }

        private void cell(int column, GridCell cell) {
            switch (cell) {
                case GridCell.Amount amount -> number(column, amount.amount(), amount.unit(), amount.currency());
                case GridCell.Moved moved -> number(column, moved.change().amount(), moved.unit(), moved.currency());
                case GridCell.State state -> text(column, state.label());
                case GridCell.Words words -> text(column, words.text());
                case GridCell.Missing _ -> {}
            }
        }

        /// A percentage is a hundredth of its number, as spreadsheets have it.
        private void number(int column, BigDecimal amount, Unit unit, CurrencyCode currency) {
            boolean percent = unit == Unit.PERCENT;
            sheet.value(line, column, percent ? amount.movePointLeft(2) : amount);
            sheet.style(line, column).format(format(unit, currency)).set();
            widen(column, NARROWEST + 4);
        }

        private static String format(Unit unit, CurrencyCode currency) {
            return switch (unit) {
                case PERCENT -> PERCENT;
                case MONEY, MONEY_PER_MONTH -> "\"" + currency.code() + "\" #,##0.00";
                case SCORE -> "0.0";
                case RATIO -> "0.00";
                case HOURS -> "0.00 \"h\"";
                case DAYS -> "0.00 \"d\"";
                case COUNT -> "#,##0";
                case NUMBER -> "#,##0.######";
            };
        }

        private void bold(int column, String words) {
            if (!words.isEmpty()) {
                text(column, words);
                sheet.style(line, column).bold().set();
            }
        }

        private void text(int column, String words) {
            if (!words.isEmpty()) {
                String fit = fit(words);
                sheet.inlineString(line, column, fit);
                widen(column, fit.length());
            }
        }

        /// Without what a workbook can't hold: a text that is too long ends with how long it was.
        private static String fit(String words) {
            String clean = words.replace("\r\n", "\n")
                    .replace('\r', '\n')
                    .codePoints()
                    .filter(each -> each == '\n' || each == '\t' || (each >= ' ' && each != 0xFFFE && each != 0xFFFF))
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            if (clean.length() <= LONGEST_TEXT) {
                return clean;
            }
            String told = "… (cut: " + clean.length() + " characters)";
            int end = LONGEST_TEXT - told.length();
            return clean.substring(0, Character.isHighSurrogate(clean.charAt(end - 1)) ? end - 1 : end) + told;
        }

        private void widen(int column, int characters) {
            while (widths.size() <= column) {
                widths.add(NARROWEST);
            }
            widths.set(column, Math.min(WIDEST, Math.max(widths.get(column), characters + 1)));
        }

        /// @param frozen whether the heads stay where they are
        void finish(boolean frozen) {
            for (int column = 0; column < widths.size(); column++) {
                sheet.width(column, widths.get(column));
            }
            if (frozen && heads > 0) {
                sheet.freezePane(1, heads);
            }
            try {
                sheet.finish();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}

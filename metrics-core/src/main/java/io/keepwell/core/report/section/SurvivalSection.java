package io.keepwell.core.report.section;

import io.keepwell.core.metric.Outcome;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.metric.cohort.Lifetimes;
import io.keepwell.core.metric.cohort.SurvivalCurve;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.report.Grid;
import io.keepwell.core.report.GridCell;
import io.keepwell.core.report.ReportData;
import io.keepwell.core.report.Section;
import io.keepwell.core.report.SectionId;
import io.keepwell.core.time.Period;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How long customers stay: of all that were ever won, the share that is still there after some months and years.
@Singleton
final class SurvivalSection implements Section {
    private static final LocalDate BEGINNING = LocalDate.of(1900, 1, 1);
    private static final List<Integer> DAYS = List.of(30, 90, 180, 365, 730, 1_095);
    private static final int PERCENT_DIGITS = 2;

    private final Lifetimes lifetimes;

    SurvivalSection(Lifetimes lifetimes) {
        this.lifetimes = lifetimes;
    }

    @Override
    public SectionId id() {
        return new SectionId("survival");
    }

    @Override
    public String summary() {
        return "How long customers stay: the share that is still there after so many days, by Kaplan and Meier.";
    }

    @Override
    public List<Grid.Panel> fill(ReportData data) {
        LocalDate end = data.head().period().to();
        SurvivalCurve curve = lifetimes
                .survival(
                        new Period(BEGINNING, end),
                        Optional.of(end),
                        data.head().slice(),
                        Optional.of(data.head().asOf()))
                .curve();
        CurrencyCode currency = data.head().firm().currency();
        List<Grid.Row> rows = new ArrayList<>();
        for (int days : DAYS) {
            rows.add(Grid.Row.of(
                    ValueFormat.count(days) + " days",
                    "",
                    List.of(),
                    List.of(
                            share(curve, days, currency),
                            count(curve.atRisk(days), currency),
                            count(curve.leftUntil(days), currency))));
        }
        String half = curve.median()
                .map(days -> "half of them have left after " + ValueFormat.count(days) + " days")
                .orElse("more than half of them are still there");
        return List.of(Grid.Panel.of(
                        "How long customers stay",
                        Grid.Arrangement.TABLE,
                        List.of(
                                new Grid.Column("Still there", Grid.Weight.MAIN),
                                new Grid.Column("Watched so long", Grid.Weight.QUIET),
                                new Grid.Column("Left by then", Grid.Weight.QUIET)),
                        rows)
                .naming("After")
                .noting(ValueFormat.count(curve.subjects()) + " customers, followed to "
                        + ValueFormat.day(end.minusDays(1)) + "; " + half));
    }

    /// Beyond the longest time for which anybody was watched, nothing is known.
    private static GridCell share(SurvivalCurve curve, int days, CurrencyCode currency) {
        if (curve.longest() < days) {
            return new GridCell.Missing(Outcome.Reason.NO_DATA, "Nobody was watched for so long.");
        }
        BigDecimal share = curve.at(days).map(SurvivalCurve.Step::survival).orElse(BigDecimal.ONE);
        BigDecimal percent = share.movePointRight(2).setScale(PERCENT_DIGITS, RoundingMode.HALF_EVEN);
        return new GridCell.Amount(percent, Unit.PERCENT, currency, GridCell.Form.WHOLE, false);
    }

    private static GridCell count(long count, CurrencyCode currency) {
        return new GridCell.Amount(BigDecimal.valueOf(count), Unit.COUNT, currency, GridCell.Form.WHOLE, false);
    }
}

package io.keepwell.ui.retention;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.metric.cohort.Survival;
import io.keepwell.core.metric.cohort.SurvivalCurve;
import io.keepwell.ui.component.Card;
import io.keepwell.ui.component.ChartOptions;
import io.keepwell.ui.component.ChartPoint;
import io.keepwell.ui.component.Notice;
import io.keepwell.ui.component.Table;
import io.keepwell.ui.component.Table.Column;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/// How long customers stay: the share that is still there after so many days, with its standard error and
/// how many were still watched.
final class SurvivalCard extends Div {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal HALF = new BigDecimal("0.5");
    private static final SurvivalCurve.Step NOBODY_LEFT =
            new SurvivalCurve.Step(0, 0, 0, BigDecimal.ONE, BigDecimal.ZERO);
    /// After how many days the table tells how things stand.
    private static final long[] MARKS = {0, 30, 91, 183, 365, 548, 730, 1_096, 1_461, 1_826};

    private final SurvivalCurve curve;

    SurvivalCard(RetentionPage page, Survival survival) {
        this.curve = survival.curve();
        Card card = new Card("Customer survival")
                .saying(curve.subjects() == 0 ? "Kaplan-Meier estimate" : said(page, survival));
        card.setId("survival");
        if (curve.subjects() == 0) {
            card.add(Notice.empty("No customer was won from " + CohortsCard.written(page.from()) + " to "
                    + CohortsCard.written(page.to().minusMonths(1)) + ". Subscriptions that start show here."));
        } else {
            Div both = new Div(chart(), table());
            both.addClassName("kw-beside");
            card.add(both);
        }
        add(card);
    }

    private String said(RetentionPage page, Survival survival) {
        return ValueFormat.count(curve.subjects()) + " customers won from " + CohortsCard.written(page.from()) + " to "
                + CohortsCard.written(page.to().minusMonths(1))
                + ", followed until " + ValueFormat.day(survival.followedTo().minusDays(1))
                + " · Kaplan-Meier estimate, ± 1 standard error shaded · "
                + half();
    }

    private String half() {
        return curve.median()
                .map(days -> "half are gone after " + ValueFormat.count(days) + " days")
                .orElseGet(() -> "more than half are still there after the " + ValueFormat.count(curve.longest())
                        + " days that are known");
    }

    private Component chart() {
        List<Long> ages = new ArrayList<>();
        List<ChartPoint> points = new ArrayList<>();
        List<BigDecimal> lows = new ArrayList<>();
        List<BigDecimal> highs = new ArrayList<>();
        LongStream.concat(
                        LongStream.concat(
                                LongStream.of(0), curve.steps().stream().mapToLong(SurvivalCurve.Step::time)),
                        LongStream.of(curve.longest()))
                .distinct()
                .forEach(age -> {
                    SurvivalCurve.Step step = curve.at(age).orElse(NOBODY_LEFT);
                    ages.add(age);
                    points.add(ChartPoint.of(
                            Optional.of(percent(step.survival())),
                            share(step) + " ± " + error(step) + " · " + ValueFormat.count(curve.atRisk(age))
                                    + " at risk"));
                    lows.add(percent(
                            step.survival().subtract(step.standardError()).max(BigDecimal.ZERO)));
                    highs.add(percent(step.survival().add(step.standardError()).min(BigDecimal.ONE)));
                });
        BigDecimal lowest = lows.stream().reduce(HUNDRED, BigDecimal::min);
        return ChartOptions.overAges(Unit.PERCENT, curve.longest())
                .from(
                        lowest.compareTo(HALF.multiply(HUNDRED)) < 0
                                ? BigDecimal.ZERO
                                : lowest.subtract(lowest.remainder(BigDecimal.TEN)))
                .upTo(HUNDRED)
                .bandOfSteps("$accent/15", ages, lows, highs)
                .stepsByAge("still there", "$accent", ages, points)
                .chart("Share of customers still there, by days since their first subscription; the table beside it has"
                        + " the figures");
    }

    private Component table() {
        Table table = new Table(
                "Customers still there, by days since their first subscription",
                Column.number("After days"),
                Column.number("At risk"),
                Column.number("Left"),
                Column.number("Still there"),
                Column.number("± error, pt"));
        for (long mark : MARKS) {
            if (mark <= curve.longest()) {
                row(table, mark);
            }
        }
        return table;
    }

    private void row(Table table, long age) {
        SurvivalCurve.Step step = curve.at(age).orElse(NOBODY_LEFT);
        table.row(
                Table.cell(ValueFormat.count(age)),
                Table.cell(ValueFormat.count(curve.atRisk(age))),
                Table.cell(ValueFormat.count(curve.leftUntil(age))),
                Table.cell(share(step)),
                Table.cell(error(step)));
    }

    private static String share(SurvivalCurve.Step step) {
        return ValueFormat.brief(percent(step.survival()), Unit.PERCENT);
    }

    /// In points of per cent.
    private static String error(SurvivalCurve.Step step) {
        return ValueFormat.bare(percent(step.standardError()), Unit.PERCENT);
    }

    private static BigDecimal percent(BigDecimal share) {
        return share.multiply(HUNDRED);
    }
}

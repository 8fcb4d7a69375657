package io.keepwell.core.metric.growth;

import static io.keepwell.core.metric.Calculations.written;

import io.keepwell.core.ledger.Measure;
import io.keepwell.core.metric.Calculation;
import io.keepwell.core.metric.Calculations;
import io.keepwell.core.metric.CustomDimension;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.Reads;
import io.keepwell.core.metric.Term;
import io.keepwell.core.metric.TermId;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.rollup.read.MeasureReader;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/// growth.conversion: which share of the leads become customers, by channel on request.
@Singleton
final class Conversion implements Metric {
    private static final MetricInfo INFO = new MetricInfo(
            new MetricId("growth.conversion"),
            "Lead conversion",
            "Growth",
            MetricInfo.Kind.OUTCOME,
            Unit.PERCENT,
            MetricInfo.Better.HIGHER,
            "Share of leads that become customers; by channel on request.",
            List.of(Definition.first(
                            "leads",
                            "of leads",
                            "converted ÷ leads",
                            "Leads of the period that became customers since, of all leads of the period. A lead became one if it was last reported as converted, or if its account's first recurring revenue began on the day the lead came or later.",
                            "It asks each lead one question, so it never passes 100 %, and who reports leads need not know who pays.",
                            "It goes on rising after the period, as long as leads take to decide. Each of several leads of an account that begins to pay counts; a lead of an account that had paid before counts only if it was reported as converted.")
                    .revised(2, LocalDate.of(2026, 11, 23))
                    .customDimension(CustomDimension.of("channel", Set.of(Measure.LEADS)))
                    .by(Reads.of(Measure.LEADS, Measure.LEADS_CONVERTED), Conversion::ofLeads)));

    @Override
    public MetricInfo info() {
        return INFO;
    }

    private static Calculation ofLeads(MeasureReader readings) {
        Term converted = Calculations.count(
                "converted", "of these, became customers", Calculations.sum(readings, Measure.LEADS_CONVERTED));
        Term leads = Calculations.count("leads", "leads of the period", Calculations.sum(readings, Measure.LEADS));
        return new Calculation(
                Calculations.percent(converted.amount(), leads.amount(), "There were no leads in the period."),
                written(leads) + " leads"
                        + readings.customValue()
                                .map(channel -> " by " + channel)
                                .orElse(""),
                written(converted) + " ÷ " + written(leads),
                List.of(converted, leads),
                List.of(),
                Calculations.entries(new TermId("converted"), readings, Measure.LEADS_CONVERTED, Unit.COUNT));
    }
}

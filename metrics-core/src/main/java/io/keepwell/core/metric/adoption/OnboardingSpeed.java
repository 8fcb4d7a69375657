package io.keepwell.core.metric.adoption;

import io.keepwell.core.ledger.Measure;
import io.keepwell.core.metric.Calculation;
import io.keepwell.core.metric.Calculations;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.DrillThrough;
import io.keepwell.core.metric.Exclusion;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.Reads;
import io.keepwell.core.metric.Term;
import io.keepwell.core.metric.TermId;
import io.keepwell.core.metric.TimeTaken;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.rollup.read.MeasureReader;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;

/// adoption.onboarding_speed: how long onboarding takes.
@Singleton
final class OnboardingSpeed implements Metric {
    private static final TimeTaken TAKEN = new TimeTaken(
            Measure.ONBOARDING_TIME, Unit.DAYS, "onboardings ended", "No onboarding ended in the period.");

    private static final MetricInfo INFO = new MetricInfo(
            new MetricId("adoption.onboarding_speed"),
            "Onboarding speed",
            "Adoption and onboarding",
            MetricInfo.Kind.PROCESS,
            Unit.DAYS,
            MetricInfo.Better.LOWER,
            "Duration of onboarding, and how well it was estimated.",
            List.of(
                    Definition.first(
                                    "mean",
                                    "mean",
                                    "Σ t ÷ n",
                                    "The mean time from the start of an onboarding to its end, over onboardings that ended in the period.",
                                    "It adds up: times the number it is the whole effort.",
                                    "A few very slow ones move it by much.")
                            .by(TAKEN.mean()),
                    Definition.first(
                                    "median",
                                    "median",
                                    "median of t",
                                    "The median time from the start of an onboarding to its end, over onboardings that ended in the period: the shortest that at least half did not exceed.",
                                    "A few slow ones can't hide that most are quick.",
                                    "It says nothing of the slow half. Of an even number it is the lower one of the middle two.")
                            .revised(2, LocalDate.of(2026, 11, 30))
                            .approximately()
                            .by(TAKEN.median()),
                    Definition.first(
                                    "p90",
                                    "nine of ten",
                                    "90th percentile of t",
                                    "The shortest time from start to end that at least nine tenths of the onboardings that ended in the period did not exceed.",
                                    "It is what a new customer has to reckon with.",
                                    "Of fewer than ten onboardings it is the slowest.")
                            .revised(2, LocalDate.of(2026, 11, 30))
                            .approximately()
                            .by(TAKEN.ninetieth()),
                    Definition.first(
                                    "share_late",
                                    "share late",
                                    "late ÷ estimated × 100",
                                    "Onboardings that ended in the period on a later day than was estimated at their start, of those that ended in it and had an estimate.",
                                    "It shows whether promises are kept.",
                                    "A generous estimate makes it look good.")
                            .in(Unit.PERCENT)
                            .by(
                                    Reads.of(
                                            Measure.ONBOARDING_TIME,
                                            Measure.ONBOARDINGS_ESTIMATED,
                                            Measure.ONBOARDINGS_LATE),
                                    OnboardingSpeed::shareLate),
                    Definition.first(
                                    "overrun",
                                    "average overrun",
                                    "Σ days late ÷ late",
                                    "By how many days those that ended late in the period passed the estimated day, on average.",
                                    "It shows how badly promises are broken.",
                                    "It says nothing of how many were late.")
                            .by(
                                    Reads.of(
                                            Measure.ONBOARDING_TIME,
                                            Measure.ONBOARDINGS_LATE,
                                            Measure.ONBOARDING_OVERRUN),
                                    OnboardingSpeed::overrun)));

    @Override
    public MetricInfo info() {
        return INFO;
    }

    private static Term late(MeasureReader readings) {
        return Calculations.count("late", "ended after the estimated day", readings.sum(Measure.ONBOARDINGS_LATE));
    }

    private static Calculation shareLate(MeasureReader readings) {
        long estimated = readings.sum(Measure.ONBOARDINGS_ESTIMATED);
        return Calculations.share(
                late(readings),
                Calculations.count("estimated", "ended, with an estimate", estimated),
                Calculations.base(estimated, "onboardings with an estimate"),
                "No onboarding with an estimate ended in the period.",
                List.of(new Exclusion(
                        "onboardings without an estimate",
                        readings.durations(Measure.ONBOARDING_TIME).count() - estimated)),
                new DrillThrough.Entries(new TermId("late"), Measure.ONBOARDINGS_LATE, Unit.COUNT));
    }

    private static Calculation overrun(MeasureReader readings) {
        Term late = late(readings);
        return Calculations.mean(
                new Term(
                        "days late",
                        "days after the estimated ones, added up",
                        Unit.DAYS.ofStored(readings.sum(Measure.ONBOARDING_OVERRUN)),
                        Unit.DAYS),
                late,
                "No onboarding ended late in the period.",
                List.of(),
                new DrillThrough.Entries(new TermId("days late"), Measure.ONBOARDING_OVERRUN, Unit.DAYS));
    }
}

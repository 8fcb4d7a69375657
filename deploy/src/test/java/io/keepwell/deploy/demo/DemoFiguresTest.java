package io.keepwell.deploy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.access.PartnerKeys;
import io.keepwell.core.account.AccountNumbers;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.identity.Identity;
import io.keepwell.core.metric.CustomDimension;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.MetricCatalogue;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.metric.cohort.Lifetimes;
import io.keepwell.core.metric.cohort.SurvivalCurve;
import io.keepwell.core.metric.health.BackTest;
import io.keepwell.core.metric.health.BackTests;
import io.keepwell.core.metric.query.MetricQueries;
import io.keepwell.core.metric.query.MetricQuery;
import io.keepwell.core.rollup.refresh.PolicyChanges;
import io.keepwell.core.rollup.refresh.Refresh;
import io.keepwell.core.suite.RunsOnce;
import io.keepwell.core.suite.Slow;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.core.time.Grain;
import io.keepwell.core.time.Period;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the story comes to, with everything but the services: for days of the year that are special, and three seeds.
@UsesDatabase
@RunsOnce("the story of the demo, which has the embedded server only")
@Slow
final class DemoFiguresTest {
    private static final int MOST_EVENTS = 1_000;
    private static final int FIRST_DAYS = 10;

    @ParameterizedTest
    @CsvSource({"1, 2027-01-01", "2, 2028-02-29", "3, 2026-11-14"})
    void every_metric_has_a_figure_health_tells_who_leaves_and_the_loyal_stay(long seed, LocalDate lastDay) {
        try (TestPlatform platform = TestPlatform.start()) {
            platform.setFirm(DemoSettings.FIRM);
            DemoSettings.putPromises(platform.get(PolicyChanges.class));
            platform.clock().set(StoryPublisher.receivedAfter(lastDay).toString());
            keep(platform, new DemoCompany(seed, lastDay, 600, 150).send());

            Period running = Period.of(Grain.MONTH, lastDay);
            assertThat(missing(platform, running.previous())).isEmpty();
            if (lastDay.getDayOfMonth() > FIRST_DAYS) {
                assertThat(missing(platform, running)).isEmpty();
            }
            assertThat(shareInSlices(platform, running.previous())).isGreaterThan(0.85);
            assertThat(areaUnderCurve(platform, lastDay)).isBetween(0.7, 0.85);
            assertLoyalStay(platform, lastDay);
        }
    }

    private static void keep(TestPlatform platform, DemoStory story) {
        PartnerKeys keys = platform.get(PartnerKeys.class);
        story.eventsByPartner().keySet().forEach(keys::partner);
        story.eventsByPartner().forEach((partner, reported) -> {
            for (int start = 0; start < reported.size(); start += MOST_EVENTS) {
                List<Story.SentEvent> batch = reported.subList(start, Math.min(reported.size(), start + MOST_EVENTS));
                assertThat(platform.keep(keys.partner(partner), batch)).hasSize(batch.size());
            }
        });
        story.merges()
                .forEach(merge -> assertThat(platform.get(Identity.class)
                                .merge(
                                        account(platform, merge.intoPartner(), merge.into()),
                                        account(platform, merge.partner(), merge.account()),
                                        DemoSettings.HEAD,
                                        merge.reason()))
                        .isInstanceOf(Identity.Outcome.Done.class));
        platform.get(Refresh.class).askForRebuild();
        platform.refresh();
    }

    private static int account(TestPlatform platform, String partner, String name) {
        int number = platform.get(PartnerKeys.class).partner(partner).id();
        return Objects.requireNonNull(platform.get(AccountNumbers.class)
                .resolve(number, List.of(name))
                .get(name));
    }

    /// The metrics without a figure of the whole firm, and why.
    private static List<String> missing(TestPlatform platform, Period period) {
        List<String> missing = new ArrayList<>();
        for (Metric metric : platform.get(MetricCatalogue.class).all()) {
            MetricValue figure = platform.get(MetricQueries.class)
                    .answer(query(metric, period))
                    .getFirst();
            if (figure.amount().isEmpty()) {
                missing.add(metric.info().id() + ": " + figure.outcome());
            }
        }
        return missing;
    }

    private static double shareInSlices(TestPlatform platform, Period period) {
        int asked = 0;
        int answered = 0;
        for (Metric metric : platform.get(MetricCatalogue.class).all()) {
            Collection<MetricValue> figures = platform.get(MetricQueries.class)
                    .byDimension(query(metric, period), Dimension.SEGMENT)
                    .values();
            asked += figures.size();
            answered += (int) figures.stream()
                    .filter(figure -> figure.amount().isPresent())
                    .count();
        }
        return (double) answered / asked;
    }

    private static MetricQuery query(Metric metric, Period period) {
        Definition definition = metric.info().defaultDefinition();
        Optional<String> detail =
                definition.customDimension().filter(CustomDimension::needed).map(_ -> "seats.taken");
        return new MetricQuery(
                metric.info().id(), definition.id(), List.of(period), Slice.WHOLE, detail, Optional.empty());
    }

    /// The mean of the last twelve months, each weighing as much as it had leavers.
    private static double areaUnderCurve(TestPlatform platform, LocalDate lastDay) {
        double sum = 0;
        long left = 0;
        Period month = Period.of(Grain.MONTH, lastDay).previous();
        for (int i = 0; i < 12; i++) {
            BackTest test = platform.get(BackTests.class).of(month, Slice.WHOLE, false);
            if (test.areaUnderCurve() instanceof Outcome.Value value) {
                sum += value.amount().doubleValue() * test.left();
                left += test.left();
            }
            month = month.previous();
        }
        return sum / left;
    }

    /// Fewer of those who stayed a year leave in the second than of all in the first, and fewer still in the third.
    private static void assertLoyalStay(TestPlatform platform, LocalDate lastDay) {
        Lifetimes lifetimes = platform.get(Lifetimes.class);
        SurvivalCurve curve = lifetimes
                .survival(
                        new Period(lastDay.minusYears(7), lastDay.plusDays(1)),
                        Optional.empty(),
                        Slice.WHOLE,
                        Optional.empty())
                .curve();
        BigDecimal first = curve.at(365).orElseThrow().survival();
        BigDecimal second = curve.at(730).orElseThrow().survival().divide(first, MathContext.DECIMAL32);

        assertThat(first).isLessThan(second);
        YearMonth newest = YearMonth.from(lastDay).minusMonths(1);
        assertThat(lifetimes
                        .cohorts(newest.minusMonths(11), newest.plusMonths(1), 12, Slice.WHOLE, Optional.empty())
                        .cohorts())
                .hasSize(12);
    }
}

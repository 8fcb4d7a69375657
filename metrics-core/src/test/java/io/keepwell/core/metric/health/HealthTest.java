package io.keepwell.core.metric.health;

import static io.keepwell.core.TestPlatform.EUR;
import static io.keepwell.core.metric.FigureChecks.assertListAddsUp;
import static io.keepwell.core.metric.FigureChecks.assertTerm;
import static io.keepwell.core.metric.FigureChecks.assertUnavailable;
import static io.keepwell.core.metric.FigureChecks.assertValue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.core.RandomStories;
import io.keepwell.core.TestPlatform;
import io.keepwell.core.account.AccountDirectory;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.audit.Audit;
import io.keepwell.core.fact.CsmSentiment;
import io.keepwell.core.fact.Measurement;
import io.keepwell.core.fact.Order;
import io.keepwell.core.fact.Payment;
import io.keepwell.core.fact.RenewalOutcome;
import io.keepwell.core.fact.SurveyAnswer;
import io.keepwell.core.fact.TicketUpdate;
import io.keepwell.core.fact.Usage;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.metric.DefinitionId;
import io.keepwell.core.metric.DrillRows;
import io.keepwell.core.metric.Exclusion;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.metric.Term;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.query.MetricQueries;
import io.keepwell.core.metric.query.MetricQuery;
import io.keepwell.core.money.Money;
import io.keepwell.core.setting.HealthModel;
import io.keepwell.core.setting.HealthPart;
import io.keepwell.core.setting.HealthSettings;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.core.time.Period;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The health score and who is at risk, at the end of August 2026 unless a test says otherwise. 6 months
/// before begin on 1 March, 12 months before on 1 September 2025.
@UsesDatabase
final class HealthTest {
    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    @BeforeEach
    void forget() {
        platform.forget();
    }

    private static MetricValue august(String metric, String definition) {
        MetricValue figure = platform.figure(metric, definition, "2026-08-01", "2026-09-01");
        DrillRows _ = assertListAddsUp(platform, figure);
        return figure;
    }

    private static Story customer(String name) {
        return new Story(name, EUR).on("2026-06-01").starts("10.00");
    }

    /// A model of one part, so that the score is its points.
    private static void scoreOnly(HealthPart part) {
        set("", "2020-01-01", new HealthModel(Map.of(part, 1), 50, 75));
    }

    private static void set(String segment, String from, HealthModel model) {
        platform.clock().advance(Duration.ofSeconds(1));
        platform.get(HealthSettings.class).set("ann@example.com", segment, LocalDate.parse(from), model);
    }

    private static Order order(String id, String product, String value) {
        return new Order(id, product, new Money(Money.parseMicros(value).orElseThrow(), EUR), 1, false);
    }

    private static Usage use() {
        return new Usage("ann", "", 1, 0);
    }

    private static TicketUpdate ticket(TicketUpdate.Step step) {
        return new TicketUpdate("t", step, TicketUpdate.Topic.QUESTION, "", false);
    }

    private static Payment payment(String id, Payment.Result result) {
        return new Payment(id, "", "", new Money(1_000_000, EUR), Payment.Nature.RECURRING, result);
    }

    private static RenewalOutcome renewal(String due, RenewalOutcome.Result result) {
        return new RenewalOutcome("c", LocalDate.parse(due), result, Optional.empty(), Optional.empty(), "");
    }

    private static SurveyAnswer csat(int score) {
        return new SurveyAnswer(SurveyAnswer.Kind.CSAT, 1, 5, score, "", "", "");
    }

    @Test
    void explanation_tells_by_which_versions_of_the_model_customers_were_scored() {
        platform.send(
                customer("a").recommends(9),
                customer("b").recommends(2),
                new Story("c", EUR)
                        .on("2026-05-01")
                        .standsIn(Dimension.SEGMENT, "Small")
                        .starts("10.00")
                        .on("2026-06-02")
                        .recommends(5));
        assertThat(august("success.health_score", "customers").calculation().terms())
                .contains(new Term(
                        "model",
                        "customers scored by the default model by weights of revenue by product 10, customer growth 15,"
                                + " returning 5, usage trend 25, last NPS answer 10,"
                                + " last CSAT answer 5, open and late tickets 10, renewals near 5,"
                                + " payment trouble 10, CSM sentiment 5;"
                                + " red is under 40, green from 70 (a setting)",
                        BigDecimal.valueOf(3),
                        Unit.COUNT));

        set("", "2026-01-15", new HealthModel(Map.of(HealthPart.NPS, 3), 50, 75));
        set("Small", "2026-07-01", new HealthModel(Map.of(HealthPart.NPS, 2, HealthPart.CSAT, 1), 20, 30));
        set("Small", "2026-09-01", new HealthModel(Map.of(HealthPart.CSAT, 1), 20, 30));
        for (MetricValue figure :
                List.of(august("success.health_score", "customers"), august("success.at_risk", "mrr"))) {
            assertThat(figure.calculation().terms())
                    .contains(
                            new Term(
                                    "model",
                                    "customers scored by the model since 15 Jan 2026 by weights of last NPS answer 3;"
                                            + " red is under 50, green from 75 (a setting)",
                                    BigDecimal.valueOf(2),
                                    Unit.COUNT),
                            new Term(
                                    "model of Small",
                                    "customers scored by the model since 1 Jul 2026 by weights of last NPS answer 2, last CSAT answer 1;"
                                            + " red is under 20, green from 30 (a setting)",
                                    BigDecimal.ONE,
                                    Unit.COUNT));
        }
    }

    @Test
    void score_is_the_weighted_mean_of_the_parts_that_are_known() {
        platform.send(
                // usage trend: one of the last four weeks, all eight before: 200 × 1 ÷ 8 = 25; weight 25.
                // NPS: passive, 50; weight 10. Tickets: one open for less than a week, 50; weight 10.
                // (25 × 25 + 10 × 50 + 10 × 50) ÷ 45 = 1,625 ÷ 45 = 36.11: red.
                everyWeek(customer("a"), "2026-06-09", 8)
                        .on("2026-08-05")
                        .send(use())
                        .recommends(8)
                        .on("2026-08-28")
                        .send(ticket(TicketUpdate.Step.OPENED)),
                // Payments: 100, weight 10. CSM sentiment: 70, weight 5. (1,000 + 350) ÷ 15 = 90: green.
                customer("b").send(payment("p", Payment.Result.RECEIVED)).send(new CsmSentiment(70, "", "")),
                // Nothing is known.
                customer("c"));

        MetricValue score = august("success.health_score", "customers");
        // (36.1111 + 90) ÷ 2
        assertValue(score, "63.0556");
        assertTerm(score, "n", "2");
        assertTerm(score, "green", "1");
        assertTerm(score, "MRR green", "10");
        assertTerm(score, "yellow", "0");
        assertTerm(score, "red", "1");
        assertTerm(score, "MRR red", "10");
        assertTerm(score, "usage trend", "25");
        assertTerm(score, "payment trouble", "100");
        assertThat(score.calculation().numbers()).isEqualTo("126.1 ÷ 2");
        assertThat(score.calculation().exclusions())
                .contains(
                        new Exclusion("customers without a score, as nothing is known of them", 1),
                        new Exclusion("customers scored without payment trouble, as no payment was ever reported", 1));
        assertThat(score.calculation().terms())
                .anySatisfy(term -> assertThat(term.name()).endsWith(HealthPart.USAGE_TREND.rule()));
        assertThat(platform.get(MetricQueries.class).list(score, 10).rows())
                .extracting(DrillRows.Row::detail)
                .containsExactly(
                        "green · payment trouble 100, CSM sentiment 70",
                        "red · usage trend 25, last NPS answer 50, open and late tickets 50");

        MetricValue atRisk = august("success.at_risk", "customers");
        assertValue(atRisk, "1");
        assertThat(platform.get(MetricQueries.class).list(atRisk, 10).rows())
                .extracting(DrillRows.Row::detail)
                .containsExactly("red · usage trend 25, last NPS answer 50, open and late tickets 50");
        assertValue(august("success.at_risk", "mrr"), "10.00");
        assertValue(august("success.at_risk", "share"), "50.00");
    }

    private static Story everyWeek(Story story, String from, int weeks) {
        for (int week = 0; week < weeks; week++) {
            story.on(LocalDate.parse(from).plusWeeks(week)).send(use());
        }
        return story;
    }

    @Test
    void two_full_parts_and_an_empty_one_of_equal_weight_make_two_thirds() {
        set(
                "",
                "2020-01-01",
                new HealthModel(Map.of(HealthPart.NPS, 1, HealthPart.PAYMENTS, 1, HealthPart.CSAT, 1), 50, 75));
        platform.send(customer("a")
                .recommends(10)
                .send(payment("p", Payment.Result.RECEIVED))
                .send(csat(1)));

        // 10, 10 and 0 of 10 are 6.67 of 10: (100 + 100 + 0) ÷ 3
        assertValue(august("success.health_score", "customers"), "66.67");
    }

    @Test
    void score_is_unavailable_without_customers_and_where_nothing_is_known_of_them() {
        platform.send(customer("a"));

        assertUnavailable(august("success.health_score", "customers"), Outcome.Reason.NO_DATA);
        assertUnavailable(august("success.at_risk", "customers"), Outcome.Reason.NO_DATA);
        MetricValue may = platform.figure("success.at_risk", "mrr", "2026-05-01", "2026-06-01");
        assertUnavailable(may, Outcome.Reason.NO_DATA);
    }

    @Test
    void revenue_by_product_counts_what_was_kept_of_each() {
        scoreOnly(HealthPart.REVENUE_BY_PRODUCT);
        platform.send(customer("a")
                .on("2025-10-01")
                .send(order("1", "Desk", "300.00"))
                .send(order("2", "Chair", "100.00"))
                .on("2026-08-01")
                .send(order("3", "Desk", "90.00"))
                .send(order("4", "Chair", "1000.00"))
                .send(order("5", "Lamp", "500.00")));

        // (90 + 100) ÷ 400 = 47.5 %, rounded to 48
        assertValue(august("success.health_score", "customers"), "48.00");
    }

    @ParameterizedTest
    @CsvSource({"100.00, 75", "120.00, 95", "200.00, 100", "90.00, 65", "99.50, 75", "20.00, 0"})
    void customer_growth_is_a_point_for_each_per_cent(String pays, String points) {
        scoreOnly(HealthPart.CUSTOMER_GROWTH);
        platform.send(new Story("a", EUR)
                .on("2026-01-01")
                .starts("100.00")
                .on("2026-08-31")
                .changesTo(pays));

        assertValue(august("success.health_score", "customers"), points);
    }

    @Test
    void returning_asks_whether_who_ordered_did_so_again() {
        scoreOnly(HealthPart.RETURNING);
        platform.send(
                customer("a")
                        .on("2025-01-01")
                        .send(order("1", "", "1.00"))
                        .on("2026-03-01")
                        .send(order("2", "", "1.00")),
                customer("b").on("2026-02-28").send(order("1", "", "1.00")),
                customer("new").on("2026-03-01").send(order("1", "", "1.00")));

        MetricValue score = august("success.health_score", "customers");
        assertValue(score, "50.00");
        assertTerm(score, "n", "2");
    }

    @Test
    void usage_trend_is_zero_for_who_stopped_and_full_for_who_just_began() {
        scoreOnly(HealthPart.USAGE_TREND);
        platform.send(
                customer("stopped").on("2026-08-03").send(use()),
                customer("began").on("2026-08-04").send(use()),
                customer("never"));

        MetricValue score = august("success.health_score", "customers");
        assertThat(points(score)).containsExactly("began 100", "stopped 0");
    }

    private static List<String> points(MetricValue figure) {
        return platform.get(MetricQueries.class).list(figure, 100).rows().stream()
                .map(row -> row.accountName() + " "
                        + row.amount().stripTrailingZeros().toPlainString())
                .toList();
    }

    @Test
    void last_answer_tells_a_promoter_a_passive_and_a_detractor_apart_for_a_year() {
        scoreOnly(HealthPart.NPS);
        platform.send(
                customer("promoter").on("2025-09-01").recommends(9),
                customer("passive")
                        .on("2026-08-30")
                        .recommends(9)
                        .on("2026-08-31")
                        .recommends(7),
                customer("detractor").on("2026-08-31").recommends(6),
                customer("long ago").on("2025-08-31").recommends(9));

        assertThat(points(august("success.health_score", "customers")))
                .containsExactly("promoter 100", "passive 50", "detractor 0");
        scoreOnly(HealthPart.CSAT);
        platform.send(
                customer("content").on("2026-08-30").send(csat(4)),
                customer("cross").on("2026-08-30").send(csat(3)));
        assertThat(points(august("success.health_score", "customers"))).containsExactly("content 100", "cross 0");
    }

    @Test
    void ticket_is_late_when_it_was_open_a_week_ago_and_ever_since() {
        scoreOnly(HealthPart.TICKETS);
        platform.send(
                customer("late").on("2026-08-24").send(ticket(TicketUpdate.Step.OPENED)),
                customer("open").on("2026-08-25").send(ticket(TicketUpdate.Step.OPENED)),
                customer("again")
                        .on("2026-08-01")
                        .send(ticket(TicketUpdate.Step.OPENED))
                        .on("2026-08-26")
                        .send(ticket(TicketUpdate.Step.RESOLVED))
                        .on("2026-08-27")
                        .send(ticket(TicketUpdate.Step.REOPENED)),
                customer("solved")
                        .on("2026-08-01")
                        .send(ticket(TicketUpdate.Step.OPENED))
                        .on("2026-08-31")
                        .send(ticket(TicketUpdate.Step.RESOLVED)));

        assertThat(points(august("success.health_score", "customers")))
                .containsExactly("solved 100", "open 50", "again 50", "late 0");
    }

    @Test
    void renewal_counts_from_90_days_before_it_is_due_until_it_is_decided() {
        scoreOnly(HealthPart.RENEWAL);
        platform.send(
                // 31 August is 90 days before 29 November.
                customer("near").send(renewal("2026-11-29", RenewalOutcome.Result.DUE)),
                customer("far").send(renewal("2026-11-30", RenewalOutcome.Result.DUE)),
                customer("renewed")
                        .send(renewal("2026-10-01", RenewalOutcome.Result.DUE))
                        .on("2026-08-31")
                        .send(renewal("2026-10-01", RenewalOutcome.Result.RENEWED)),
                // What is reported in September isn't known at the end of August.
                customer("later")
                        .send(renewal("2026-10-01", RenewalOutcome.Result.DUE))
                        .on("2026-09-01")
                        .send(renewal("2026-10-01", RenewalOutcome.Result.DECLINED)),
                customer("declined").send(renewal("2027-03-01", RenewalOutcome.Result.DECLINED)));

        assertThat(points(august("success.health_score", "customers")))
                .containsExactly("far 100", "renewed 100", "near 50", "later 50", "declined 0");
    }

    @Test
    void payment_trouble_ends_with_the_next_payment() {
        scoreOnly(HealthPart.PAYMENTS);
        platform.send(
                customer("well")
                        .send(payment("1", Payment.Result.FAILED))
                        .on("2026-08-31")
                        .send(payment("2", Payment.Result.RECEIVED))
                        .send(payment("3", Payment.Result.REFUNDED)),
                customer("trouble")
                        .send(payment("1", Payment.Result.RECEIVED))
                        .on("2026-08-31")
                        .send(payment("2", Payment.Result.FAILED)));

        assertThat(points(august("success.health_score", "customers"))).containsExactly("well 100", "trouble 0");
    }

    @Test
    void last_csm_sentiment_holds_for_half_a_year_and_0_is_one() {
        scoreOnly(HealthPart.CSM_SENTIMENT);
        platform.send(
                customer("a").on("2026-03-05").send(new CsmSentiment(41, "", "")),
                customer("old").on("2026-03-04").send(new CsmSentiment(40, "", "")),
                customer("changed")
                        .send(new CsmSentiment(20, "they left us waiting", "Bo"))
                        .on("2026-08-20")
                        .send(new CsmSentiment(100, "", "Ana")),
                customer("lost").send(new CsmSentiment(0, "", "")),
                customer("other").send(new Measurement("health.judgement", 40_000_000, "")));

        assertThat(points(august("success.health_score", "customers")))
                .containsExactly("changed 100", "a 41", "lost 0");
    }

    @Test
    void model_of_the_segment_holds_from_its_day_on_and_earlier_days_keep_the_older_one() {
        platform.send(
                customer("a")
                        .standsIn(Dimension.SEGMENT, "Large")
                        .send(payment("1", Payment.Result.FAILED))
                        .recommends(10),
                customer("b").send(payment("1", Payment.Result.FAILED)).recommends(10));
        scoreOnly(HealthPart.NPS);
        set("Large", "2026-08-10", new HealthModel(Map.of(HealthPart.PAYMENTS, 1), 50, 75));

        assertThat(points(august("success.health_score", "customers"))).containsExactly("b 100", "a 0");
        assertThat(points(platform.figure("success.health_score", "customers", "2026-08-01", "2026-08-11")))
                .containsExactly("b 100", "a 0");
        assertThat(points(platform.figure("success.health_score", "customers", "2026-08-01", "2026-08-10")))
                .containsExactly("a 100", "b 100");
        assertValue(
                platform.figure(
                        "success.health_score",
                        "customers",
                        "2026-08-01",
                        "2026-09-01",
                        Slice.of(Dimension.SEGMENT, "Large")),
                "0.00");
        assertThat(platform.get(Audit.class).about("health of Large", 10))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.who()).isEqualTo("ann@example.com");
                    assertThat(entry.detail()).contains("from 2026-08-10", "payments=1", "yellow from 50");
                });
    }

    @Test
    void figure_as_known_before_a_model_was_set_is_by_the_model_of_then() {
        platform.send(customer("a").send(payment("1", Payment.Result.FAILED)).recommends(10));
        platform.clock().advance(Duration.ofSeconds(1));
        Instant before = platform.clock().instant();
        // NPS weighs 10, and so do payments: (10 × 100 + 10 × 0) ÷ 20
        assertValue(august("success.health_score", "customers"), "50.00");
        scoreOnly(HealthPart.NPS);

        assertValue(august("success.health_score", "customers"), "100.00");
        MetricValue recalled = platform.get(MetricQueries.class)
                .answer(new MetricQuery(
                        new MetricId("success.health_score"),
                        new DefinitionId("customers"),
                        List.of(new Period(LocalDate.parse("2026-08-01"), LocalDate.parse("2026-09-01"))),
                        Slice.WHOLE,
                        Optional.of(before)))
                .getFirst();
        assertValue(recalled, "50.00");
    }

    @Test
    void history_of_an_account_tells_its_parts_as_the_figure_of_all_does() {
        platform.send(
                everyWeek(customer("a"), "2026-06-09", 8)
                        .on("2026-08-05")
                        .send(use())
                        .recommends(8)
                        .on("2026-08-28")
                        .send(ticket(TicketUpdate.Step.OPENED)),
                customer("b").send(payment("p", Payment.Result.RECEIVED)));
        int account = account("a");

        List<HealthHistory.Point> history = platform.get(HealthHistory.class)
                .of(
                        account,
                        List.of(
                                LocalDate.parse("2026-05-31"),
                                LocalDate.parse("2026-08-27"),
                                LocalDate.parse("2026-08-31")));

        assertThat(history).hasSize(3);
        assertThat(history.getFirst().health()).isEmpty();
        // (25 × 25 + 10 × 50) ÷ 35
        assertThat(history.get(1).health().orElseThrow().score().orElseThrow()).isEqualByComparingTo("32.142857142857");
        AccountHealth now = history.getLast().health().orElseThrow();
        assertThat(now.points())
                .containsOnly(
                        Map.entry(HealthPart.USAGE_TREND, 25),
                        Map.entry(HealthPart.NPS, 50),
                        Map.entry(HealthPart.TICKETS, 50));
        assertThat(now.score().orElseThrow()).isEqualByComparingTo("36.111111111111");
        assertThat(now.band()).contains(HealthModel.Band.RED);
        // 25 × 25 ÷ 45
        assertThat(now.contribution(HealthPart.USAGE_TREND).orElseThrow()).isEqualByComparingTo("13.888888888889");
        assertThat(now.contribution(HealthPart.PAYMENTS)).isEmpty();
    }

    @Test
    void history_of_every_customer_is_its_row_in_the_list_behind_the_figure() {
        List<Story.SentEvent> reported = new RandomStories(11).sendEverything(15, 30);
        platform.keep(platform.partner(), reported);
        platform.refresh();

        MetricValue figure = platform.figure("success.health_score", "customers", "2026-04-01", "2026-05-01");
        List<DrillRows.Row> rows =
                platform.get(MetricQueries.class).list(figure, 100).rows();

        assertThat(rows).hasSizeGreaterThan(5);
        for (DrillRows.Row row : rows) {
            AccountHealth health = platform.get(HealthHistory.class)
                    .of(row.account(), List.of(LocalDate.parse("2026-04-30")))
                    .getFirst()
                    .health()
                    .orElseThrow();
            assertThat(health.score().orElseThrow()).isEqualByComparingTo(row.amount());
            assertThat(health.described()).isEqualTo(row.detail());
        }
    }

    private static int account(String name) {
        return platform.get(AccountDirectory.class).number("billing", name).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void band_of_a_quotient_is_that_of_the_score_it_is_rounded_to(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            long weight = random.nextLong(1, 10_001);
            // As near to a bound as may be, and on it.
            long points = random.nextBoolean()
                    ? random.nextLong(0, 100 * weight + 1)
                    : Math.clamp(40 * weight + random.nextLong(-1, 2), 0, 100 * weight);
            assertThat(HealthModel.DEFAULT.band(points, weight))
                    .as(points + " ÷ " + weight)
                    .isEqualTo(HealthModel.DEFAULT.band(AccountHealth.divide(points, weight)));
        }
    }

    @Test
    void model_refuses_weights_and_bounds_that_make_no_sense() {
        assertThatThrownBy(() -> new HealthModel(Map.of(), 50, 75)).hasMessageContaining("more than 0");
        assertThatThrownBy(() -> new HealthModel(Map.of(HealthPart.NPS, 1_001), 50, 75))
                .hasMessageContaining("nps is from 0 to 1000");
        assertThatThrownBy(() -> new HealthModel(Map.of(HealthPart.NPS, 1), 80, 75))
                .hasMessageContaining("not below yellow");
    }
}

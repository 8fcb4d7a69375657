package io.keepwell.deploy.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keepwell.core.access.PartnerKeys;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.fact.Measurement;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.metric.MetricCatalogue;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.deploy.run.TestServices;
import io.keepwell.deploy.run.TestServices.Said;
import io.keepwell.ingestion.intake.Intake;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What can be asked for on the command line beside plain figures.
@UsesDatabase
final class QueryCommandTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final CurrencyCode EUR = new CurrencyCode("EUR");

    @AutoClose
    @SuppressWarnings("NullAway.Init") // set before the first test
    private static TestServices services;

    private static Instant then = Instant.EPOCH;

    @BeforeAll
    static void sendStories() throws Exception {
        services = TestServices.start();
        Story stays = new Story("stays", EUR)
                .on("2026-01-10")
                .standsIn(Dimension.SEGMENT, "Large")
                .starts("100.00");
        stays.on("2026-02-03").send(new Measurement("visits", 7_000_000, ""));
        Story leaves = new Story("leaves", EUR)
                .on("2026-01-10")
                .standsIn(Dimension.SEGMENT, "Small")
                .starts("50.00")
                .on("2026-02-10")
                .ends();
        stays.recommends(10).recommends(9).recommends(3);
        send(stays.reported());
        send(new Story("abroad", new CurrencyCode("USD"))
                .on("2026-01-10")
                .standsIn(Dimension.SEGMENT, "Large")
                .starts("70.00")
                .reported());
        send(leaves.reported().subList(0, 2));
        services.awaitFigures();
        then = Instant.now();
        send(leaves.reported().subList(2, 3));
        services.awaitFigures();
    }

    @Test
    void definitions_are_compared_with_a_sentence_on_why_they_differ() throws IOException {
        assertThat(query("retention.customer_churn", "--compare").out())
                .contains("opening", "50.00 %", "The default. ", "+50.00 pt against the default. ");
        assertThat(json("retention.customer_churn", "--compare").get("definitions"))
                .hasSize(6);
    }

    @Test
    void change_since_a_moment_is_reported_down_to_the_event() throws IOException {
        Said said = query("retention.customer_churn", "--since", then.toString());
        assertThat(said.out())
                .contains(
                        "then  0.00 %",
                        "now   50.00 %",
                        "by    +50.00 pt",
                        "Behind L, +1:",
                        "came in: subscription_change of 2026-02-10T12:00:00Z")
                .containsPattern("    L +\\+1 +0 → 1 ");

        JsonNode revision = json("retention.customer_churn", "--since", then.toString());
        assertThat(revision.get("change").asText()).isEqualTo("50");
        assertThat(revision.get("stands_for").asText()).isEqualTo("L");
        assertThat(revision.get("unit").asText()).isEqualTo("count");
        assertThat(revision.get("moved").asText()).isEqualTo("1");
        assertThat(revision.get("terms").findValuesAsText("symbol")).contains("S", "L");
        assertThat(revision.get("rows")).hasSize(1);
        assertThat(revision.get("events")).hasSize(1);
    }

    @Test
    void explanation_says_what_the_figure_rests_on_and_how_sure_it_is() throws IOException {
        assertThat(query("voice.nps", "--explain").out())
                .contains(
                        "    version 1 of the definition, as of ",
                        "    base: 3 answers",
                        " is its interval: 95 of 100 made this way hold the true value");
        assertThat(query("retention.customer_churn", "--explain").out())
                .contains("    base: 2 customers on 1 Feb 2026")
                .doesNotContain("interval");
        assertThat(query("revenue.mrr", "--explain").out()).contains("left out: 1 ");

        JsonNode nps = json("voice.nps", "--explain");
        assertThat(nps.get("interval").get("low").asDouble())
                .isLessThan(nps.get("interval").get("high").asDouble());
        assertThat(nps.get("explanation").get("terms").findValuesAsText("unit")).contains("count", "percent");
    }

    @Test
    void option_that_would_change_nothing_is_refused() {
        assertRefused(
                "--compare goes without --by-dimension, --explain.",
                "--compare",
                "--by-dimension",
                "segment",
                "--explain");
        assertRefused("--since goes without --by.", "--since", then.toString(), "--by", "month");
        assertRefused("--compare goes without --since.", "--compare", "--since", then.toString());
        assertRefused("A query for figures goes without --months.", "--months", "3");
        for (String metric : List.of("retention.cohorts", "retention.survival")) {
            Said said = services.run("query", metric, "--from=2026-01-01", "--to=2026-02-01", "--explain");
            assertThat(said.exitCode()).isEqualTo(2);
            assertThat(said.err()).contains(metric + " goes without --explain. It goes with: --from, --to, --slice");
        }
        assertThat(services.run("query", "--by", "month").err()).contains("The list of metrics goes without --by.");
    }

    private static void assertRefused(String says, String... more) {
        Said said = ask("retention.customer_churn", more);
        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).contains(says, " It goes with: --from, --to, ");
        assertThat(said.out()).isEmpty();
    }

    @Test
    void cohorts_and_survival_are_a_table_and_a_curve() throws IOException {
        Said cohorts = services.run(
                "query", "retention.cohorts", "--from", "2026-01-01", "--to", "2026-02-01", "--months", "3");
        assertThat(cohorts.out()).containsPattern("2026-01-01 +2 +100.0% +50.0% +50.0%");
        // One of two left after 31 days: a half, with a standard error of the root of 1/2 · 1/2 · 1/2.
        assertThat(services.run("query", "retention.survival", "--from", "2026-01-01", "--to", "2026-03-01")
                        .out())
                .contains("2 customers, followed until the end of 2026-02-28, half or fewer are there after 31 days")
                .containsPattern(" 31 +2 +1 +0.5000 +0.3536");
        // In January nobody left yet.
        assertThat(services.run("query", "retention.survival", "--from", "2026-01-01", "--to", "2026-02-01")
                        .lines())
                .hasSize(2);
        assertThat(services.run(
                                "query",
                                "retention.survival",
                                "--from=2026-01-01",
                                "--to=2026-02-01",
                                "--followed-to=2026-03-01")
                        .out())
                .containsPattern(" 31 +2 +1 +0.5000 +0.3536");
    }

    @Test
    void list_names_metrics_and_analyses_with_the_events_that_they_are_made_of() throws IOException {
        assertThat(services.run("query").lines())
                .contains(
                        "revenue.mrr (Monthly recurring revenue)",
                        "retention.cohorts (Cohorts): a table",
                        "retention.survival (Survival): a curve")
                .anyMatch(line -> line.matches(" {4}all_revenue +R  \\[payment]"))
                .anyMatch(line -> line.matches(" {4}mrr +MRR then ÷ first MRR  \\[subscription_change]"));
        JsonNode cohorts = MAPPER.readTree(services.run("query", "--json").lines().stream()
                .filter(line -> line.contains("retention.cohorts"))
                .findFirst()
                .orElseThrow());
        assertThat(cohorts.get("shape").asText()).isEqualTo("table");
        assertThat(cohorts.get("made_of").get("customers").get(0).asText()).isEqualTo("subscription_change");
    }

    @Test
    void figure_is_cut_by_a_dimension() {
        assertThat(query("revenue.mrr", "--by-dimension", "segment").lines())
                .satisfiesExactly(
                        large -> assertThat(large).contains("Large", "EUR 100.00"),
                        small -> assertThat(small).contains("Small", "EUR 0.00"));
    }

    @Test
    void figure_is_cut_by_the_partner_that_bills() {
        assertThat(query("revenue.mrr", "--by-dimension", "source").lines())
                .singleElement()
                .satisfies(billing -> assertThat(billing).contains("source=billing", "EUR 100.00"));
        assertThat(query("revenue.mrr", "--slice", "source=billing").out()).contains("EUR 100.00");
    }

    @Test
    void largest_values_come_first_and_all_others_together() throws IOException {
        assertThat(query("revenue.mrr", "--by-dimension", "segment", "--top", "1")
                        .lines())
                .satisfiesExactly(
                        large -> assertThat(large).contains("segment=Large", "EUR 100.00"),
                        others -> assertThat(others).contains("segment other than Large", "EUR 0.00"));
        Said json = query("revenue.mrr", "--by-dimension", "segment", "--top", "1", "--json");
        JsonNode others = MAPPER.readTree(json.lines().getLast()).get("others");
        assertThat(others.get("dimension").asText()).isEqualTo("segment");
        assertThat(others.get("than")).hasSize(1);
    }

    @Test
    void detail_is_named_in_the_answer() {
        assertThat(query("custom.measure", "--of", "visits").out()).contains("custom.measure", " of visits ", "7");
    }

    @Test
    void every_metric_has_a_value_or_says_why_not() throws IOException {
        Set<String> metrics = services.services().bean(MetricCatalogue.class).entries().stream()
                .map(entry -> entry.info().id().id())
                .collect(Collectors.toSet());
        assertThat(metrics).hasSizeGreaterThan(40);

        Said said = services.run("query", "--all", "--from", "2026-02-01", "--to", "2026-03-01", "--json");

        assertThat(said.exitCode()).as(said.err()).isZero();
        Map<String, JsonNode> figures = new HashMap<>();
        for (String line : said.lines()) {
            JsonNode figure = MAPPER.readTree(line);
            assertThat(figures.put(figure.get("metric").asText(), figure)).isNull();
            assertThat(figure.has("value") ^ figure.has("unavailable")).as(line).isTrue();
        }
        assertThat(figures).containsOnlyKeys(metrics);
        for (String metric : List.of("revenue.mrr", "voice.nps", "retention.customer_churn")) {
            ObjectNode alone = (ObjectNode) json(metric);
            ObjectNode amongAll = (ObjectNode) Objects.requireNonNull(figures.get(metric));
            // Each is asked for at its own moment.
            alone.remove("as_of");
            amongAll.remove("as_of");
            assertThat(amongAll).isEqualTo(alone);
        }
        JsonNode visits = Objects.requireNonNull(figures.get("custom.measure"));
        assertThat(visits.get("custom_value").asText()).isEqualTo("visits");
        assertThat(visits.get("value").asText()).isEqualTo("7");
        // Both were won in January.
        JsonNode cohorts = Objects.requireNonNull(figures.get("retention.cohorts"));
        assertThat(cohorts.get("unavailable").get("reason").asText()).isEqualTo("no_base");
        JsonNode resolved = Objects.requireNonNull(figures.get("support.resolution_time"));
        assertThat(resolved.get("unavailable").get("message").asText()).isNotBlank();
    }

    @Test
    void every_metric_is_shown_in_a_table_for_a_slice_and_for_the_last_month_by_itself() {
        Said large = services.run(
                "query", "--all", "--from", "2026-02-01", "--to", "2026-03-01", "--slice", "segment=Large");
        assertThat(large.exitCode()).as(large.err()).isZero();
        assertThat(large.lines()).anyMatch(line -> line.matches("revenue\\.mrr +\\S+ +EUR 100\\.00"));

        LocalDate thisMonth = LocalDate.now(ZoneOffset.UTC).withDayOfMonth(1);
        assertThat(services.run("query", "--all", "--json").lines())
                .allMatch(line -> line.contains("\"from\":\"" + thisMonth.minusMonths(1) + "\",\"to\":\"" + thisMonth));
    }

    @Test
    void question_for_every_metric_takes_no_metric_and_no_half_period() {
        Said both = services.run("query", "revenue.mrr", "--all", "--from", "2026-02-01", "--to", "2026-03-01");
        assertThat(both.exitCode()).isEqualTo(2);
        assertThat(both.err()).contains("--all is every metric: leave out revenue.mrr.");
        Said half = services.run("query", "--all", "--from", "2026-02-01");
        assertThat(half.exitCode()).isEqualTo(2);
        assertThat(half.err()).contains("Say --from DAY and --to DAY, or neither.");
        Said more = services.run("query", "--all", "--explain");
        assertThat(more.exitCode()).isEqualTo(2);
        assertThat(more.err()).contains("--all goes without --explain.");
    }

    private static Said ask(String metric, String... more) {
        return services.run(Stream.concat(
                        Stream.of("query", metric, "--from", "2026-02-01", "--to", "2026-03-01"), Arrays.stream(more))
                .toArray(String[]::new));
    }

    private static Said query(String metric, String... more) {
        Said said = ask(metric, more);
        assertThat(said.exitCode()).as(said.err()).isZero();
        return said;
    }

    private static JsonNode json(String metric, String... more) throws IOException {
        return MAPPER.readTree(query(
                        metric,
                        Stream.concat(Arrays.stream(more), Stream.of("--json")).toArray(String[]::new))
                .out());
    }

    private static void send(List<Story.SentEvent> reported) {
        var _ = services.services()
                .bean(Intake.class)
                .keep(
                        services.services().bean(PartnerKeys.class).partner("billing"),
                        reported.stream().map(Story.SentEvent::event).toList());
    }
}

package io.keepwell.core.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.suite.UsesDatabase;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@UsesDatabase
final class MetricCatalogueTest {
    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    @ParameterizedTest
    @CsvSource({
        "revenue.revenue_churn, retention.revenue_churn",
        "revenue.grr, retention.grr",
        "revenue.nrr, retention.nrr"
    })
    void metric_is_found_by_the_id_that_it_had_before(String former, String id) {
        MetricCatalogue catalogue = platform.get(MetricCatalogue.class);

        assertThat(catalogue.get(new MetricId(former)).info().id()).isEqualTo(new MetricId(id));
        assertThat(platform.figure(former, firstDefinition(former), "2026-03-01", "2026-04-01")
                        .metric()
                        .id())
                .isEqualTo(new MetricId(id));
    }

    @Test
    void former_ids_are_not_offered() {
        assertThatThrownBy(() -> platform.get(MetricCatalogue.class).get(new MetricId("revenue.none")))
                .isInstanceOf(InvalidQueryException.class)
                .hasMessageContaining("retention.grr")
                .hasMessageNotContaining("revenue.grr");
    }

    @Test
    void analyses_are_listed_among_the_metrics_and_say_where_to_ask_where_a_figure_is_asked_for() {
        MetricCatalogue catalogue = platform.get(MetricCatalogue.class);

        assertThat(catalogue.entries())
                .extracting(entry -> entry.info().id().id())
                .isSorted()
                .contains("retention.cohorts", "retention.customer_churn", "retention.survival");
        assertThat(catalogue.entries()).hasSize(catalogue.all().size() + Analysis.ALL.size());
        assertThat(Analysis.ALL).allSatisfy(analysis -> {
            MetricId id = analysis.info().id();
            assertThat(catalogue.find(id.id())).isEmpty();
            assertThatThrownBy(() -> catalogue.get(id))
                    .isInstanceOf(InvalidQueryException.class)
                    .hasMessage(id + " is a " + analysis.shape() + ", not a figure. Ask for it by the call "
                            + analysis.call() + ", by `query " + id + "`, or on the page Retention.");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "revenue.mrr | subscriptions | subscription_change",
                "revenue.mrr | all_revenue | payment",
                "revenue.mrr | customers_x_arpu | subscription_change, payment",
                "revenue.clv | simple | subscription_change, order",
                "revenue.expansion | of_total_revenue | subscription_change, payment",
                "voice.feedback | comments | survey_answer",
                "voice.feedback | all | survey_answer, feedback",
                "voice.loop_closure | confirmed | feedback, feedback_step",
                "growth.free_to_paid | share | subscription_change",
                "growth.free_to_paid | stay_reasons | subscription_change, stay_reason",
                "growth.portfolio | win_rate | opportunity",
                "growth.upsell | all_customers | subscription_change, order, offer",
                "success.check_ins | held | check_in",
                "support.resolution_time | mean | ticket_update"
            })
    void definition_names_the_kinds_of_facts_that_it_is_made_of(String metric, String definition, String kinds) {
        assertThat(platform.get(MetricCatalogue.class).get(new MetricId(metric)).madeOf(new DefinitionId(definition)))
                .extracting(FactTable::kind)
                .containsExactly(kinds.split(", ", -1));
    }

    @Test
    void every_definition_of_a_metric_has_a_formula_that_reads_something() {
        List<Definition> definitions = platform.get(MetricCatalogue.class).all().stream()
                .flatMap(metric -> metric.info().definitions().stream())
                .toList();

        assertThat(definitions)
                .hasSizeGreaterThan(100)
                .allSatisfy(
                        definition -> assertThat(definition.formula().reads().measures())
                                .as(definition.id().id())
                                .isNotEmpty());
    }

    private static String firstDefinition(String metric) {
        return platform.get(MetricCatalogue.class)
                .find(metric)
                .orElseThrow()
                .info()
                .defaultDefinition()
                .id()
                .id();
    }
}

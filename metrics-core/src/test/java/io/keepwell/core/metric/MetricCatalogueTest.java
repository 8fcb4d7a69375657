package io.keepwell.core.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.core.TestPlatform;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
                .isInstanceOf(BadQuestionException.class)
                .hasMessageContaining("retention.grr")
                .hasMessageNotContaining("revenue.grr");
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

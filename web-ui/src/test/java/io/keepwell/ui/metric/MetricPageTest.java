package io.keepwell.ui.metric;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.metric.CustomDimension;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.DefinitionId;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.time.Grain;
import io.keepwell.core.time.Period;
import io.keepwell.core.time.Window;
import io.keepwell.ui.component.RowPage;
import io.keepwell.ui.shell.Selection;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class MetricPageTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final Selection OCTOBER = Selection.of(QueryParameters.empty(), TODAY);
    private static final MetricInfo CHURN = new MetricInfo(
            new MetricId("retention.customer_churn"),
            "Customer churn",
            "Retention",
            MetricInfo.Kind.OUTCOME,
            Unit.PERCENT,
            MetricInfo.Better.LOWER,
            "",
            List.of(definition("opening"), definition("closing")));

    private static final MetricInfo THEMES = new MetricInfo(
            new MetricId("voice.feedback"),
            "Feedback",
            "Voice",
            MetricInfo.Kind.OUTCOME,
            Unit.COUNT,
            MetricInfo.Better.HIGHER,
            "",
            List.of(brokenDown("count", "theme"), brokenDown("share", "theme"), brokenDown("by_channel", "channel")));

    @Test
    void the_plain_address_shows_the_default_definition_by_month() {
        MetricPage page = MetricPage.of(CHURN, OCTOBER, QueryParameters.empty());

        assertThat(page.definition().id().id()).isEqualTo("opening");
        assertThat(page.grain()).isEqualTo(Grain.MONTH);
        assertThat(page.link().href()).isEqualTo("metrics/retention.customer_churn?period=2026-10");
    }

    @Test
    void the_address_holds_everything() {
        MetricPage page = MetricPage.of(CHURN, OCTOBER, QueryParameters.empty())
                .with(CHURN.definitions().getLast())
                .with(Grain.FISCAL_QUARTER)
                .rolling(Optional.of(new Window(3, Window.Unit.MONTHS)))
                .with(OCTOBER.withSlice(Slice.of(Dimension.REGION, "DACH")))
                .cutBy(Optional.of(Dimension.OWNER))
                .asTable(true)
                .with(RowPage.FIRST.sortedBy("amount", true).ofSize(100).onPage(3));

        assertThat(readBack(page)).isEqualTo(page);
    }

    @Test
    void what_changed_stands_in_the_place_of_a_cut() {
        MetricPage page = MetricPage.of(CHURN, OCTOBER, QueryParameters.empty())
                .cutBy(Optional.of(Dimension.OWNER))
                .changedSince(LocalDateTime.of(2026, 11, 2, 8, 30));

        assertThat(page.by()).isEmpty();
        assertThat(readBack(page)).isEqualTo(page);
        assertThat(page.cutBy(Optional.of(Dimension.OWNER)).since()).isEmpty();
    }

    @Test
    void changes_are_reported_since_the_period_ended_or_since_yesterday_where_it_has_not() {
        LocalDateTime now = LocalDateTime.of(2026, 11, 22, 9, 30);
        MetricPage october = MetricPage.of(CHURN, OCTOBER, QueryParameters.empty());
        MetricPage november = october.with(OCTOBER.withPeriod(Period.of(Grain.MONTH, LocalDate.of(2026, 11, 1))));
        MetricPage recalled = october.with(OCTOBER.withKnownOn(Optional.of(LocalDate.of(2026, 10, 31))));

        assertThat(Changes.usualMoment(october, now)).isEqualTo("2026-11-01T00:00");
        assertThat(Changes.usualMoment(november, now)).isEqualTo("2026-11-21T00:00");
        assertThat(Changes.usualMoment(recalled, now)).isEqualTo("2026-10-31T00:00");
    }

    @Test
    void what_is_asked_about_stays_as_long_as_figures_are_reported_apart_by_it() {
        MetricPage page = MetricPage.of(THEMES, OCTOBER, QueryParameters.of("of", "price & terms"));

        assertThat(page.of()).contains("price & terms");
        assertThat(page.link().href()).endsWith("&of=price%20%26%20terms");
        assertThat(page.with(THEMES.definitions().get(1)).of()).contains("price & terms");
        assertThat(page.with(THEMES.definitions().get(2)).of()).isEmpty();
        assertThat(page.about(Optional.empty()).of()).isEmpty();
    }

    @Test
    void another_period_or_slice_begins_at_the_first_page_in_the_same_order() {
        MetricPage page = MetricPage.of(CHURN, OCTOBER, QueryParameters.fromString("sort=account&rows=100&page=4"));

        assertThat(page.rows().from()).isEqualTo(300);
        assertThat(page.with(OCTOBER.withSlice(Slice.of(Dimension.REGION, "DACH")))
                        .rows())
                .isEqualTo(page.rows().onPage(1));
    }

    @Test
    void what_the_metric_does_not_have_is_as_if_it_were_not_asked_for() {
        QueryParameters unknown = QueryParameters.fromString(
                "definition=magic&grain=day&by=shoe_size&view=opera&since=then&sort=colour&rows=7&page=0");

        assertThat(MetricPage.of(CHURN, OCTOBER, unknown))
                .isEqualTo(MetricPage.of(CHURN, OCTOBER, QueryParameters.empty()));
    }

    @Test
    void a_longer_period_has_a_coarser_history() {
        LocalDate day = LocalDate.of(2026, 10, 7);

        assertThat(MetricPage.grainOf(OCTOBER.withPeriod(Period.of(Grain.WEEK, day))))
                .isEqualTo(Grain.WEEK);
        assertThat(MetricPage.grainOf(OCTOBER.withPeriod(Period.of(Grain.QUARTER, day))))
                .isEqualTo(Grain.QUARTER);
        assertThat(MetricPage.grainOf(OCTOBER.withPeriod(Period.of(Grain.YEAR, day))))
                .isEqualTo(Grain.YEAR);
    }

    private static MetricPage readBack(MetricPage page) {
        QueryParameters parameters = new Location(page.link().href()).getQueryParameters();
        return MetricPage.of(CHURN, Selection.of(parameters, TODAY), parameters);
    }

    private static Definition brokenDown(String id, String detail) {
        return definition(id).customDimension(new CustomDimension(detail, Set.of(), Set.of(), false));
    }

    private static Definition definition(String id) {
        return new Definition(new DefinitionId(id), id, id, "", "", "", 1, LocalDate.of(2026, 11, 1));
    }
}

package io.keepwell.core.metric.query;

import static io.keepwell.core.TestPlatform.EUR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.metric.DefinitionId;
import io.keepwell.core.metric.InvalidQueryException;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.core.time.Calendar;
import io.keepwell.core.time.Grain;
import io.keepwell.core.time.Period;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@UsesDatabase
final class QueryBudgetTest {
    private static final MetricQuery QUESTION = new MetricQuery(
            new MetricId("revenue.mrr"),
            new DefinitionId("subscriptions"),
            Calendar.COMMON.split(new Period(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 4, 1)), Grain.MONTH),
            Slice.WHOLE,
            Optional.empty());

    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    @BeforeAll
    static void sendStories() {
        for (int i = 1; i <= 4; i++) {
            platform.send(new Story("account-" + i, EUR)
                    .on("2026-01-10")
                    .standsIn(Dimension.OWNER, "owner-" + i)
                    .starts("100.00"));
        }
    }

    private static QueryBudget of(int figures) {
        return new QueryBudget(figures, () -> false);
    }

    @Test
    void more_figures_than_allowed_are_refused_with_the_bound() {
        MetricQueries figures = platform.get(MetricQueries.class);

        assertThat(figures.answer(List.of(QUESTION), of(3)).getFirst()).hasSize(3);
        assertThatThrownBy(() -> figures.answer(List.of(QUESTION, QUESTION), of(5)))
                .isInstanceOf(InvalidQueryException.class)
                .hasMessageContaining("at most 5 figures, not 6")
                .hasMessageContaining("coarser grain");
    }

    @Test
    void more_values_of_a_dimension_than_allowed_are_refused_and_the_largest_of_them_are_not() {
        MetricQueries figures = platform.get(MetricQueries.class);

        assertThat(figures.byDimension(QUESTION, Dimension.OWNER, of(4))).hasSize(4);
        assertThatThrownBy(() -> figures.byDimension(QUESTION, Dimension.OWNER, of(3)))
                .isInstanceOfSatisfying(
                        InvalidQueryException.class,
                        refused -> assertThat(refused.field()).isEqualTo("break_down_by"));
        assertThat(figures.byDimension(QUESTION, Dimension.OWNER, 1, of(3)).parts())
                .hasSize(1);
        assertThat(figures.byDimension(QUESTION, Dimension.OWNER, Integer.MAX_VALUE, of(12))
                        .parts())
                .hasSize(4);
        assertThatThrownBy(() -> figures.byDimension(QUESTION, Dimension.OWNER, 2, of(5)))
                .isInstanceOfSatisfying(
                        InvalidQueryException.class,
                        refused -> assertThat(refused.field()).isEqualTo("top"));
    }

    @Test
    void work_ends_before_the_next_figure_when_nobody_waits_any_more() {
        AtomicInteger asked = new AtomicInteger();
        QueryBudget untilTheSecond = new QueryBudget(1_000, () -> asked.incrementAndGet() > 2);

        assertThatThrownBy(() -> platform.get(MetricQueries.class).answer(List.of(QUESTION), untilTheSecond))
                .isInstanceOf(QueryBudget.GivenUpException.class);
        assertThat(asked).hasValue(3);
    }
}

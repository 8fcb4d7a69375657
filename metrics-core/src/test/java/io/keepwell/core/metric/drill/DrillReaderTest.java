package io.keepwell.core.metric.drill;

import static io.keepwell.core.TestPlatform.EUR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.metric.DrillRows;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.drill.DrillRange.Order;
import io.keepwell.core.metric.query.MetricQueries;
import io.keepwell.core.suite.UsesDatabase;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@UsesDatabase
final class DrillReaderTest {
    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    @BeforeEach
    void forget() {
        platform.forget();
    }

    /// Movements: +30 Zebra, +20 ångström, −10 beta, +5 Alpha.
    private static MetricValue movements() {
        platform.send(
                new Story("1", EUR).on("2026-03-01").isNamed("Zebra").starts("30.00"),
                new Story("2", EUR).on("2026-03-04").isNamed("ångström").starts("20.00"),
                new Story("3", EUR)
                        .on("2026-02-01")
                        .isNamed("beta")
                        .starts("10.00")
                        .on("2026-03-03")
                        .ends(),
                new Story("4", EUR).on("2026-03-02").isNamed("Alpha").starts("5.00"));
        return platform.figure("revenue.mrr_movements", "net_new", "2026-03-01", "2026-04-01");
    }

    private static List<String> names(MetricValue figure, DrillRange range) {
        return platform.get(MetricQueries.class).list(figure, range).rows().stream()
                .map(DrillRows.Row::accountName)
                .toList();
    }

    private static List<String> names(MetricValue figure, Order order, boolean reversed) {
        return names(figure, new DrillRange(order, reversed, 0, 100));
    }

    @Test
    void rows_are_ordered_by_what_is_asked_for_and_the_other_way_round() {
        MetricValue figure = movements();

        assertThat(names(figure, Order.SIZE, false)).containsExactly("Zebra", "ångström", "beta", "Alpha");
        assertThat(names(figure, Order.AMOUNT, false)).containsExactly("beta", "Alpha", "ångström", "Zebra");
        assertThat(names(figure, Order.AMOUNT, true)).containsExactly("Zebra", "ångström", "Alpha", "beta");
        assertThat(names(figure, Order.ACCOUNT, false)).containsExactly("Alpha", "ångström", "beta", "Zebra");
        assertThat(names(figure, Order.ACCOUNT, true)).containsExactly("Zebra", "beta", "ångström", "Alpha");
        assertThat(names(figure, Order.DAY, false)).containsExactly("Zebra", "Alpha", "beta", "ångström");
        // "churn: …" before the three "new: …", which are ordered by what they came to: 20, 30, 5
        assertThat(names(figure, Order.DETAIL, false)).containsExactly("beta", "ångström", "Zebra", "Alpha");
    }

    @Test
    void a_page_is_taken_from_all_rows_in_their_order() {
        MetricValue figure = movements();
        DrillRows second = platform.get(MetricQueries.class).list(figure, new DrillRange(Order.ACCOUNT, false, 2, 1));

        assertThat(second.rows()).extracting(DrillRows.Row::accountName).containsExactly("beta");
        // 30 + 20 − 10 + 5, whatever is listed
        assertThat(second.total()).isEqualByComparingTo("45");
        assertThat(second.moreRows()).isEqualTo(3);
        assertThat(names(figure, new DrillRange(Order.ACCOUNT, false, 3, 25))).containsExactly("Zebra");
        assertThat(names(figure, new DrillRange(Order.ACCOUNT, false, 4, 25))).isEmpty();
        assertThatThrownBy(() -> new DrillRange(Order.ACCOUNT, false, DrillRange.DEEPEST + 1, 25))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rows_taken_one_by_one_are_those_of_the_list() {
        Story chatty = new Story("acme", EUR).on("2026-03-05").isNamed("Acme");
        // More accounts than one statement takes.
        List<Story> stories = new ArrayList<>(IntStream.rangeClosed(1, 1_200)
                .mapToObj(i -> new Story("account-" + i, EUR)
                        .on("2026-03-01")
                        .isNamed("Account " + i)
                        .starts("10.00")
                        .recommends(i % 11, "comment " + i))
                .toList());
        stories.add(chatty.recommends(10).recommends(0, "never"));
        platform.send(stories.toArray(Story[]::new));

        for (MetricValue figure : List.of(
                platform.figure("revenue.mrr_movements", "net_new", "2026-03-01", "2026-04-01"),
                platform.figure("voice.nps", "zero_to_ten", "2026-03-01", "2026-04-01"))) {
            DrillRows list = platform.get(MetricQueries.class).list(figure, Integer.MAX_VALUE);
            List<DrillRows.Row> taken = new ArrayList<>();

            DrillRows all = platform.get(MetricQueries.class).each(figure, () -> {
                taken.clear();
                return taken::add;
            });

            assertThat(taken).hasSizeGreaterThanOrEqualTo(1_200).hasSameSizeAs(list.rows());
            assertThat(new HashSet<>(taken)).isEqualTo(new HashSet<>(list.rows()));
            assertThat(all.rows()).isEmpty();
            assertThat(all.moreRows()).isEqualTo(taken.size());
            assertThat(all.total())
                    .isEqualByComparingTo(list.total())
                    .isEqualByComparingTo(
                            taken.stream().map(DrillRows.Row::amount).reduce(BigDecimal.ZERO, BigDecimal::add));
            assertThat(all.standsFor()).isEqualTo(list.standsFor());
        }
    }
}

package io.keepwell.core.metric.growth;

import static io.keepwell.core.TestPlatform.EUR;
import static io.keepwell.core.metric.FigureChecks.assertListAddsUp;
import static io.keepwell.core.metric.FigureChecks.assertTerm;
import static io.keepwell.core.metric.FigureChecks.assertUnavailable;
import static io.keepwell.core.metric.FigureChecks.assertValue;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.StayReason;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.suite.UsesDatabase;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@UsesDatabase
final class FreeToPaidTest {
    private static final String METRIC = "growth.free_to_paid";

    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    @BeforeEach
    void forget() {
        platform.forget();
    }

    private static MetricValue march(String definition) {
        return platform.figure(METRIC, definition, "2026-03-01", "2026-04-01");
    }

    private static MetricValue march(String definition, String customValue) {
        return platform.figure(METRIC, definition, "2026-03-01", "2026-04-01", customValue);
    }

    @Test
    void customers_with_a_free_plan_who_begin_to_pay_are_upgrades() {
        platform.send(
                new Story("upgrades", EUR)
                        .on("2026-01-01")
                        .starts("0.00")
                        .on("2026-03-10")
                        .changesTo("10.00"),
                new Story("stays", EUR)
                        .on("2026-01-01")
                        .starts("0.00")
                        .on("2026-03-10")
                        .send(new StayReason(StayReason.Reason.PRICE, "too dear"))
                        .send(new StayReason(StayReason.Reason.QUALITY, "")),
                new Story("adds", EUR)
                        .on("2026-03-05")
                        .starts("0.00")
                        .on("2026-03-31")
                        .withSubscription("second")
                        .starts("10.00"),
                new Story("same day", EUR).on("2026-03-05").starts("0.00").changesTo("10.00"),
                new Story("left before", EUR)
                        .on("2026-01-01")
                        .starts("0.00")
                        .on("2026-02-10")
                        .ends()
                        .on("2026-03-10")
                        .starts("10.00"),
                new Story("pays for another", EUR)
                        .on("2026-01-01")
                        .starts("10.00")
                        .withSubscription("second")
                        .starts("0.00"));

        assertValue(march("upgrades"), "2.00");
        // Free on 1 March: the first two. 2 ÷ 2
        assertValue(march("share"), "100.00");
        assertTerm(march("share"), "F", "2");
        assertValue(march("stay_reasons"), "2.00");
        assertValue(march("stay_reasons", "price"), "1.00");
        assertValue(march("stay_reasons", "regulation"), "0.00");
        for (String definition : List.of("upgrades", "share", "stay_reasons")) {
            assertListAddsUp(platform, march(definition));
        }
    }

    @Test
    void free_customer_who_moves_to_another_owner_is_free_there() {
        platform.send(new Story("moved", EUR)
                .on("2026-01-01")
                .standsIn(Dimension.OWNER, "Ana")
                .starts("0.00")
                .on("2026-02-10")
                .standsIn(Dimension.OWNER, "Bo")
                .on("2026-03-10")
                .changesTo("10.00"));

        assertValue(
                platform.figure(METRIC, "share", "2026-03-01", "2026-04-01", Slice.of(Dimension.OWNER, "Bo")),
                "100.00");
        assertUnavailable(
                platform.figure(METRIC, "share", "2026-03-01", "2026-04-01", Slice.of(Dimension.OWNER, "Ana")),
                Outcome.Reason.NO_BASE);
    }

    @Test
    void there_is_no_data_when_no_free_plan_was_ever_reported() {
        platform.send(new Story("a", EUR).on("2026-01-01").starts("10.00"));

        assertUnavailable(march("upgrades"), Outcome.Reason.NO_DATA);
        assertUnavailable(march("stay_reasons"), Outcome.Reason.NO_DATA);
        assertUnavailable(march("share"), Outcome.Reason.NO_DATA);
    }
}

package io.keepwell.core.metric.growth;

import static io.keepwell.core.TestPlatform.EUR;
import static io.keepwell.core.metric.FigureChecks.assertListAddsUp;
import static io.keepwell.core.metric.FigureChecks.assertUnavailable;
import static io.keepwell.core.metric.FigureChecks.assertValue;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.Referral;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.suite.UsesDatabase;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@UsesDatabase
final class ReferralRateTest {
    private static final String METRIC = "growth.referral_rate";

    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    @BeforeEach
    void forget() {
        platform.forget();
    }

    private static MetricValue march(String definition) {
        return platform.figure(METRIC, definition, "2026-03-01", "2026-04-01");
    }

    @Test
    void customers_that_referred_are_divided_by_all_customers() {
        platform.send(
                new Story("twice", EUR)
                        .on("2026-01-01")
                        .starts("10.00")
                        .on("2026-03-05")
                        .send(new Referral("x"))
                        .send(new Referral("y")),
                new Story("early", EUR)
                        .on("2026-01-01")
                        .starts("10.00")
                        .on("2026-02-05")
                        .send(new Referral("x")),
                new Story("no customer", EUR).on("2026-03-05").send(new Referral("z")),
                new Story("c", EUR).on("2026-03-31").starts("10.00"));

        // One of three
        assertValue(march("customers"), "33.3333");
        assertListAddsUp(platform, march("customers"));
    }

    @Test
    void referral_counts_for_who_has_the_customer_at_the_end() {
        platform.send(new Story("moves", EUR)
                .on("2026-01-01")
                .standsIn(Dimension.OWNER, "Ana")
                .starts("10.00")
                .on("2026-03-05")
                .send(new Referral("x"))
                .on("2026-03-10")
                .standsIn(Dimension.OWNER, "Bo"));

        assertValue(
                platform.figure(METRIC, "customers", "2026-03-01", "2026-04-01", Slice.of(Dimension.OWNER, "Bo")),
                "100.00");
        assertUnavailable(
                platform.figure(METRIC, "customers", "2026-03-01", "2026-04-01", Slice.of(Dimension.OWNER, "Ana")),
                Outcome.Reason.NO_BASE);
    }

    @Test
    void there_is_no_data_when_no_referral_was_ever_reported() {
        platform.send(new Story("a", EUR).on("2026-01-01").starts("10.00"));

        assertUnavailable(march("customers"), Outcome.Reason.NO_DATA);
    }
}

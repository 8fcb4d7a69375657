package io.keepwell.core.metric.growth;

import static io.keepwell.core.TestPlatform.EUR;
import static io.keepwell.core.metric.FigureChecks.assertListAddsUp;
import static io.keepwell.core.metric.FigureChecks.assertUnavailable;
import static io.keepwell.core.metric.FigureChecks.assertValue;
import static io.keepwell.core.metric.FigureChecks.money;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.Offer;
import io.keepwell.core.fact.Order;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.suite.UsesDatabase;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@UsesDatabase
final class UpsellTest {
    private static final String METRIC = "growth.upsell";

    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    @BeforeEach
    void forget() {
        platform.forget();
    }

    private static Offer offer(String id, Offer.Step step) {
        return new Offer(id, Offer.Kind.UPSELL, step, "", Optional.empty());
    }

    private static MetricValue march(String definition) {
        return platform.figure(METRIC, definition, "2026-03-01", "2026-04-01");
    }

    @Test
    void offers_presented_in_the_period_count_with_what_became_of_them_later() {
        platform.send(
                new Story("acme", EUR)
                        .on("2026-01-01")
                        .starts("10.00")
                        .on("2026-03-01")
                        .send(offer("x1", Offer.Step.PRESENTED))
                        .send(offer("x2", Offer.Step.PRESENTED))
                        .on("2026-03-20")
                        .send(offer("x1", Offer.Step.DECLINED))
                        .on("2026-04-20")
                        .send(offer("x1", Offer.Step.ACCEPTED)),
                new Story("beta", EUR)
                        .on("2026-01-01")
                        .starts("10.00")
                        .on("2026-03-31")
                        .send(offer("x1", Offer.Step.PRESENTED))
                        .send(new Order("o1", "", money(10, EUR), 1, false)),
                new Story("new", EUR)
                        .on("2026-03-05")
                        .starts("10.00")
                        .send(new Order("o1", "", money(10, EUR), 1, false)));

        // One of three offers; one of two customers; of two opening customers, Beta ordered in March.
        assertValue(march("offers"), "33.3333");
        assertValue(march("customers_offered"), "50.00");
        assertValue(march("all_customers"), "50.00");
        // In April Acme accepted, as one of three opening customers.
        assertValue(platform.figure(METRIC, "all_customers", "2026-04-01", "2026-05-01"), "33.3333");
        for (String definition : List.of("offers", "customers_offered", "all_customers")) {
            assertListAddsUp(platform, march(definition));
        }
    }

    @Test
    void shares_of_customers_ask_customers_wherever_they_stood_when_it_happened() {
        platform.send(
                new Story("moves", EUR)
                        .on("2026-01-01")
                        .standsIn(Dimension.OWNER, "Ana")
                        .starts("10.00")
                        .on("2026-03-05")
                        .send(offer("x1", Offer.Step.PRESENTED))
                        .on("2026-03-10")
                        .standsIn(Dimension.OWNER, "Bo")
                        .on("2026-03-15")
                        .send(offer("x1", Offer.Step.ACCEPTED)),
                new Story("prospect", EUR)
                        .on("2026-03-01")
                        .standsIn(Dimension.OWNER, "Bo")
                        .send(offer("x1", Offer.Step.PRESENTED)));

        assertValue(march("customers_offered"), "100.00");
        assertValue(of("customers_offered", "Bo"), "100.00");
        assertUnavailable(of("customers_offered", "Ana"), Outcome.Reason.NO_BASE);
        // Ana had the customer when March began.
        assertValue(of("all_customers", "Ana"), "100.00");
    }

    private static MetricValue of(String definition, String owner) {
        return platform.figure(METRIC, definition, "2026-03-01", "2026-04-01", Slice.of(Dimension.OWNER, owner));
    }

    @Test
    void there_is_no_figure_when_nothing_was_offered_or_ordered() {
        platform.send(new Story("a", EUR).on("2026-01-01").starts("10.00"));

        assertUnavailable(march("offers"), Outcome.Reason.NO_DATA);
        assertUnavailable(march("customers_offered"), Outcome.Reason.NO_BASE);
        assertUnavailable(march("all_customers"), Outcome.Reason.NO_DATA);
    }
}

package io.keepwell.core.metric;

import static io.keepwell.core.TestPlatform.EUR;
import static io.keepwell.core.metric.FigureChecks.assertListAddsUp;
import static io.keepwell.core.metric.FigureChecks.assertUnavailable;
import static io.keepwell.core.metric.FigureChecks.assertValue;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.Lead;
import io.keepwell.core.fact.Story;
import io.keepwell.core.time.Period;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ConversionTest {
    private static final String METRIC = "growth.conversion";

    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    @BeforeEach
    void forget() {
        platform.forget();
    }

    private static Figure march(String definition) {
        return platform.figure(METRIC, definition, "2026-03-01", "2026-04-01");
    }

    private static Figure march(String definition, String detail) {
        return platform.get(Figures.class)
                .answer(new Question(
                        new MetricId(METRIC),
                        new DefinitionId(definition),
                        List.of(new Period(LocalDate.parse("2026-03-01"), LocalDate.parse("2026-04-01"))),
                        Slice.WHOLE,
                        Optional.of(detail),
                        Optional.empty()))
                .getFirst();
    }

    @Test
    void leads_of_the_period_count_with_what_became_of_them_later() {
        platform.tell(new Story("firm", EUR)
                .on("2026-02-28")
                .tell(new Lead("l0", "web", Lead.State.CREATED))
                .on("2026-03-01")
                .tell(new Lead("l1", "web", Lead.State.CREATED))
                .tell(new Lead("l2", "web", Lead.State.CREATED))
                .tell(new Lead("l3", "fair", Lead.State.CREATED))
                .on("2026-03-31")
                .tell(new Lead("l0", "", Lead.State.CONVERTED))
                .tell(new Lead("l4", "fair", Lead.State.LOST))
                .on("2026-05-10")
                .tell(new Lead("l1", "", Lead.State.CONVERTED)));

        // l1 of l1 to l4; by web, of l1 and l2
        assertValue(march("leads"), "25.00");
        assertValue(march("leads", "web"), "50.00");
        assertValue(march("leads", "fair"), "0.00");
        assertListAddsUp(platform, march("leads"));
        assertListAddsUp(platform, march("leads", "web"));
    }

    @Test
    void there_is_no_data_when_no_lead_was_ever_told_and_no_base_when_none_came() {
        assertUnavailable(march("leads"), Outcome.Reason.NO_DATA);

        platform.tell(new Story("a", EUR).on("2026-02-01").tell(new Lead("l1", "", Lead.State.CREATED)));

        assertUnavailable(march("leads"), Outcome.Reason.NO_BASE);
    }
}

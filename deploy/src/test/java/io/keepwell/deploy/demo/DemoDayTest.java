package io.keepwell.deploy.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.core.access.PartnerKeys;
import io.keepwell.core.database.TestDatabase;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.suite.RunsOnce;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.deploy.Failure;
import io.keepwell.deploy.run.TestServices;
import io.keepwell.ingestion.intake.Intake;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@UsesDatabase
@RunsOnce("the story of the demo, which has the embedded server only")
final class DemoDayTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-30T12:00:00Z"), ZoneOffset.UTC);
    private static final String FILE = "demo-last-day";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path data;

    @Test
    void new_story_ends_yesterday_whatever_day_an_earlier_one_ended() throws Exception {
        Files.writeString(data.resolve(FILE), "2026-01-01");
        try (TestDatabase database = TestDatabase.create()) {
            assertThat(DemoDay.of(data, database.jdbcUrl(), CLOCK))
                    .isEqualTo(new DemoDay(LocalDate.of(2026, 11, 29), true));
        }
        assertThat(data.resolve(FILE)).hasContent("2026-11-29");
        assertThat(data.toFile().list()).containsExactly(FILE);
    }

    @Test
    void story_that_is_reported_keeps_its_day_and_events_of_nobody_knows_whom_are_left_alone() throws Exception {
        try (TestServices services = TestServices.start()) {
            String database = services.services().connection().databaseUrl();
            var _ = services.services()
                    .bean(Intake.class)
                    .keep(
                            services.services().bean(PartnerKeys.class).partner("billing"),
                            new Story("acme", new CurrencyCode("EUR"))
                                    .on("2026-04-10").starts("77.00").reported().stream()
                                            .map(Story.SentEvent::event)
                                            .toList());

            assertThatThrownBy(() -> DemoDay.of(data, database, CLOCK))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("--data");
            assertThat(data).isEmptyDirectory();

            Files.writeString(data.resolve(FILE), "");
            assertThatThrownBy(() -> DemoDay.of(data, database, CLOCK))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining(FILE)
                    .hasMessageContaining("--fresh");

            Files.writeString(data.resolve(FILE), "2026-10-05\n");
            assertThat(DemoDay.of(data, database, CLOCK)).isEqualTo(new DemoDay(LocalDate.of(2026, 10, 5), false));
        }
    }
}

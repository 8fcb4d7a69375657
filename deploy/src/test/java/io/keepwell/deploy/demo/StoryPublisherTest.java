package io.keepwell.deploy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.account.AccountDirectory;
import io.keepwell.core.fact.store.KeptFacts;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.suite.RunsOnce;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.deploy.run.TestServices;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@UsesDatabase
@RunsOnce("the story of the demo, which has the embedded server only")
final class StoryPublisherTest {
    private static final LocalDate DAY = LocalDate.of(2026, 4, 10);
    private static final DemoStory STORY = story();

    @AutoClose
    @SuppressWarnings("NullAway.Init") // set before each test
    private TestServices services;

    @BeforeEach
    void start() throws Exception {
        services = TestServices.start();
    }

    /// Two partners know the same customer by names of their own, until staff merge the two.
    private static DemoStory story() {
        TreeMap<String, List<DemoStory.Outgoing>> sentBy = new TreeMap<>();
        sentBy.put("billing", sent("acme"));
        sentBy.put("help-desk", sent("Acme Ltd"));
        return new DemoStory(
                sentBy,
                List.of(new DemoStory.StaffMerge(
                        DAY, "help-desk", "Acme Ltd", "billing", "acme", "the same customer")));
    }

    private static List<DemoStory.Outgoing> sent(String account) {
        return new Story(account, new CurrencyCode("EUR"))
                .on(DAY.toString()).starts("77.00").reported().stream()
                        .map(reported -> new DemoStory.Outgoing(reported, DAY))
                        .toList();
    }

    private void send() throws InterruptedException {
        StoryClock clock = new StoryClock(Instant.parse("2026-04-09T05:00:00Z"));
        try (StoryPublisher publisher = new StoryPublisher(STORY, services.services(), clock, 1)) {
            publisher.until(DAY, DAY, _ -> {});
        }
    }

    @Test
    void story_that_is_reported_again_adds_nothing() throws InterruptedException {
        send();
        send();

        assertThat(services.services().bean(KeptFacts.class).count()).isEqualTo(STORY.size());
        assertThat(services.services().bean(AccountDirectory.class).find(1).orElseThrow())
                .isEqualTo(
                        services.services().bean(AccountDirectory.class).find(2).orElseThrow());
    }
}

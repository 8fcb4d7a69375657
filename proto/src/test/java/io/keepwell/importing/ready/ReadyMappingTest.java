package io.keepwell.importing.ready;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.importing.FirmTerms;
import io.keepwell.importing.MappedFile;
import io.keepwell.importing.MappedRow;
import io.keepwell.ingestion.v1.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ReadyMappingTest {
    private static final Path SAMPLES = Path.of("../deploy/mappings/ready");
    private static final Path RESOURCES = Path.of("src/main/resources/io/keepwell/importing/ready");

    private static List<Event> events(String mapping, String sample) {
        ReadyMapping ready = ReadyMapping.named(mapping).orElseThrow();
        List<Event> events = new ArrayList<>();
        try (MappedFile file = MappedFile.open(
                mapping, ready.mapping(), SAMPLES.resolve(sample), new FirmTerms(ZoneId.of("Europe/Berlin"), "EUR"))) {
            for (Optional<MappedRow> row = file.next(); row.isPresent(); row = file.next()) {
                assertThat(row.get().problems()).isEmpty();
                events.addAll(row.get().events());
            }
        }
        return events;
    }

    @Test
    void each_mapping_file_is_one_of_them_and_begins_with_what_it_is_for() throws IOException {
        try (Stream<Path> files = Files.list(RESOURCES)) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".yaml", "")))
                    .containsExactlyInAnyOrderElementsOf(
                            ReadyMapping.all().stream().map(ReadyMapping::name).toList());
        }
        assertThat(ReadyMapping.all()).allMatch(each -> each.text().startsWith("# "));
    }

    /// Its documentation: krona and shilling with two decimals for the sake of older programs, ariary without any.
    @Test
    void money_of_stripe_has_the_decimals_that_stripe_gives_it() {
        assertThat(ReadyMapping.all().stream().filter(each -> each.text().contains("minor_units")))
                .hasSize(5)
                .allSatisfy(each -> assertThat(each.mapping().minorDigits())
                        .containsEntry("ISK", 2)
                        .containsEntry("UGX", 2)
                        .containsEntry("MGA", 0));
    }

    @Test
    void plans_and_prices_give_the_same_subscriptions() {
        assertThat(events("stripe-subscription-items-prices", "stripe/subscription_item.csv"))
                .isEqualTo(events("stripe-subscription-items-plans", "stripe/subscription_item.csv"))
                .hasSize(8);
    }

    @Test
    void a_trial_that_was_left_never_becomes_a_paid_subscription() {
        assertThat(events("stripe-subscription-items-plans", "stripe/subscription_item.csv").stream()
                        .filter(event -> event.getSubscriptionChange()
                                .getSubscriptionId()
                                .equals("si_3"))
                        .map(Event::getEventId))
                .containsExactly("si_3/trial", "si_3/end");
    }

    @Test
    void a_ticket_merged_into_another_is_left_out() {
        assertThat(events("zendesk-tickets", "zendesk/ticket.csv").stream()
                        .map(event -> event.getTicketUpdate().getTicketId()))
                .containsExactly("901", "902", "905");
    }

    @Test
    void the_first_comment_is_the_ticket_itself_and_notes_are_no_replies() {
        assertThat(events("zendesk-comments", "zendesk/ticket_comment.csv").stream()
                        .map(event -> event.getEventId() + " "
                                + event.getTicketUpdate().getStep().name()))
                .containsExactly(
                        "2 TICKET_STEP_REPLIED",
                        "4 TICKET_STEP_REPLIED",
                        "5 TICKET_STEP_CONTACTED",
                        "9 TICKET_STEP_REPLIED");
    }
}

package io.keepwell.ingestion.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.keepwell.client.EventPublisher;
import io.keepwell.client.PartnerClient;
import io.keepwell.core.TestPlatform;
import io.keepwell.core.access.Partner;
import io.keepwell.core.access.PartnerKeys;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.MetricCatalogue;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.rollup.refresh.CurrentRates;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.ingestion.Messages;
import io.keepwell.ingestion.TestIngestion;
import io.keepwell.ingestion.v1.DayCount;
import io.keepwell.ingestion.v1.Disposition;
import io.keepwell.ingestion.v1.Event;
import io.keepwell.ingestion.v1.EventAnswer;
import io.keepwell.ingestion.v1.MissingRate;
import io.keepwell.ingestion.v1.Money;
import io.keepwell.ingestion.v1.Problem;
import io.keepwell.ingestion.v1.ProblemReason;
import io.keepwell.ingestion.v1.PublishEventsRequest;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is kept and doesn't count yet enters by itself as soon as what it lacked is there: nobody sends
/// anything again.
@UsesDatabase
final class PendingEventsTest {
    private static final String FROM = "2026-03-01";
    private static final String TO = "2026-04-01";

    @AutoClose
    private static final TestIngestion ingestion = TestIngestion.start();

    private static final TestPlatform platform = ingestion.platform();

    @BeforeEach
    void forget() throws InterruptedException {
        ingestion.awaitRefresh();
        platform.forget();
        platform.get(CurrentRates.class).forget();
    }

    /// Events of each kind with money, all of it in dollars.
    private static List<Event> dollars() {
        PublishEventsRequest samples = (PublishEventsRequest) EveryCall.of(ingestion).stream()
                .filter(call -> call.method().getName().equals("PublishEvents"))
                .findFirst()
                .orElseThrow()
                .requests()
                .getFirst();
        return samples.getEventsList().stream()
                .map(event -> (Event) inDollars(event))
                .filter(event -> !event.hasExchangeRate() && event.toString().contains("\"USD\""))
                .toList();
    }

    private static Message inDollars(Message message) {
        if (message instanceof Money money) {
            return money.toBuilder().setCurrencyCode("USD").build();
        }
        Message.Builder changed = message.toBuilder();
        message.getAllFields().forEach((field, value) -> {
            if (value instanceof Message inner && !field.isRepeated()) {
                changed.setField(field, inDollars(inner));
            }
        });
        return changed.build();
    }

    private static Event rate() {
        Event.Builder rate = Messages.answer("rate", "", "2026-03-02T12:00:00Z", 0, "").toBuilder();
        rate.getExchangeRateBuilder()
                .setSourceCurrency("USD")
                .setTargetCurrency("EUR")
                .setRate("0.5");
        return rate.build();
    }

    @Test
    void money_of_every_kind_enters_all_figures_when_its_rate_comes_and_as_if_that_had_come_first() throws Exception {
        List<Event> events = dollars();
        Set<String> kinds = new TreeSet<>();
        events.forEach(event -> kinds.add(event.getPayloadCase().name()));
        assertThat(kinds)
                .containsExactly(
                        "COST",
                        "OFFER",
                        "OPPORTUNITY",
                        "ORDER",
                        "OUTCOME",
                        "PAYMENT",
                        "RENEWAL_OUTCOME",
                        "SUBSCRIPTION_CHANGE");
        try (PartnerClient client = ingestion.client()) {
            assertThat(client.publish(events))
                    .extracting(EventAnswer::getDisposition)
                    .containsOnly(Disposition.DISPOSITION_PENDING);
            assertThat(pending(client)).isEqualTo(events.size());
            ingestion.awaitRefresh();
            List<String> without = figures();

            client.publish(List.of(rate()));
            ingestion.awaitRefresh();
            // What is reported to partners about rates is up to two seconds old.
            platform.clock().advance(Duration.ofSeconds(3));

            List<String> late = figures();
            assertThat(pending(client)).isZero();
            assertThat(client.publish(events))
                    .extracting(EventAnswer::getDisposition)
                    .containsOnly(Disposition.DISPOSITION_DUPLICATE);
            assertThat(late).isNotEqualTo(without);
            platform.forget();
            platform.clock().advance(Duration.ofSeconds(3));
            client.publish(List.of(rate()));
            client.publish(events);
            ingestion.awaitRefresh();
            assertThat(late).isEqualTo(figures());
        }
    }

    /// The same by every call that takes events, so that nobody has to look for it elsewhere.
    @Test
    void answer_says_which_rate_is_missing_from_when() throws Exception {
        Event early = Messages.start("early", "acme", "2026-02-27T12:00:00Z", "100.00", "USD");
        Event late = Messages.start("late", "bolt", "2026-03-20T12:00:00Z", "100.00", "USD");
        Event counted = Messages.start("counted", "cork", "2026-03-02T12:00:00Z", "100.00", "USD");
        List<Event> events = List.of(early, late, counted);
        try (PartnerClient client = ingestion.client();
                EventPublisher publisher = client.publisher()) {
            // An answer given before the rate came must not be remembered.
            assertThat(client.validate(List.of(counted)))
                    .extracting(EventAnswer::getDisposition)
                    .containsExactly(Disposition.DISPOSITION_PENDING);
            client.publish(List.of(rate()));
            List<EventAnswer> tried = client.validate(events);
            List<EventAnswer> streamed = new ArrayList<>();
            for (Event event : events) {
                streamed.add(publisher.publish(event).get());
            }

            assertThat(streamed).isEqualTo(tried);
            assertThat(tried)
                    .extracting(EventAnswer::getDisposition)
                    .containsExactly(
                            Disposition.DISPOSITION_PENDING,
                            Disposition.DISPOSITION_PENDING,
                            Disposition.DISPOSITION_ACCEPTED);
            Problem ofEarly = tried.getFirst().getProblem();
            assertThat(ofEarly.getReason()).isEqualTo(ProblemReason.PROBLEM_REASON_NO_EXCHANGE_RATE);
            assertThat(ofEarly.getField()).isEqualTo("subscription_change.price.currency_code");
            assertThat(ofEarly.getMessage())
                    .isEqualTo(
                            "There is no exchange rate from USD to the reporting currency EUR for 2026-02-27: there is"
                                    + " none of that day or before. The event counts as soon as an exchange_rate is sent for"
                                    + " that day.");
            assertThat(ofEarly.getMissingRate())
                    .isEqualTo(missingRate(LocalDate.parse("2026-02-27"), LocalDate.parse("2026-02-27")));
            // A rate serves its own day, 2 March, and by default the seven days after it.
            Problem ofLate = tried.get(1).getProblem();
            assertThat(ofLate.getMessage())
                    .isEqualTo(
                            "There is no exchange rate from USD to the reporting currency EUR for 2026-03-20: the last"
                                    + " one before is of 2026-03-02 and served until 2026-03-09. The event counts as soon as an"
                                    + " exchange_rate is sent for that day.");
            assertThat(ofLate.getMissingRate())
                    .isEqualTo(missingRate(LocalDate.parse("2026-03-10"), LocalDate.parse("2026-03-20")));
        }
    }

    private static MissingRate missingRate(LocalDate from, LocalDate on) {
        return MissingRate.newBuilder()
                .setSourceCurrency("USD")
                .setTargetCurrency("EUR")
                .setMissingFrom(Reconciling.message(from))
                .setNeededOn(Reconciling.message(on))
                .build();
    }

    @Test
    void event_that_was_taken_back_before_it_came_never_counts_and_its_correction_does() throws Exception {
        Event.Builder retraction = Messages.answer("r", "", "2026-03-05T12:00:00Z", 0, "").toBuilder();
        retraction.getRetractionBuilder().setKind("survey_answer").setEventId("retracted");
        Event correction = Messages.answer("better", "acme", "2026-03-05T12:00:00Z", 9, "").toBuilder()
                .setCorrectsEventId("corrected")
                .build();
        try (PartnerClient client = ingestion.client()) {
            assertThat(client.publish(List.of(retraction.build(), correction)))
                    .extracting(EventAnswer::getDisposition)
                    .containsOnly(Disposition.DISPOSITION_ACCEPTED);
            ingestion.awaitRefresh();

            assertThat(client.publish(List.of(
                            Messages.answer("retracted", "acme", "2026-03-05T12:00:00Z", 0, ""),
                            Messages.answer("corrected", "acme", "2026-03-05T12:00:00Z", 0, ""))))
                    .extracting(EventAnswer::getDisposition)
                    .containsOnly(Disposition.DISPOSITION_ACCEPTED);
            ingestion.awaitRefresh();

            assertThat(platform.figure("voice.nps", "zero_to_ten", FROM, TO)
                            .calculation()
                            .numbers())
                    .isEqualTo("(1 − 0) ÷ 1 × 100");
            assertThat(platform.rows("select count(*) from pending_retraction")).containsExactly("0");
        }
    }

    /// A slice holds whom profiles say; the profile comes last.
    @Test
    void figures_of_a_stub_enter_their_slice_when_its_profile_comes() throws Exception {
        Partner crm = platform.get(PartnerKeys.class).partner("crm");
        try (PartnerClient billing = ingestion.client();
                PartnerClient other = ingestion.client(crm, Duration.ZERO)) {
            billing.publish(List.of(Messages.start("s", "acme", "2026-03-05T12:00:00Z", "100.00", "EUR")));
            // Another partner's account of that name is another account.
            other.publish(List.of(Messages.owner("foreign", "acme", "2026-03-01T12:00:00Z", "Other", "Ana")));
            ingestion.awaitRefresh();
            assertThat(ofAna()).isEqualTo("EUR 0.00");

            billing.publish(List.of(Messages.owner("p", "acme", "2026-03-01T12:00:00Z", "Acme", "Ana")));
            ingestion.awaitRefresh();

            assertThat(ofAna()).isEqualTo("EUR 100.00");
        }
    }

    private static String ofAna() {
        Slice ana = Slice.of(Dimension.OWNER, "Ana");
        return ValueFormat.outcome(platform.figure("revenue.mrr", "subscriptions", FROM, TO, ana));
    }

    private static long pending(PartnerClient client) {
        return client.reconcile(LocalDate.parse(FROM), LocalDate.parse(TO)).getDaysList().stream()
                .mapToLong(DayCount::getPending)
                .sum();
    }

    /// Every metric by every definition, with what was left out.
    private static List<String> figures() {
        List<String> figures = new ArrayList<>();
        for (Metric metric : platform.get(MetricCatalogue.class).all()) {
            for (Definition definition : metric.info().definitions()) {
                MetricValue figure =
                        platform.figure(metric.info().id().id(), definition.id().toString(), FROM, TO);
                figures.add(Stream.of(
                                metric.info().id().id(),
                                definition.id(),
                                ValueFormat.outcome(figure),
                                figure.calculation().numbers(),
                                figure.calculation().exclusions())
                        .map(Object::toString)
                        .toList()
                        .toString());
            }
        }
        return figures;
    }
}

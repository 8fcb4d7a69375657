package io.keepwell.ingestion.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.StatusRuntimeException;
import io.keepwell.client.PartnerClient;
import io.keepwell.core.TestPlatform;
import io.keepwell.core.access.Partner;
import io.keepwell.core.access.PartnerKeys;
import io.keepwell.core.access.Scope;
import io.keepwell.core.setting.Firm;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.core.time.ReportingZone;
import io.keepwell.ingestion.Messages;
import io.keepwell.ingestion.TestIngestion;
import io.keepwell.ingestion.v1.Date;
import io.keepwell.ingestion.v1.DayCount;
import io.keepwell.ingestion.v1.ReconcileDaysRequest;
import io.keepwell.ingestion.v1.ReconcileDaysResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What is kept of a partner, by day and kind.
@UsesDatabase
final class ReconcileDaysTest {
    @AutoClose
    private static final TestIngestion ingestion = TestIngestion.start();

    @AutoClose
    private static final PartnerClient client = ingestion.client();

    /// The firm reports in Berlin's days: 23:30 UTC on 31 March is 1 April there.
    @BeforeAll
    static void send() {
        ingestion.platform().setFirm(new Firm("Keepwell", ReportingZone.of("Europe/Berlin"), TestPlatform.EUR));
        client.publish(List.of(
                Messages.answer("a", "acme", "2026-03-31T12:00:00Z", 9, ""),
                Messages.answer("b", "bolt", "2026-03-31T12:00:00Z", 4, ""),
                Messages.answer("c", "bolt", "2026-03-31T23:30:00Z", 10, ""),
                Messages.answer("a", "acme", "2026-03-31T12:00:00Z", 9, ""),
                Messages.answer("rejected", "acme", "2026-03-31T12:00:00Z", 11, ""),
                Messages.start("d", "acme", "2026-03-31T12:00:00Z", "100.25", "EUR"),
                Messages.start("e", "bolt", "2026-03-31T12:00:00Z", "0.50", "EUR"),
                Messages.start("f", "cove", "2026-03-31T12:00:00Z", "9999999999.000001", "JPY"),
                Messages.end("g", "acme", "2026-03-31T13:00:00Z"),
                Messages.owner("h", "acme", "2026-04-02T12:00:00Z", "Acme", "Jo")));
        Partner other = ingestion.platform().get(PartnerKeys.class).partner("other");
        try (PartnerClient theirs = ingestion.client(other, Duration.ZERO)) {
            theirs.publish(List.of(
                    Messages.answer("a", "acme", "2026-03-31T12:00:00Z", 1, ""),
                    Messages.answer("o", "acme", "2026-04-05T12:00:00Z", 1, "")));
        }
    }

    @Test
    void counts_and_sums_are_those_of_the_partners_own_events_by_day_and_kind() {
        ReconcileDaysResponse response = client.reconcile(LocalDate.parse("2026-03-01"), LocalDate.parse("2027-03-02"));

        // 31 March, survey answers: 9 + 4 = 13. Subscriptions: 100.25 + 0.50 EUR, one in JPY, and an end
        // without price.
        // The yen have no rate to EUR: that one is pending.
        assertThat(response.getDaysList().stream().map(ReconcileDaysTest::line))
                .containsExactly(
                        "2026-3-31 subscription_change 4 pending 1"
                                + " subscription_change.price.amount 2 100.75 EUR"
                                + " subscription_change.price.amount 1 9999999999.000001 JPY",
                        "2026-3-31 survey_answer 2 pending 0 survey_answer.score 2 13 ",
                        "2026-4-1 survey_answer 1 pending 0 survey_answer.score 1 10 ",
                        "2026-4-2 account_profile 1 pending 0");
        assertThat(response.getReportingZone()).isEqualTo("Europe/Berlin");
        assertThat(response.hasCountedAt()).isTrue();
    }

    @Test
    void range_begins_with_its_first_day_and_ends_before_its_last() {
        assertThat(client.reconcile(LocalDate.parse("2026-04-01"), LocalDate.parse("2026-04-02"))
                        .getDaysList())
                .singleElement()
                .satisfies(day -> assertThat(line(day)).startsWith("2026-4-1 survey_answer 1"));
        assertThat(client.reconcile(LocalDate.parse("2026-04-03"), LocalDate.parse("2026-04-09"))
                        .getDaysList())
                .as("what another partner sent for that time is not reported")
                .isEmpty();
    }

    @Test
    void either_scope_will_do() {
        for (Scope scope : List.of(Scope.PUBLISH, Scope.QUERY)) {
            String key = ingestion.key(ingestion.platform().partner(), EnumSet.of(scope));
            assertThat(ingestion
                            .stub("Bearer " + key)
                            .reconcileDays(request("2026-03-31", "2026-04-01"))
                            .getDaysCount())
                    .isEqualTo(2);
        }
    }

    @Test
    void range_that_is_none_or_too_long_is_refused() {
        var stub = ingestion.stub("Bearer " + ingestion.key());
        for (ReconcileDaysRequest bad : List.of(
                ReconcileDaysRequest.getDefaultInstance(),
                request("2026-04-01", "2026-04-01"),
                request("2026-04-02", "2026-04-01"),
                request("2026-01-01", "2027-01-03"),
                ReconcileDaysRequest.newBuilder()
                        .setFrom(date("2026-02-01"))
                        .setTo(Date.newBuilder().setYear(2026).setMonth(2).setDay(30))
                        .build())) {
            assertThat(TestIngestion.reason(
                            catchThrowableOfType(StatusRuntimeException.class, () -> stub.reconcileDays(bad))))
                    .as(bad.toString())
                    .isEqualTo("BAD_RANGE");
        }
    }

    private static ReconcileDaysRequest request(String from, String to) {
        return ReconcileDaysRequest.newBuilder()
                .setFrom(date(from))
                .setTo(date(to))
                .build();
    }

    private static Date date(String text) {
        LocalDate day = LocalDate.parse(text);
        return Date.newBuilder()
                .setYear(day.getYear())
                .setMonth(day.getMonthValue())
                .setDay(day.getDayOfMonth())
                .build();
    }

    private static String line(DayCount day) {
        StringBuilder line = new StringBuilder("%d-%d-%d %s %d pending %d"
                .formatted(
                        day.getDay().getYear(),
                        day.getDay().getMonth(),
                        day.getDay().getDay(),
                        day.getKind(),
                        day.getKept(),
                        day.getPending()));
        day.getSumsList()
                .forEach(sum -> line.append(" %s %d %s %s"
                        .formatted(sum.getField(), sum.getEvents(), sum.getSum(), sum.getCurrencyCode())));
        return line.toString();
    }
}

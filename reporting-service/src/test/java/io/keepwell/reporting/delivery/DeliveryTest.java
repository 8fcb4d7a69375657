package io.keepwell.reporting.delivery;

import static io.keepwell.reporting.ServiceUnderTest.ADA;
import static io.keepwell.reporting.ServiceUnderTest.BEN;
import static io.keepwell.reporting.ServiceUnderTest.MONTHLY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.keepwell.core.audit.Audit;
import io.keepwell.core.report.MailAddress;
import io.keepwell.core.report.Recipient;
import io.keepwell.core.report.Reports;
import io.keepwell.core.report.run.Delivery;
import io.keepwell.core.report.run.ReportRun;
import io.keepwell.core.report.run.ReportRuns;
import io.keepwell.core.report.run.RunContent;
import io.keepwell.core.report.run.RunFile;
import io.keepwell.core.report.run.RunId;
import io.keepwell.core.suite.Slow;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.core.time.Grain;
import io.keepwell.core.time.Period;
import io.keepwell.reporting.RunResult;
import io.keepwell.reporting.ServiceUnderTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each mail once, whatever breaks in between.
@UsesDatabase
@Slow
class DeliveryTest {
    private static final Period OCTOBER = Period.of(Grain.MONTH, LocalDate.of(2026, 10, 1));
    private static final RunId RUN = new RunId(MONTHLY, Instant.parse("2026-11-02T06:00:00Z"));
    private static final RunContent CONTENT = new RunContent(
            "Subject",
            List.of(
                    file("html", "text/html", RunFile.Use.MAIL_HTML, "<html></html>"),
                    file("text", "text/plain", RunFile.Use.MAIL_TEXT, "text"),
                    file("pdf", "application/pdf", RunFile.Use.ATTACHED, "%PDF")),
            Map.of());

    private ServiceUnderTest service = ServiceUnderTest.start();

    @AfterEach
    void close() {
        service.close();
    }

    private Outbox outbox() {
        return service.context.getBean(Outbox.class);
    }

    private boolean keep(MailAddress... recipients) {
        return outbox().keep(
                        RUN,
                        OCTOBER,
                        true,
                        service.clock.instant(),
                        Map.of("", CONTENT),
                        Stream.of(recipients).map(Recipient::of).toList());
    }

    private DeliveryQueue queue() {
        return service.context.getBean(DeliveryQueue.class);
    }

    private Dispatch dispatch() {
        return service.context.getBean(Dispatch.class);
    }

    private Delivery delivery() {
        ReportRun run = service.context.getBean(ReportRuns.class).find(RUN).orElseThrow();
        return run.deliveries().getFirst();
    }

    @Test
    void mail_is_uncertain_after_a_crash_while_sending_and_goes_out_again_only_by_hand() throws Exception {
        keep(ADA);
        // The process that claimed it never comes back.
        assertThat(queue().claim(Optional.empty())).isPresent();
        service.clock.advance(DeliveryQueue.LONGEST_TALK);
        assertThat(dispatch().sendDue()).as("it may still be talking").isZero();
        assertThat(delivery().state()).isEqualTo(Delivery.State.SENDING);

        service.clock.advance(Duration.ofSeconds(1));
        assertThat(dispatch().sendDue()).isZero();
        assertThat(delivery().state()).isEqualTo(Delivery.State.UNCERTAIN);
        assertThat(delivery().problem()).isEqualTo("The service stopped while it was talking to the mail server.");
        service.context.getBean(Reports.class).put(ADA.address(), ServiceUnderTest.monthly(ADA));
        service.reporting().run(MONTHLY, OCTOBER);
        assertThat(service.mailServer.getReceivedMessages()).isEmpty();

        assertThat(service.reporting().sendAgain(BEN.address(), RUN, ADA)).isInstanceOf(RunResult.Made.class);
        assertThat(delivery().state()).isEqualTo(Delivery.State.DELIVERED);
        assertThat(service.mailServer.getReceivedMessages()).hasSize(1);
        assertThat(service.mailServer.getReceivedMessages()[0].getMessageID())
                .as("the id is the one of the first attempt")
                .isEqualTo(outbox().messageId(RUN, ADA));
        assertThat(service.reporting().sendAgain(BEN.address(), RUN, ADA)).isInstanceOf(RunResult.Declined.class);
    }

    @Test
    void mail_that_is_uncertain_can_be_said_to_have_arrived() {
        keep(ADA);
        assertThat(service.reporting().settle("ben", RUN, ADA, true)).isInstanceOf(RunResult.Declined.class);
        assertThat(queue().claim(Optional.empty())).isPresent();
        service.clock.advance(DeliveryQueue.LONGEST_TALK.plusSeconds(1));
        queue().markAbandoned();
        assertThat(service.reporting().settle("ben", RUN, ADA, true)).isInstanceOf(RunResult.Made.class);
        assertThat(delivery().state()).isEqualTo(Delivery.State.DELIVERED);
        assertThat(delivery().deliveredAt()).contains(service.clock.instant());
        assertThat(service.context.getBean(Audit.class).about("report " + MONTHLY, 10))
                .extracting(Audit.Entry::who, Audit.Entry::action)
                .containsExactly(tuple("ben", "delivery.arrived"));
        assertThat(dispatch().sendDue()).isZero();
    }

    @Test
    void late_answer_of_a_claim_that_was_taken_for_dead_still_counts() {
        keep(ADA);
        DeliveryQueue.Claim slow = queue().claim(Optional.empty()).orElseThrow();
        service.clock.advance(Duration.ofHours(1));
        dispatch().sendDue();
        queue().settle(slow, new Handover.Accepted());
        assertThat(delivery().state()).isEqualTo(Delivery.State.DELIVERED);
    }

    @Test
    void late_answer_of_an_old_claim_doesnt_touch_a_newer_one() {
        keep(ADA);
        DeliveryQueue.Claim old = queue().claim(Optional.empty()).orElseThrow();
        service.clock.advance(Duration.ofHours(1));
        queue().markAbandoned();
        outbox().settleByHand(BEN.address(), RUN, ADA, false);
        assertThat(queue().claim(Optional.empty())).isPresent();
        queue().settle(old, new Handover.NotNow("too late"));
        assertThat(delivery().state()).isEqualTo(Delivery.State.SENDING);
    }

    @Test
    void run_is_kept_once_by_however_many_at_the_same_time() throws Exception {
        List<Boolean> kept = atOnce(8, () -> keep(ADA, BEN));
        assertThat(kept).containsOnlyOnce(true);
        assertThat(service.context.getBean(ReportRuns.class).newest(10)).hasSize(1);
    }

    @Test
    void mail_is_sent_once_by_however_many_at_the_same_time() throws Exception {
        keep(ADA, BEN);
        List<Integer> calls = atOnce(8, () -> dispatch().sendDue());
        assertThat(calls.stream().mapToInt(Integer::intValue).sum()).isEqualTo(2);
        assertThat(service.mailServer.getReceivedMessages()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        // It can't have the mail: later.
        "mail, 451 try later, PENDING",
        "rcpt, 450 mailbox busy, PENDING",
        "rcpt, '', PENDING",
        "data, '', PENDING",
        "., 452 disk full, PENDING",
        // It won't ever take it.
        "rcpt, 550 no such mailbox, GIVEN_UP",
        "., 554 looks like spam, GIVEN_UP",
        // It was sent everything: who knows.
        "., '', UNCERTAIN"
    })
    void answer_of_the_mail_server_decides_what_comes_next(String command, String answer, Delivery.State state)
            throws Exception {
        try (ScriptedMailServer server = new ScriptedMailServer(Map.of(command, answer))) {
            service.close();
            service = ServiceUnderTest.startWithMailServerAt(server.port());
            keep(ADA);
            dispatch().sendDue();
            assertThat(delivery().state()).isEqualTo(state);
            assertThat(delivery().problem()).isNotEmpty().doesNotContain("\n");
            assertThat(server.mails()).isEqualTo(command.equals(".") ? 1 : 0);
        }
    }

    @Test
    void pauses_double_up_to_four_hours_and_end_after_sixteen_attempts() {
        assertThat(IntStream.of(1, 2, 3, 8, 9, 16).mapToObj(Outbox::pause))
                .containsExactly(
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(4),
                        Duration.ofMinutes(128),
                        Duration.ofHours(4),
                        Duration.ofHours(4));
        service.mailServer.stop();
        keep(ADA);
        int calls = 0;
        for (int hour = 0; hour < 60; hour++) {
            calls += dispatch().sendDue();
            service.clock.advance(Duration.ofHours(1));
        }
        assertThat(calls).isEqualTo(16);
        assertThat(delivery().state()).isEqualTo(Delivery.State.GIVEN_UP);

        service.mailServer.start();
        service.context.getBean(Reports.class).put(ADA.address(), ServiceUnderTest.monthly(ADA));
        service.reporting().run(MONTHLY, OCTOBER);
        assertThat(delivery().state()).isEqualTo(Delivery.State.DELIVERED);
    }

    private static <T> List<T> atOnce(int threads, Callable<T> work) throws InterruptedException, ExecutionException {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                futures.add(executor.submit(work));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        }
    }

    private static RunFile file(String format, String mediaType, RunFile.Use use, String text) {
        return new RunFile(format, mediaType, use, text.getBytes(StandardCharsets.UTF_8));
    }
}

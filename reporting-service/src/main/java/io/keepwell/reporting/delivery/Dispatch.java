package io.keepwell.reporting.delivery;

import io.keepwell.core.report.run.ReportRuns;
import io.keepwell.core.report.run.RunId;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// Sends what is due, one mail after another. Several processes may do so at once: each mail is claimed before
/// the mail server hears of it.
@Singleton
public final class Dispatch {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);

    private final DeliveryQueue queue;
    private final MailServer server;
    private final ReportRuns runs;

    Dispatch(DeliveryQueue queue, MailServer server, ReportRuns runs) {
        this.queue = queue;
        this.server = server;
        this.runs = runs;
    }

    /// Sends everything that is due.
    ///
    /// @return how many mails the mail server was called about
    public int sendDue() {
        int abandoned = queue.markAbandoned();
        if (abandoned > 0) {
            LOG.error("event=deliveries_uncertain count={} cause=stopped_while_sending", abandoned);
        }
        return send(Optional.empty());
    }

    /// Sends what is due of one run.
    public int sendDue(RunId run) {
        return send(Optional.of(run));
    }

    private int send(Optional<RunId> run) {
        int calls = 0;
        Optional<DeliveryQueue.Claim> claim = queue.claim(run);
        while (claim.isPresent()) {
            queue.settle(claim.get(), hand(claim.get()));
            calls++;
            claim = queue.claim(run);
        }
        return calls;
    }

    private Handover hand(DeliveryQueue.Claim claim) {
        Handover handover = runs.content(claim.run(), claim.scope())
                .map(content -> server.hand(content, claim.recipient(), claim.messageId()))
                .orElseGet(() -> new Handover.Refused("There is nothing to send: the run was never rendered."));
        log(claim, handover);
        return handover;
    }

    private static void log(DeliveryQueue.Claim claim, Handover handover) {
        switch (handover) {
            case Handover.Accepted() ->
                LOG.info(
                        "event=delivered report={} due={} message_id={} attempt={}",
                        claim.run().report(),
                        claim.run().dueAt(),
                        claim.messageId(),
                        claim.attempt());
            case Handover.NotNow(String problem) -> log(Level.WARN, "delivery_later", claim, problem);
            case Handover.Refused(String problem) -> log(Level.ERROR, "delivery_refused", claim, problem);
            case Handover.Unknown(String problem) -> log(Level.ERROR, "delivery_uncertain", claim, problem);
        }
    }

    private static void log(Level level, String event, DeliveryQueue.Claim claim, String problem) {
        LOG.atLevel(level)
                .log(
                        "event={} report={} due={} message_id={} attempt={} problem=\"{}\"",
                        event,
                        claim.run().report(),
                        claim.run().dueAt(),
                        claim.messageId(),
                        claim.attempt(),
                        problem);
    }
}

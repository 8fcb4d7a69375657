package io.keepwell.reporting.delivery;

import io.keepwell.core.report.ReportRuns;
import io.keepwell.core.report.RunId;
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

    private final Outbox outbox;
    private final MailServer server;
    private final ReportRuns runs;

    Dispatch(Outbox outbox, MailServer server, ReportRuns runs) {
        this.outbox = outbox;
        this.server = server;
        this.runs = runs;
    }

    /// Sends everything that is due.
    ///
    /// @return how many mails the mail server was called about
    public int sendDue() {
        int abandoned = outbox.markAbandoned();
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
        Optional<Outbox.Claim> claim = outbox.claim(run);
        while (claim.isPresent()) {
            outbox.settle(claim.get(), hand(claim.get()));
            calls++;
            claim = outbox.claim(run);
        }
        return calls;
    }

    private Handover hand(Outbox.Claim claim) {
        Handover handover = runs.content(claim.run())
                .map(content -> server.hand(content, claim.recipient(), claim.messageId()))
                .orElseGet(() -> new Handover.Refused("There is nothing to send: the run was never rendered."));
        log(claim, handover);
        return handover;
    }

    private static void log(Outbox.Claim claim, Handover handover) {
        switch (handover) {
            case Handover.Accepted() ->
                LOG.info(
                        "event=delivered report={} from={} message_id={} attempt={}",
                        claim.run().report(),
                        claim.run().period().from(),
                        claim.messageId(),
                        claim.attempt());
            case Handover.NotNow(String problem) -> log(Level.WARN, "delivery_later", claim, problem);
            case Handover.Refused(String problem) -> log(Level.ERROR, "delivery_refused", claim, problem);
            case Handover.Unknown(String problem) -> log(Level.ERROR, "delivery_uncertain", claim, problem);
        }
    }

    private static void log(Level level, String event, Outbox.Claim claim, String problem) {
        LOG.atLevel(level)
                .log(
                        "event={} report={} from={} message_id={} attempt={} problem=\"{}\"",
                        event,
                        claim.run().report(),
                        claim.run().period().from(),
                        claim.messageId(),
                        claim.attempt(),
                        problem);
    }
}

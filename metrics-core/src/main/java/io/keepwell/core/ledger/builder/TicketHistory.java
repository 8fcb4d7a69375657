package io.keepwell.core.ledger.builder;

import io.keepwell.core.fact.TicketUpdate;
import io.keepwell.core.fact.store.StoredFact;
import io.keepwell.core.ledger.LedgerRules;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What became of one support ticket. What was reported to have happened before it was opened is left out,
/// but for its topic; `UncountedSteps` says so. Steps at one moment happen in the order opened, replied,
/// contacted, resolved, reopened, and of the same step a program's comes first.
final class TicketHistory {
    private static final Comparator<StoredFact<TicketUpdate>> ORDER =
            Comparator.<StoredFact<TicketUpdate>, Instant>comparing(StoredFact::occurredAt)
                    .thenComparing(stored -> stored.fact().step())
                    .thenComparing(stored -> !stored.fact().bot())
                    .thenComparing(StoredFact::key);

    private final LedgerRules rules;
    private final StoredFact<TicketUpdate> opened;
    private final TicketUpdate.Topic topic;
    private final NavigableMap<LocalDate, Boolean> openFrom = new TreeMap<>();
    private final List<OpenSpan> closed = new ArrayList<>();
    private boolean open = true;
    private Instant openSince;
    private Instant handedOver;
    private Span openTime = Span.NONE;
    private boolean contactedAgain;
    private boolean resolutionUndone;
    private @Nullable FirstAnswer answered;
    private @Nullable LocalDate firstResolved;
    private @Nullable Resolution lastResolved;

    /// Some time, by the clock and in business hours.
    record Span(Duration time, Duration businessTime) {
        static final Span NONE = new Span(Duration.ZERO, Duration.ZERO);

        private Span plus(Span other) {
            return new Span(time.plus(other.time), businessTime.plus(other.businessTime));
        }
    }

    /// The first answer of a person.
    ///
    /// @param waiting how long the ticket was open until then
    /// @param sinceOpened how long it was from the opening
    /// @param afterHandover how long it was from the last step of a program or the last reopening before
    ///     it, or from the opening where there was neither
    record FirstAnswer(LocalDate day, Span waiting, Span sinceOpened, Span afterHandover) {}

    /// @param openTime how long the ticket was open until then
    record Resolution(LocalDate day, Span openTime) {}

    /// A time during which it was open.
    ///
    /// @param to when it was resolved; empty where it is open still
    record OpenSpan(Instant from, Optional<Instant> to) {}

    private TicketHistory(LedgerRules rules, StoredFact<TicketUpdate> opened, TicketUpdate.Topic topic) {
        this.rules = rules;
        this.opened = opened;
        this.topic = topic;
        this.openSince = opened.occurredAt();
        this.handedOver = opened.occurredAt();
        openFrom.put(opened.day(), true);
    }

    /// Steps in the order in which they happened.
    static List<StoredFact<TicketUpdate>> inOrder(Collection<StoredFact<TicketUpdate>> updates) {
        return updates.stream().sorted(ORDER).toList();
    }

    /// The first topic reported that isn't UNKNOWN.
    ///
    /// @param inOrder all steps of one ticket
    static TicketUpdate.Topic topic(Collection<StoredFact<TicketUpdate>> inOrder) {
        return inOrder.stream()
                .map(update -> update.fact().topic())
                .filter(reported -> reported != TicketUpdate.Topic.UNKNOWN)
                .findFirst()
                .orElse(TicketUpdate.Topic.UNKNOWN);
    }

    /// Empty where the ticket was never opened.
    ///
    /// @param inOrder all steps of one ticket
    static Optional<TicketHistory> of(List<StoredFact<TicketUpdate>> inOrder, LedgerRules rules) {
        return inOrder.stream()
                .filter(update -> update.fact().step() == TicketUpdate.Step.OPENED)
                .findFirst()
                .map(opening -> {
                    TicketHistory history = new TicketHistory(rules, opening, topic(inOrder));
                    inOrder.subList(inOrder.indexOf(opening) + 1, inOrder.size())
                            .forEach(history::apply);
                    return history;
                });
    }

    private void apply(StoredFact<TicketUpdate> update) {
        switch (update.fact().step()) {
            case OPENED -> {
                // It was open already, or is reopened by that name.
            }
            case REPLIED -> {
                if (answered == null && !update.fact().bot()) {
                    answered = firstAnswer(update);
                }
            }
            case CONTACTED -> contactedAgain |= firstResolved == null;
            case RESOLVED -> {
                if (open) {
                    resolve(update);
                }
            }
            case REOPENED -> {
                if (!open) {
                    reopen(update);
                }
            }
        }
        if (update.fact().bot()) {
            handedOver = update.occurredAt();
        }
    }

    private FirstAnswer firstAnswer(StoredFact<TicketUpdate> reply) {
        Instant at = reply.occurredAt();
        return new FirstAnswer(
                reply.day(),
                open ? openTime.plus(span(openSince, at)) : openTime,
                span(opened.occurredAt(), at),
                span(handedOver, at));
    }

    private void resolve(StoredFact<TicketUpdate> update) {
        open = false;
        closed.add(new OpenSpan(openSince, Optional.of(update.occurredAt())));
        openTime = openTime.plus(span(openSince, update.occurredAt()));
        lastResolved = new Resolution(update.day(), openTime);
        firstResolved = firstResolved == null ? update.day() : firstResolved;
        openFrom.put(update.day(), false);
    }

    private void reopen(StoredFact<TicketUpdate> update) {
        open = true;
        openSince = update.occurredAt();
        handedOver = update.occurredAt();
        resolutionUndone |= firstResolved != null
                && !update.day().isAfter(firstResolved.plusDays(rules.policies().reopenDays()));
        openFrom.put(update.day(), true);
    }

    private Span span(Instant from, Instant to) {
        return new Span(
                Duration.between(from, to), rules.policies().businessHours().between(from, to, rules.zone()));
    }

    StoredFact<TicketUpdate> opened() {
        return opened;
    }

    boolean isComplaint() {
        return topic == TicketUpdate.Topic.COMPLAINT;
    }

    /// From each day on, as of its end, whether it is open.
    NavigableMap<LocalDate, Boolean> openFrom() {
        return openFrom;
    }

    /// When it was open, in order.
    List<OpenSpan> openSpans() {
        List<OpenSpan> spans = new ArrayList<>(closed);
        if (open) {
            spans.add(new OpenSpan(openSince, Optional.empty()));
        }
        return spans;
    }

    /// The first answer of a person since the opening.
    Optional<FirstAnswer> answered() {
        return Optional.ofNullable(answered);
    }

    /// The day of the first resolution, whatever came after it.
    Optional<LocalDate> firstResolved() {
        return Optional.ofNullable(firstResolved);
    }

    /// The last resolution, whether or not the ticket was reopened since.
    Optional<Resolution> lastResolved() {
        return Optional.ofNullable(lastResolved);
    }

    /// The last resolution, where the ticket wasn't reopened since.
    Optional<Resolution> resolved() {
        return open ? Optional.empty() : lastResolved();
    }

    /// Whether it was resolved without the customer having to ask again before, or the ticket being
    /// reopened within the days of the policy.
    boolean isResolvedAtFirstContact() {
        return firstResolved != null && !contactedAgain && !resolutionUndone;
    }
}

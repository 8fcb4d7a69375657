package io.keepwell.core.ledger;

import io.keepwell.core.fact.StoredFact;
import io.keepwell.core.fact.TicketUpdate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What became of one support ticket. What was told to have happened before it was opened is left out,
/// but for its topic. Steps at one moment happen in the order opened, replied, contacted, resolved,
/// reopened.
final class TicketHistory {
    private static final Comparator<StoredFact<TicketUpdate>> ORDER =
            Comparator.<StoredFact<TicketUpdate>, Instant>comparing(StoredFact::occurredAt)
                    .thenComparing(stored -> stored.fact().step())
                    .thenComparing(StoredFact::key);

    private final LedgerRules rules;
    private final StoredFact<TicketUpdate> opened;
    private final TicketUpdate.Topic topic;
    private final NavigableMap<LocalDate, Boolean> openFrom = new TreeMap<>();
    private boolean open = true;
    private Instant openSince;
    private Duration openTime = Duration.ZERO;
    private Duration openBusinessTime = Duration.ZERO;
    private boolean contactedAgain;
    private boolean resolutionUndone;
    private @Nullable Timed answered;
    private @Nullable LocalDate firstResolved;
    private @Nullable Timed resolved;

    /// Something that took time.
    ///
    /// @param day on which it came to its end
    record Timed(LocalDate day, Duration time, Duration businessTime) {}

    private TicketHistory(LedgerRules rules, StoredFact<TicketUpdate> opened, TicketUpdate.Topic topic) {
        this.rules = rules;
        this.opened = opened;
        this.topic = topic;
        this.openSince = opened.occurredAt();
        openFrom.put(opened.day(), true);
    }

    /// Empty where the ticket was never opened.
    ///
    /// @param updates of one ticket
    static Optional<TicketHistory> of(Collection<StoredFact<TicketUpdate>> updates, LedgerRules rules) {
        List<StoredFact<TicketUpdate>> inOrder = updates.stream().sorted(ORDER).toList();
        TicketUpdate.Topic topic = inOrder.stream()
                .map(update -> update.fact().topic())
                .filter(told -> told != TicketUpdate.Topic.UNKNOWN)
                .findFirst()
                .orElse(TicketUpdate.Topic.UNKNOWN);
        return inOrder.stream()
                .filter(update -> update.fact().step() == TicketUpdate.Step.OPENED)
                .findFirst()
                .map(opening -> {
                    TicketHistory history = new TicketHistory(rules, opening, topic);
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
                    answered = new Timed(
                            update.day(),
                            Duration.between(opened.occurredAt(), update.occurredAt()),
                            businessTime(opened.occurredAt(), update.occurredAt()));
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
    }

    private void resolve(StoredFact<TicketUpdate> update) {
        open = false;
        openTime = openTime.plus(Duration.between(openSince, update.occurredAt()));
        openBusinessTime = openBusinessTime.plus(businessTime(openSince, update.occurredAt()));
        resolved = new Timed(update.day(), openTime, openBusinessTime);
        firstResolved = firstResolved == null ? update.day() : firstResolved;
        openFrom.put(update.day(), false);
    }

    private void reopen(StoredFact<TicketUpdate> update) {
        open = true;
        openSince = update.occurredAt();
        resolved = null;
        resolutionUndone |= firstResolved != null
                && !update.day().isAfter(firstResolved.plusDays(rules.policies().reopenDays()));
        openFrom.put(update.day(), true);
    }

    private Duration businessTime(Instant from, Instant to) {
        return rules.policies().businessHours().between(from, to, rules.zone());
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

    /// The first answer of a person, and how long the customer waited for it.
    Optional<Timed> answered() {
        return Optional.ofNullable(answered);
    }

    /// The day of the first resolution, whatever came after it.
    Optional<LocalDate> firstResolved() {
        return Optional.ofNullable(firstResolved);
    }

    /// The last resolution, where the ticket wasn't reopened since, and for how long it was open.
    Optional<Timed> resolved() {
        return Optional.ofNullable(resolved);
    }

    /// Whether it was resolved without the customer having to ask again before, or the ticket being
    /// reopened within the days of the policy.
    boolean isResolvedAtFirstContact() {
        return firstResolved != null && !contactedAgain && !resolutionUndone;
    }
}

package io.keepwell.core.ledger;

import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.Lead;
import io.keepwell.core.fact.SubscriptionChange;
import io.keepwell.core.fact.store.StoredFact;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// How one account stood from its first lead or subscription on. A pure function of its facts, by the
/// rules by which its ledger is made: everything is as of the end of a day, so what comes and goes within
/// one day leaves no trace.
///
/// Whoever pays is a customer, whoever has a subscription that costs nothing and none that costs
/// something is free, whoever has neither but tries one is on trial. A pause counts as if nothing ran;
/// money that is past due changes nothing until the subscription ends. So an account becomes a customer
/// with the ledger's *new*, comes back with its *reactivation*, and either ends with its *churn*.
///
/// @param stretches in order and without gaps; empty where nothing was reported for a lead or a subscription,
///     or of none whose money could be converted. Those that begin after today are agreed, as by a
///     cancellation to a day that is still to come
public record Lifecycle(List<Span> stretches) {
    public Lifecycle {
        stretches = List.copyOf(stretches);
    }

    /// How an account stands.
    public enum State {
        /// Reported of as a lead that isn't lost, and never had a subscription that ran. That a partner
        /// calls the lead converted makes no customer yet: that begins with a subscription.
        LEAD("lead"),
        /// Tries a subscription, and has none that runs. It may have been a customer before.
        TRIAL("on trial"),
        /// Has a subscription that costs nothing, and none that costs something. It may have been a
        /// customer before.
        FREE("free customer"),
        /// Pays, and has done so ever since it first did.
        CUSTOMER("customer"),
        /// Was anything of the others and is none of them now: the last subscription ended or is paused,
        /// a trial ended without a start, the last lead was lost. Only who left after having paid is
        /// churn in the ledger; who never paid is in no figure of those who leave. Who left stays so
        /// whatever leads are reported, until a subscription runs.
        LEFT("left"),
        /// Pays again after it had stopped: after it had left, or through a trial or a free subscription.
        BACK("back");

        private final String label;

        State(String label) {
            this.label = label;
        }

        /// As people read it.
        public String label() {
            return label;
        }

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Days on which an account stood in one way.
    ///
    /// @param from first day
    /// @param to first day after; `Ledger.END` where it still holds
    /// @param behind what was reported, because of which it began. Of a day that was named before, such as a
    ///     trial's last one, what named it
    public record Span(State state, LocalDate from, LocalDate to, StoredFact<?> behind) {}

    /// @param facts with those about subscriptions and leads
    public static Lifecycle of(AccountFacts facts, ExchangeRates rates) {
        List<NavigableMap<LocalDate, LifecycleStage>> all =
                new ArrayList<>(SubscriptionHistory.standings(facts.of(FactTables.SUBSCRIPTION_CHANGE), rates));
        facts.byThing(FactTables.LEAD, Lead::leadId).forEach(reported -> all.add(standingFrom(reported)));
        Walk walk = new Walk();
        stepsOn(all).forEach(walk::step);
        return new Lifecycle(walk.stretches);
    }

    /// How it stands at the end of a day; empty where nothing was reported by then.
    public Optional<Span> on(LocalDate day) {
        return stretches.reversed().stream()
                .filter(stretch -> !stretch.from().isAfter(day))
                .findFirst();
    }

    /// @param reported of one lead, in order
    private static NavigableMap<LocalDate, LifecycleStage> standingFrom(List<StoredFact<Lead>> reported) {
        NavigableMap<LocalDate, LifecycleStage> standingFrom = new TreeMap<>();
        LifecycleStage standing = new LifecycleStage(LifecycleStage.Kind.NOTHING, reported.getFirst());
        for (StoredFact<Lead> each : reported) {
            LifecycleStage.Kind kind = switch (each.fact().state()) {
                case CREATED, CONVERTED -> LifecycleStage.Kind.LEAD;
                case LOST -> LifecycleStage.Kind.NOTHING;
            };
            standing = standing.kind() == kind ? standing : new LifecycleStage(kind, each);
            standingFrom.put(each.day(), standing);
        }
        return standingFrom;
    }

    /// One subscription or lead stands otherwise than the day before.
    private record Step(LifecycleStage.Kind before, LifecycleStage after) {}

    private static NavigableMap<LocalDate, List<Step>> stepsOn(List<NavigableMap<LocalDate, LifecycleStage>> all) {
        NavigableMap<LocalDate, List<Step>> stepsOn = new TreeMap<>();
        for (NavigableMap<LocalDate, LifecycleStage> standingFrom : all) {
            LifecycleStage.Kind before = LifecycleStage.Kind.NOTHING;
            for (Map.Entry<LocalDate, LifecycleStage> entry : standingFrom.entrySet()) {
                LifecycleStage after = entry.getValue();
                if (after.kind() != before) {
                    stepsOn.computeIfAbsent(entry.getKey(), _ -> new ArrayList<>())
                            .add(new Step(before, after));
                }
                before = after.kind();
            }
        }
        return stepsOn;
    }

    /// Goes through the days on which anything changes.
    private static final class Walk {
        private final List<Span> stretches = new ArrayList<>();
        /// How many subscriptions and leads there are of each kind that counts.
        private final NavigableMap<LifecycleStage.Kind, Integer> counts = new TreeMap<>();
        private boolean everRan;
        private boolean everPaid;

        private void step(LocalDate day, List<Step> steps) {
            for (Step step : steps) {
                count(step.before(), -1);
                count(step.after().kind(), 1);
            }
            LifecycleStage.Kind kind = counts.isEmpty() ? LifecycleStage.Kind.NOTHING : counts.lastKey();
            everRan |= kind.compareTo(LifecycleStage.Kind.LEAD) > 0;
            Optional<State> before = stretches.isEmpty()
                    ? Optional.empty()
                    : Optional.of(stretches.getLast().state());
            Optional<State> state = state(kind, before);
            everPaid |= kind == LifecycleStage.Kind.PAID;
            if (state.isPresent() && !state.equals(before)) {
                begin(state.get(), day, behind(kind, steps));
            }
        }

        private void count(LifecycleStage.Kind kind, int change) {
            if (kind != LifecycleStage.Kind.NOTHING) {
                counts.merge(kind, change, (one, other) -> one + other == 0 ? null : one + other);
            }
        }

        private Optional<State> state(LifecycleStage.Kind kind, Optional<State> before) {
            return switch (kind) {
                case PAID ->
                    before.filter(state -> state == State.CUSTOMER || state == State.BACK)
                            .or(() -> Optional.of(everPaid ? State.BACK : State.CUSTOMER));
                case FREE -> Optional.of(State.FREE);
                case TRIAL -> Optional.of(State.TRIAL);
                case LEAD -> Optional.of(everRan ? State.LEFT : State.LEAD);
                case NOTHING -> before.map(_ -> State.LEFT);
            };
        }

        /// Of all that changed on the day what made the account what it is now; of several the last.
        private static StoredFact<?> behind(LifecycleStage.Kind kind, List<Step> steps) {
            return steps.stream()
                    .map(Step::after)
                    .max(Comparator.<LifecycleStage, Boolean>comparing(after -> after.kind() == kind)
                            .thenComparing(after -> after.behind().fact() instanceof SubscriptionChange)
                            .thenComparing(LifecycleStage::behind, StoredFact.ORDER))
                    .orElseThrow()
                    .behind();
        }

        private void begin(State state, LocalDate day, StoredFact<?> behind) {
            if (!stretches.isEmpty()) {
                Span last = stretches.removeLast();
                stretches.add(new Span(last.state(), last.from(), day, last.behind()));
            }
            stretches.add(new Span(state, day, Ledger.END, behind));
        }
    }
}

package io.keepwell.core.ledger.builder;

import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.Milestone;
import io.keepwell.core.fact.store.StoredFact;
import io.keepwell.core.ledger.AccountFacts;
import io.keepwell.core.ledger.Ledger;
import io.keepwell.core.ledger.LedgerBuilder;
import io.keepwell.core.ledger.LedgerRows;
import io.keepwell.core.ledger.LedgerRules;
import io.keepwell.core.ledger.Measure;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// How accounts get from the first contact to value, through onboarding and to their goals.
///
/// The first contact is the earliest one reported; the moment of value the earliest one from then on. An
/// onboarding is identified by its name; it begins with its earliest start and ends with the earliest
/// end from then on.
@Singleton
final class MilestoneLedgerBuilder implements LedgerBuilder {
    @Override
    public Set<FactTable<?>> reads() {
        return Set.of(FactTables.MILESTONE);
    }

    @Override
    public Set<Measure> writes() {
        return Set.of(
                Measure.FIRST_CONTACTS,
                Measure.TIME_TO_VALUE,
                Measure.WAITING_FOR_VALUE,
                Measure.ONBOARDING_TIME,
                Measure.ONBOARDINGS_ESTIMATED,
                Measure.ONBOARDINGS_LATE,
                Measure.ONBOARDING_OVERRUN,
                Measure.GOALS_REACHED);
    }

    @Override
    public void write(AccountFacts facts, Ledger subscriptions, LedgerRules rules, LedgerRows entries) {
        List<StoredFact<Milestone>> milestones = facts.of(FactTables.MILESTONE);
        writeValue(milestones, entries);
        milestones.stream()
                .map(milestone -> milestone.fact().name())
                .collect(Collectors.toCollection(TreeSet::new))
                .forEach(name -> writeOnboarding(
                        milestones.stream()
                                .filter(milestone -> milestone.fact().name().equals(name))
                                .toList(),
                        name,
                        entries));
        milestones.stream()
                .filter(milestone -> milestone.fact().point() == Milestone.Point.GOAL_REACHED)
                .forEach(goal -> entries.add(
                        Measure.GOALS_REACHED, goal.day(), goal.fact().name(), 1, ""));
    }

    private static void writeValue(List<StoredFact<Milestone>> milestones, LedgerRows entries) {
        first(milestones, Milestone.Point.FIRST_CONTACT).ifPresent(contact -> {
            entries.add(Measure.FIRST_CONTACTS, contact.day(), 1, "");
            NavigableMap<LocalDate, Boolean> waitingFrom = new TreeMap<>();
            waitingFrom.put(contact.day(), true);
            firstSince(milestones, Milestone.Point.VALUE_REACHED, contact).ifPresent(value -> {
                entries.add(Measure.TIME_TO_VALUE, value.day(), seconds(contact, value), "");
                waitingFrom.put(value.day(), false);
            });
            entries.switches(Measure.WAITING_FOR_VALUE, waitingFrom, "");
        });
    }

    private static void writeOnboarding(List<StoredFact<Milestone>> milestones, String name, LedgerRows entries) {
        first(milestones, Milestone.Point.ONBOARDING_STARTED)
                .ifPresent(start -> firstSince(milestones, Milestone.Point.ONBOARDING_ENDED, start)
                        .ifPresent(end -> {
                            entries.add(Measure.ONBOARDING_TIME, end.day(), seconds(start, end), name);
                            start.fact()
                                    .estimatedOn()
                                    .ifPresent(estimate -> writeEstimate(estimate, end.day(), name, entries));
                        }));
    }

    private static void writeEstimate(LocalDate estimate, LocalDate ended, String name, LedgerRows entries) {
        entries.add(Measure.ONBOARDINGS_ESTIMATED, ended, 1, name);
        if (ended.isAfter(estimate)) {
            long overrun = ChronoUnit.DAYS.getDuration().toSeconds() * ChronoUnit.DAYS.between(estimate, ended);
            entries.add(Measure.ONBOARDINGS_LATE, ended, 1, name);
            entries.add(Measure.ONBOARDING_OVERRUN, ended, overrun, name);
        }
    }

    private static Optional<StoredFact<Milestone>> first(
            List<StoredFact<Milestone>> milestones, Milestone.Point point) {
        return milestones.stream()
                .filter(milestone -> milestone.fact().point() == point)
                .findFirst();
    }

    private static Optional<StoredFact<Milestone>> firstSince(
            List<StoredFact<Milestone>> milestones, Milestone.Point point, StoredFact<Milestone> since) {
        return milestones.stream()
                .filter(milestone -> milestone.fact().point() == point
                        && !milestone.occurredAt().isBefore(since.occurredAt()))
                .findFirst();
    }

    private static long seconds(StoredFact<?> from, StoredFact<?> to) {
        return Duration.between(from.occurredAt(), to.occurredAt()).toSeconds();
    }
}

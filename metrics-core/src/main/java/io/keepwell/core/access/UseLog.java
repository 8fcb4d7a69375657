package io.keepwell.core.access;

import io.keepwell.core.database.Database;
import io.keepwell.core.time.Period;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What keys were used for and which events were refused, by day.
@Singleton
public final class UseLog {
    private static final int MOST_FORGOTTEN = 500;

    private final Database database;
    private final KeyUseRepository uses;
    private final EventRefusalRepository refusals;

    UseLog(Database database, KeyUseRepository uses, EventRefusalRepository refusals) {
        this.database = database;
        this.uses = uses;
        this.refusals = refusals;
    }

    /// Adds to what is there, all in one transaction. Where the connection is lost during the commit
    /// itself, it may be added twice or not at all: these are counts for people, not figures.
    ///
    /// @throws io.keepwell.core.database.DatabaseException where it failed for good
    public void add(Collection<KeyUse> used, Collection<EventRefusal> refused) {
        // In the order of the primary keys, so that services that add at the same time don't lock each other out.
        List<KeyUseRow> useRows = used.stream()
                .map(KeyUseRow::of)
                .sorted(Comparator.comparing(KeyUseRow::keyPrefix).thenComparing(KeyUseRow::day))
                .toList();
        List<EventRefusalRow> refusalRows = refused.stream()
                .map(EventRefusalRow::of)
                .sorted(Comparator.comparingInt(EventRefusalRow::partnerId)
                        .thenComparing(EventRefusalRow::day)
                        .thenComparing(EventRefusalRow::kind)
                        .thenComparing(EventRefusalRow::reason)
                        .thenComparing(EventRefusalRow::field))
                .toList();
        database.run(_ -> {
            uses.add(useRows);
            refusals.add(refusalRows);
        });
    }

    /// What keys were used for in a period, by key and day. Days without use have no entry.
    public List<KeyUse> uses(Period period) {
        return database
                .transaction(_ ->
                        uses.findByDayGreaterThanEqualsAndDayLessThanOrderByKeyPrefixAndDay(period.from(), period.to()))
                .stream()
                .map(KeyUseRow::use)
                .toList();
    }

    /// The days of a period on which each partner sent events that were kept or known already, by its
    /// name.
    public Map<String, SortedSet<LocalDate>> daysOfSending(Period period) {
        Map<String, SortedSet<LocalDate>> days = new TreeMap<>();
        database.transaction(_ -> uses.findSendingDays(period.from(), period.to()))
                .forEach(sending -> days.computeIfAbsent(sending.name(), _ -> new TreeSet<>())
                        .add(sending.day()));
        return days;
    }

    /// When each key was last used, as far as it ever was. A few seconds behind.
    public Map<KeyId, Instant> lastUsed() {
        return database.transaction(_ -> uses.findLastUses()).stream()
                .collect(Collectors.toMap(use -> new KeyId(use.keyPrefix()), KeyUseRepository.LastUse::lastUsedAt));
    }

    /// What all keys of a partner were used for in a period, those that are valid no more among them.
    public KeyCounts counts(Partner partner, Period period) {
        return database.transaction(_ -> uses.findTotal(partner.id(), period.from(), period.to()))
                .counts();
    }

    /// What was refused of one partner in a period and why: the latest day first, and on a day the most
    /// frequent cause first.
    public List<EventRefusal> refusals(Partner partner, Period period) {
        return read(_ -> refusals.findOfPartner(partner.id(), period.from(), period.to()));
    }

    /// What was refused in a period and why: the latest day first, and on a day the most frequent cause
    /// first.
    public List<EventRefusal> refusals(Period period) {
        return read(_ -> refusals.findOfAll(period.from(), period.to()));
    }

    private List<EventRefusal> read(Database.Work<List<EventRefusalRow>> work) {
        return database.transaction(work).stream().map(EventRefusalRow::refusal).toList();
    }

    /// Forgets what is older than a day, at most some hundred rows a call, so that nobody waits long for
    /// it. Of each key the last day on which it was used stays for ever.
    ///
    /// @param day the first one that is kept
    /// @return how many rows were forgotten; none where there is nothing left to forget
    public int forgetBefore(LocalDate day) {
        return database.transaction(_ -> {
            List<KeyUseRow> outlived = uses.findOutlived(day, MOST_FORGOTTEN);
            uses.deleteAll(outlived);
            return outlived.size() + refusals.forgetBefore(day, MOST_FORGOTTEN);
        });
    }
}

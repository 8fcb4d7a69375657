package io.keepwell.core.quality;

import io.keepwell.core.access.EventRefusal;
import io.keepwell.core.access.Partner;
import io.keepwell.core.access.UseLog;
import io.keepwell.core.database.Database;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.store.Reconciliation;
import io.keepwell.core.ledger.ExchangeRates;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.money.Money;
import io.keepwell.core.rollup.refresh.CurrentRates;
import io.keepwell.core.time.Period;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Looks at what partners send. Reads all that is kept of a partner for the period, as a reconciliation
/// does: some seconds for millions of events, meant for people and for once a day.
@Singleton
public final class DataQuality {
    /// The longest period that is looked at.
    public static final int MOST_DAYS = Reconciliation.MOST_DAYS;

    private static final int MOST_STUBS_NAMED = 5;
    private static final Duration LONGEST_READ = Duration.ofSeconds(60);

    private final Database database;
    private final Reconciliation reconciliation;
    private final CurrentRates rates;
    private final UseLog uses;

    public DataQuality(Database database, Reconciliation reconciliation, CurrentRates rates, UseLog uses) {
        this.database = database;
        this.reconciliation = reconciliation;
        this.rates = rates;
        this.uses = uses;
    }

    /// @param period at most 366 days
    /// @throws IllegalArgumentException where it is longer
    public PartnerQuality examine(Partner partner, Period period) {
        List<Reconciliation.Count> counts = reconciliation.count(partner.id(), period);
        ExchangeRates known = rates.now();
        return new PartnerQuality(
                partner,
                period,
                counts.stream().map(Reconciliation.Count::lastReceivedAt).max(Instant::compareTo),
                kinds(counts, known),
                uses.counts(partner, period),
                refusals(uses.refusals(partner, period)),
                stubs(partner),
                missingRates(counts, known));
    }

    // ---- what came

    private static List<PartnerQuality.Kind> kinds(List<Reconciliation.Count> counts, ExchangeRates rates) {
        Optional<LocalDate> first =
                counts.stream().map(Reconciliation.Count::day).min(LocalDate::compareTo);
        Optional<LocalDate> last =
                counts.stream().map(Reconciliation.Count::day).max(LocalDate::compareTo);
        if (first.isEmpty() || last.isEmpty()) {
            return List.of();
        }
        List<LocalDate> days = first.get().datesUntil(last.get().plusDays(1)).toList();
        List<PartnerQuality.Kind> kinds = new ArrayList<>();
        for (FactTable<?> table : FactTables.ALL) {
            SortedMap<LocalDate, Long> events = new TreeMap<>();
            long pending = 0;
            for (Reconciliation.Count count : counts) {
                if (count.table() == table) {
                    events.merge(count.day(), count.kept(), Long::sum);
                    pending += withoutRate(count, rates).isEmpty() ? 0 : count.kept();
                }
            }
            if (!events.isEmpty()) {
                kinds.add(new PartnerQuality.Kind(table.kind(), events, pending, gaps(days, events)));
            }
        }
        return kinds;
    }

    /// By weekday, so that who doesn't work on Sundays has no gap there.
    private static List<LocalDate> gaps(List<LocalDate> days, SortedMap<LocalDate, Long> events) {
        Map<DayOfWeek, Long> with = new EnumMap<>(DayOfWeek.class);
        Map<DayOfWeek, Long> all = new EnumMap<>(DayOfWeek.class);
        for (LocalDate day : days) {
            all.merge(day.getDayOfWeek(), 1L, Long::sum);
            with.merge(day.getDayOfWeek(), events.containsKey(day) ? 1L : 0L, Long::sum);
        }
        return days.stream()
                .filter(day -> !events.containsKey(day))
                .filter(day -> 2 * with.getOrDefault(day.getDayOfWeek(), 0L) > all.getOrDefault(day.getDayOfWeek(), 0L))
                .toList();
    }

    // ---- what is wrong

    private static List<PartnerQuality.Refusal> refusals(List<EventRefusal> byDay) {
        record Cause(String kind, String reason, String field) {}

        Map<Cause, EventRefusal> together = byDay.stream()
                .collect(Collectors.toMap(
                        each -> new Cause(
                                each.cause().kind(),
                                each.cause().reason(),
                                each.cause().field()),
                        each -> each,
                        EventRefusal::plus));
        return together.entrySet().stream()
                .map(entry -> new PartnerQuality.Refusal(
                        entry.getKey().kind(),
                        entry.getKey().reason(),
                        entry.getKey().field(),
                        entry.getValue().events(),
                        entry.getValue().example()))
                .sorted(Comparator.comparingLong(PartnerQuality.Refusal::events)
                        .reversed()
                        .thenComparing(PartnerQuality.Refusal::kind)
                        .thenComparing(PartnerQuality.Refusal::field)
                        .thenComparing(PartnerQuality.Refusal::reason))
                .toList();
    }

    private PartnerQuality.Stubs stubs(Partner partner) {
        return database.transaction(connection -> {
            // By the partner's part of the primary key of account_alias; the others by theirs. A merged
            // account is what it was merged into.
            try (PreparedStatement select = connection.prepareStatement("""
                    select a.alias, count(*) over () as accounts
                    from account_alias a
                    left join account_merge m on m.account = a.account
                    join account t on t.account = coalesce(m.primary_account, a.account)
                    where a.partner_id = ? and t.stub = 1
                    order by a.alias
                    limit ?
                    """)) {
                select.setQueryTimeout(Math.toIntExact(LONGEST_READ.toSeconds()));
                select.setInt(1, partner.id());
                select.setInt(2, MOST_STUBS_NAMED);
                try (ResultSet rows = select.executeQuery()) {
                    List<String> names = new ArrayList<>();
                    long accounts = 0;
                    while (rows.next()) {
                        names.add(rows.getString("alias"));
                        accounts = rows.getLong("accounts");
                    }
                    return new PartnerQuality.Stubs(accounts, names);
                }
            }
        });
    }

    // ---- exchange rates

    private static List<PartnerQuality.MissingRate> missingRates(
            List<Reconciliation.Count> counts, ExchangeRates rates) {
        SortedMap<CurrencyCode, PartnerQuality.MissingRate> missing =
                new TreeMap<>(Comparator.comparing(CurrencyCode::code));
        for (Reconciliation.Count count : counts) {
            for (CurrencyCode currency : withoutRate(count, rates)) {
                missing.merge(
                        currency,
                        new PartnerQuality.MissingRate(currency, count.day(), count.day(), count.kept()),
                        // Counts come by day.
                        (before, after) -> new PartnerQuality.MissingRate(
                                currency, before.from(), after.last(), before.events() + after.events()));
            }
        }
        return List.copyOf(missing.values());
    }

    private static List<CurrencyCode> withoutRate(Reconciliation.Count count, ExchangeRates rates) {
        return count.currencies().stream()
                .filter(currency ->
                        rates.convert(new Money(1, currency), count.day()).isEmpty())
                .toList();
    }
}

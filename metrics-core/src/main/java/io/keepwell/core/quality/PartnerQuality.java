package io.keepwell.core.quality;

import io.keepwell.core.access.EventRefusal;
import io.keepwell.core.access.KeyCounts;
import io.keepwell.core.access.Partner;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.time.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What kind of data a partner has sent for a period: what came, what is missing, and what was wrong.
///
/// Events are those that are kept, by the day that they count for, retracted ones among them; `answered`
/// and `refusals` are by the day on which calls were answered, repeats counted each time.
///
/// @param lastReceivedAt when the newest of the period's events came in; empty where there are none
/// @param kinds in the order of the contract; those of which nothing is kept are missing
/// @param answered what the partner's calls were answered: new events, repeats, rejected ones, pending
///     ones
/// @param refusals why events were rejected, the most frequent cause first
/// @param missingRates by currency
public record PartnerQuality(
        Partner partner,
        Period period,
        Optional<Instant> lastReceivedAt,
        List<Kind> kinds,
        KeyCounts answered,
        List<Refusal> refusals,
        Stubs stubs,
        List<MissingRate> missingRates) {
    public PartnerQuality {
        kinds = List.copyOf(kinds);
        refusals = List.copyOf(refusals);
        missingRates = List.copyOf(missingRates);
    }

    /// The events of one kind.
    ///
    /// @param kind such as `survey_answer`
    /// @param events how many count for which day; days without any are missing
    /// @param pending those of them that are in no figure now, for want of an exchange rate
    /// @param gaps days on which events of this kind would have been usual and of which there are none:
    ///     weekdays that had some more often than not, from the partner's first day with events of
    ///     whatever kind to its last one
    public record Kind(String kind, SortedMap<LocalDate, Long> events, long pending, List<LocalDate> gaps) {
        public Kind {
            events = Collections.unmodifiableSortedMap(new TreeMap<>(events));
            gaps = List.copyOf(gaps);
        }

        public long total() {
            return events.values().stream().mapToLong(count -> count).sum();
        }
    }

    /// Events that were rejected for one cause.
    ///
    /// @param kind such as `survey_answer`; `unknown` where that can't be known
    /// @param reason as the contract names it, without its prefix, such as `out_of_range`
    /// @param field path inside the event
    /// @param example the latest of them
    public record Refusal(String kind, String reason, String field, long events, EventRefusal.Example example) {}

    /// Accounts that the partner names, and that no profile has described yet, neither its own nor
    /// another partner's.
    ///
    /// @param names the first few, as the partner calls them
    public record Stubs(long accounts, List<String> names) {
        public Stubs {
            names = List.copyOf(names);
        }
    }

    /// Days for which no rate leads from a currency to the reporting currency.
    ///
    /// @param from the first such day of the period
    /// @param last the last one; there may be rates for days in between
    /// @param events that are pending for it
    public record MissingRate(CurrencyCode currency, LocalDate from, LocalDate last, long events) {}
}

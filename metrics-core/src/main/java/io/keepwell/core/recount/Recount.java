package io.keepwell.core.recount;

import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.EventKey;
import io.keepwell.core.fact.ExchangeRate;
import io.keepwell.core.fact.Fact;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.Measurement;
import io.keepwell.core.fact.Retraction;
import io.keepwell.core.fact.SubscriptionChange;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.money.Money;
import io.keepwell.core.setting.HealthModels;
import io.keepwell.core.setting.Policies;
import io.keepwell.core.time.Period;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Every metric by every definition, straight from the words, over the plain list of what was reported: no ledger, no
/// cells, no database. So simple that it can be checked by reading, and quick enough for the events of thousands of
/// customers over some years.
///
/// Figures are those of everything that was reported, whenever it came in.
public final class Recount {
    private static final BigDecimal EXACT = new BigDecimal("0.0000000001");
    private static final BigDecimal ONE_PER_CENT = new BigDecimal("0.0100001");

    private final Terms terms;
    private final Rates rates;
    private final List<Customer> customers;
    private final Map<Class<?>, List<Happening<?>>> sentByKind = new HashMap<>();
    private final VoiceRecount voice;
    private final SupportRecount support;
    private final AdoptionRecount adoption;
    private final SuccessRecount success;
    private final ReasonRecount reasons;
    private final Map<String, Words> words = new HashMap<>();

    /// By what the firm counts.
    ///
    /// @param currency of its figures
    /// @param zone in which days begin and end
    /// @param today the first day that isn't over
    public record Terms(
            CurrencyCode currency, ZoneId zone, Policies policies, HealthModels healthModels, LocalDate today) {}

    /// Why there is no figure; as in the contract.
    public enum Reason {
        NO_BASE,
        NO_DATA,
        NOT_CONFIGURED,
        MISSING_RATE
    }

    /// What a metric is by one definition; empty where there is no figure.
    interface Words {
        Optional<BigDecimal> figure(Period period, Slice slice, Optional<String> detail);
    }

    /// Says whom an event is about.
    public interface Names {
        /// @param partner who reports it
        /// @param name by which that partner knows it
        /// @return the same text for all names that partners have for the same customer
        String customer(String partner, String name);
    }

    /// An event, and the partner that reported it.
    record Reported(String partner, EventKey key, Story.SentEvent event) {
        LocalDate day(ZoneId zone) {
            return LocalDate.ofInstant(event.occurredAt(), zone);
        }
    }

    /// @param sentBy by partner, each event once, in any order, with retractions and corrections and what
    ///     these take back
    public Recount(Map<String, List<Story.SentEvent>> sentBy, Terms terms, Names names) {
        this.terms = terms;
        this.rates = new Rates(terms.currency(), terms.policies().rateDays());
        List<Reported> reported = standing(sentBy);
        reported.stream()
                .filter(each -> each.event().fact() instanceof ExchangeRate)
                .sorted(Comparator.<Reported, Instant>comparing(
                                each -> each.event().occurredAt())
                        .thenComparing(Reported::key))
                .forEach(each -> rates.send((ExchangeRate) each.event().fact(), each.day(terms.zone())));
        this.customers = reported.stream()
                .collect(Collectors.groupingBy(
                        each -> names.customer(each.partner(), each.event().account()),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .values()
                .stream()
                .map(ofCustomer -> new Customer(rates, terms.zone(), ofCustomer))
                .toList();
        this.voice = new VoiceRecount(this);
        TicketRecount tickets = new TicketRecount(this);
        this.support = new SupportRecount(tickets);
        this.adoption = new AdoptionRecount(this);
        this.success = new SuccessRecount(this, tickets, new HealthRecount(this, tickets, terms.healthModels()));
        this.reasons = new ReasonRecount(this, tickets, support, adoption, success);
        words.putAll(new SubscriptionRecount(this).words());
        words.putAll(new RevenueRecount(this).words());
        words.putAll(new GrowthRecount(this).words());
    }

    /// What was neither retracted nor corrected. Partners' ids are their own, and each kind's.
    private static List<Reported> standing(Map<String, List<Story.SentEvent>> sentBy) {
        List<Reported> standing = new ArrayList<>();
        sentBy.forEach((partner, reported) -> {
            Set<TakenBack> takenBack = new HashSet<>();
            for (Story.SentEvent each : reported) {
                if (each.fact() instanceof Retraction retraction) {
                    takenBack.add(new TakenBack(retraction.kindCode(), retraction.targetKey()));
                }
                each.corrects()
                        .map(EventKey::of)
                        .ifPresent(key -> takenBack.add(new TakenBack(kindCode(each.fact()), key.hex())));
            }
            reported.stream()
                    .filter(each -> !(each.fact() instanceof Retraction))
                    .map(each -> new Reported(partner, each.event().key(), each))
                    .filter(each -> !takenBack.contains(new TakenBack(
                            kindCode(each.event().fact()), each.key().hex())))
                    .forEach(standing::add);
        });
        return standing;
    }

    private record TakenBack(long kindCode, String key) {}

    private static long kindCode(Fact fact) {
        return FactTables.of(fact).code();
    }

    /// A figure, in the definition's unit; empty where there is none.
    ///
    /// @param metric such as `voice.nps`
    /// @param definition such as `zero_to_ten`
    /// @param detail what is asked about beyond the slice: a feature, a theme, the name of a measure
    /// @throws IllegalArgumentException where no words are known for it
    public Optional<BigDecimal> figure(
            String metric, String definition, Period period, Slice slice, Optional<String> detail) {
        String name = metric + " " + definition;
        return switch (metric.substring(0, metric.indexOf('.'))) {
            case "voice" -> voice.figure(name, period, slice, detail);
            case "support" -> support.figure(name, period, slice);
            case "adoption" -> adoption.figure(name, period, slice, detail);
            case "success" -> success.figure(name, period, slice);
            default ->
                Optional.ofNullable(words.get(name))
                        .orElseThrow(() -> unknown(name))
                        .figure(period, slice, detail);
        };
    }

    static IllegalArgumentException unknown(String name) {
        return new IllegalArgumentException("say in plain words, in a recount, what " + name + " is");
    }

    /// How many tickets a metric of support leaves out by a definition, by reason.
    ///
    /// @throws IllegalArgumentException where no words are known for it
    public Map<String, Long> exclusions(String metric, String definition, Period period, Slice slice) {
        return support.exclusions(metric + " " + definition, period, slice);
    }

    /// Why a metric has no figure by its default definition, where it has none.
    ///
    /// @throws IllegalArgumentException where no words are known for it
    public Reason reason(String metric, Period period, Slice slice, Optional<String> detail) {
        return reasons.of(metric, period, slice, detail);
    }

    /// The names of all measures of partners' own.
    public SortedSet<String> measures() {
        return reported(Measurement.class).stream()
                .map(each -> each.fact().name())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Whether a figure is what a recount gives: but for the last of ten decimals, or, where it is approximate, within
    /// one per cent.
    public static boolean agree(Optional<BigDecimal> figure, Optional<BigDecimal> recounted, boolean approximate) {
        if (figure.isEmpty() || recounted.isEmpty()) {
            return figure.isEmpty() && recounted.isEmpty();
        }
        BigDecimal allowed =
                approximate ? recounted.get().abs().multiply(ONE_PER_CENT).add(EXACT) : EXACT;
        return figure.get().subtract(recounted.get()).abs().compareTo(allowed) <= 0;
    }

    /// The same customers, followed from the month in which they were won.
    public CohortRecount cohorts() {
        return new CohortRecount(this);
    }

    Collection<Customer> customers() {
        return customers;
    }

    ZoneId zone() {
        return terms.zone();
    }

    Policies policies() {
        return terms.policies();
    }

    LocalDate today() {
        return terms.today();
    }

    /// The amount in the firm's currency; empty where there is no rate for it.
    Optional<BigDecimal> worth(Money money, LocalDate day) {
        return rates.worth(money, day);
    }

    /// Everything reported for a kind, of everybody, each customer's in order.
    @SuppressWarnings("unchecked") // what is kept of a kind was reported for that kind
    <F extends Fact> List<Happening<F>> reported(Class<F> kind) {
        return (List<Happening<F>>) (List<?>) sentByKind.computeIfAbsent(
                kind,
                _ -> customers.stream()
                        .<Happening<?>>flatMap(customer -> customer.reported(kind).stream())
                        .toList());
    }

    /// Whether anything of a kind happened before the day.
    boolean isReported(Class<? extends Fact> kind, LocalDate before) {
        return reported(kind).stream().anyMatch(each -> each.day().isBefore(before));
    }

    /// What was reported for the same thing of the same customer, in order; each partner names its own things.
    static <F extends Fact> List<List<Happening<F>>> byThing(List<Happening<F>> reported, Function<F, String> name) {
        return List.copyOf(reported.stream()
                .collect(Collectors.groupingBy(
                        each -> List.of(each.customer(), each.partner(), name.apply(each.fact())),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .values());
    }

    /// Who stands in the slice and pays when the day begins.
    Set<Customer> customersOf(Slice slice, LocalDate day) {
        return customers.stream()
                .filter(each -> each.isCustomerOf(slice, day))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    boolean isEverCustomer(LocalDate before) {
        return customers.stream().anyMatch(each -> each.wasCustomerBefore(before));
    }

    /// Whether the price of a subscription could not be converted that somebody of the slice had before the day.
    boolean isSubscriptionWithoutRate(Slice slice, LocalDate before) {
        return reported(SubscriptionChange.class).stream()
                .anyMatch(each -> each.day().isBefore(before)
                        && each.fact()
                                .terms()
                                .filter(own -> worth(own.price(), each.day()).isEmpty())
                                .isPresent()
                        && each.customer().stoodIn(slice, each.day()));
    }

    /// What some pay a month when the day begins.
    static BigDecimal mrr(Collection<Customer> some, LocalDate day) {
        return Arithmetic.sum(some.stream().map(each -> each.mrrBefore(day)).toList());
    }
}

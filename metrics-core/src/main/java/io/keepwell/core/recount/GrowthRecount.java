package io.keepwell.core.recount;

import static io.keepwell.core.recount.Arithmetic.number;
import static io.keepwell.core.recount.Arithmetic.share;
import static io.keepwell.core.recount.Arithmetic.sum;

import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.Lead;
import io.keepwell.core.fact.Measurement;
import io.keepwell.core.fact.Offer;
import io.keepwell.core.fact.Opportunity;
import io.keepwell.core.fact.Order;
import io.keepwell.core.fact.Referral;
import io.keepwell.core.fact.StayReason;
import io.keepwell.core.money.Money;
import io.keepwell.core.time.Period;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The words of growth metrics and of a partner's own measures.
final class GrowthRecount {
    private final Recount all;

    GrowthRecount(Recount all) {
        this.all = all;
    }

    Map<String, Recount.Words> words() {
        Map<String, Recount.Words> words = new HashMap<>();
        words.put("growth.portfolio quarter_over_quarter", (period, slice, _) -> grown(period, slice, 3));
        words.put("growth.portfolio year_over_year", (period, slice, _) -> grown(period, slice, 12));
        words.put("growth.portfolio opportunities_created", (period, slice, kind) -> {
            long created = opportunities().stream()
                    .filter(each -> each.created().isIn(period, slice) && each.isOf(kind))
                    .count();
            return anyOpportunity(period) ? number(created) : Optional.empty();
        });
        words.put("growth.portfolio opportunities_won", (period, slice, kind) -> {
            int won = decided(period, slice, kind, Opportunity.State.WON).size();
            return anyOpportunity(period) ? number(won) : Optional.empty();
        });
        words.put("growth.portfolio win_rate", (period, slice, kind) -> {
            int won = decided(period, slice, kind, Opportunity.State.WON).size();
            int lost = decided(period, slice, kind, Opportunity.State.LOST).size();
            return share(won, won + lost);
        });
        words.put("growth.portfolio won_value", this::wonValue);
        words.put("growth.upsell offers", (period, slice, _) -> {
            List<Offered> presented = presented(period, slice);
            return share(presented.stream().filter(Offered::accepted).count(), presented.size());
        });
        words.put("growth.upsell customers_offered", (period, slice, _) -> {
            Set<Customer> e = all.customersOf(slice, period.to());
            List<Offered> presented = presented(period, Slice.WHOLE).stream()
                    .filter(each -> e.contains(each.presented().customer()))
                    .toList();
            long accepting = presented.stream()
                    .filter(Offered::accepted)
                    .map(each -> each.presented().customer())
                    .distinct()
                    .count();
            return share(
                    accepting,
                    presented.stream()
                            .map(each -> each.presented().customer())
                            .distinct()
                            .count());
        });
        words.put("growth.upsell all_customers", this::buying);
        words.put("growth.referral_rate customers", (period, slice, _) -> {
            Set<Customer> e = all.customersOf(slice, period.to());
            Set<Customer> referring = all.reported(Referral.class).stream()
                    .filter(each -> period.contains(each.day()) && e.contains(each.customer()))
                    .map(Happening::customer)
                    .collect(Collectors.toSet());
            boolean ever = all.reported(Referral.class).stream()
                    .anyMatch(each -> each.day().isBefore(period.to()));
            return ever ? share(referring.size(), e.size()) : Optional.empty();
        });
        words.put("growth.free_to_paid upgrades", (period, slice, _) -> {
            boolean ever = all.customers().stream().anyMatch(each -> each.wasFreeBefore(period.to()));
            return ever ? number(upgrades(period, slice)) : Optional.empty();
        });
        words.put("growth.free_to_paid share", (period, slice, _) -> {
            long free = all.customers().stream()
                    .filter(each -> each.isFree(period.from()) && slice.holds(each.sliceKeyBefore(period.from())))
                    .count();
            return share(upgrades(period, slice), free);
        });
        words.put("growth.free_to_paid stay_reasons", (period, slice, reason) -> {
            List<Happening<StayReason>> reported = all.reported(StayReason.class);
            boolean ever = reported.stream().anyMatch(each -> each.day().isBefore(period.to()));
            long given = reported.stream()
                    .filter(each -> each.isIn(period, slice)
                            && reason.map(id(each.fact().reason())::equals).orElse(true))
                    .count();
            return ever ? number(given) : Optional.empty();
        });
        words.put("growth.conversion leads", this::conversion);
        words.put("custom.measure sum", (period, slice, name) -> {
            List<BigDecimal> values = measured(period, slice, name);
            return values.isEmpty() ? Optional.empty() : Optional.of(sum(values));
        });
        words.put("custom.measure mean", (period, slice, name) -> {
            List<BigDecimal> values = measured(period, slice, name);
            return Arithmetic.each(sum(values), BigDecimal.valueOf(values.size()));
        });
        words.put("custom.measure last", this::lastMeasured);
        return words;
    }

    private Optional<BigDecimal> grown(Period period, Slice slice, int months) {
        int now = all.customersOf(slice, period.to()).size();
        int then = all.customersOf(slice, period.to().minusMonths(months)).size();
        return share(now - then, then);
    }

    /// @param reported in order
    private record Chance(List<Happening<Opportunity>> reported) {
        Happening<Opportunity> created() {
            return reported.getFirst();
        }

        Opportunity.State state() {
            return reported.getLast().fact().state();
        }

        boolean isOf(Optional<String> kind) {
            return kind.map(id(reported.getLast().fact().kind())::equals).orElse(true);
        }

        /// When it came to stand as it does.
        Happening<Opportunity> since() {
            int first = reported.size() - 1;
            while (first > 0 && reported.get(first - 1).fact().state() == state()) {
                first--;
            }
            return reported.get(first);
        }
    }

    private List<Chance> opportunities() {
        return Recount.byThing(all.reported(Opportunity.class), Opportunity::opportunityId).stream()
                .map(Chance::new)
                .toList();
    }

    private boolean anyOpportunity(Period period) {
        return all.reported(Opportunity.class).stream()
                .anyMatch(each -> each.day().isBefore(period.to()));
    }

    private List<Chance> decided(Period period, Slice slice, Optional<String> kind, Opportunity.State state) {
        return opportunities().stream()
                .filter(each ->
                        each.state() == state && each.isOf(kind) && each.since().isIn(period, slice))
                .toList();
    }

    private Optional<BigDecimal> wonValue(Period period, Slice slice, Optional<String> kind) {
        List<Chance> won = decided(period, slice, kind, Opportunity.State.WON);
        List<BigDecimal> values = new ArrayList<>();
        for (Chance each : won) {
            Optional<BigDecimal> value = Optional.empty();
            for (Happening<Opportunity> reported : each.reported()) {
                Optional<Money> money = reported.fact().value();
                value = money.isPresent() ? all.worth(money.get(), reported.day()) : value;
            }
            value.ifPresent(values::add);
        }
        boolean noneReportedOf = !anyOpportunity(period) || (values.isEmpty() && !won.isEmpty());
        return noneReportedOf ? Optional.empty() : Optional.of(sum(values));
    }

    private record Offered(Happening<Offer> presented, boolean accepted) {}

    private List<Offered> presented(Period period, Slice slice) {
        List<Offered> presented = new ArrayList<>();
        for (List<Happening<Offer>> reported : Recount.byThing(all.reported(Offer.class), Offer::offerId)) {
            Happening<Offer> first = reported.getFirst();
            boolean accepted = false;
            for (Happening<Offer> each : reported.reversed()) {
                first = each.fact().step() == Offer.Step.PRESENTED ? each : first;
            }
            for (Happening<Offer> each : reported) {
                accepted = switch (each.fact().step()) {
                    case PRESENTED -> accepted;
                    case ACCEPTED -> true;
                    case DECLINED -> false;
                };
            }
            if (first.isIn(period, slice)) {
                presented.add(new Offered(first, accepted));
            }
        }
        return presented;
    }

    /// An offer is accepted on the day of its last answer.
    private Optional<BigDecimal> buying(Period period, Slice slice, Optional<String> detail) {
        List<Happening<?>> purchases = new ArrayList<>(all.reported(Order.class));
        for (List<Happening<Offer>> reported : Recount.byThing(all.reported(Offer.class), Offer::offerId)) {
            reported.stream()
                    .filter(each -> each.fact().step() != Offer.Step.PRESENTED)
                    .reduce((_, later) -> later)
                    .filter(answer -> answer.fact().step() == Offer.Step.ACCEPTED)
                    .ifPresent(purchases::add);
        }
        Set<Customer> s = all.customersOf(slice, period.from());
        Set<Customer> buyers = new HashSet<>();
        for (Happening<?> each : purchases) {
            if (period.contains(each.day()) && s.contains(each.customer())) {
                buyers.add(each.customer());
            }
        }
        boolean ever = purchases.stream().anyMatch(each -> each.day().isBefore(period.to()));
        return ever ? share(buyers.size(), s.size()) : Optional.empty();
    }

    private long upgrades(Period period, Slice slice) {
        return all.customers().stream()
                .mapToLong(each -> period.from()
                        .datesUntil(period.to())
                        .filter(day -> each.isFree(day)
                                && each.isCustomer(day.plusDays(1))
                                && slice.holds(each.sliceKeyBefore(day.plusDays(1))))
                        .count())
                .sum();
    }

    private Optional<BigDecimal> conversion(Period period, Slice slice, Optional<String> channel) {
        int leads = 0;
        int converted = 0;
        for (List<Happening<Lead>> reported : Recount.byThing(all.reported(Lead.class), Lead::leadId)) {
            String by = "";
            for (Happening<Lead> each : reported) {
                by = each.fact().channel().isEmpty() ? by : each.fact().channel();
            }
            if (reported.getFirst().isIn(period, slice)
                    && channel.map(by::equals).orElse(true)) {
                leads++;
                boolean saidSo = reported.getLast().fact().state() == Lead.State.CONVERTED;
                boolean began = beganToPay(
                        reported.getFirst().customer(), reported.getFirst().day());
                converted += saidSo || began ? 1 : 0;
            }
        }
        return share(converted, leads);
    }

    /// Whether it is a customer on the evening of the day or a later one, and was none on any before.
    private static boolean beganToPay(Customer customer, LocalDate day) {
        return customer.wasCustomerBefore(LocalDate.MAX) && !customer.wasCustomerBefore(day);
    }

    private List<BigDecimal> measured(Period period, Slice slice, Optional<String> name) {
        return all.reported(Measurement.class).stream()
                .filter(each -> each.isIn(period, slice)
                        && name.map(each.fact().name()::equals).orElse(false))
                .map(each -> BigDecimal.valueOf(each.fact().valueMicros(), 6))
                .toList();
    }

    /// Of the accounts that stand in the slice when the period ends.
    private Optional<BigDecimal> lastMeasured(Period period, Slice slice, Optional<String> name) {
        Map<Customer, BigDecimal> last = new HashMap<>();
        for (Happening<Measurement> each : all.reported(Measurement.class)) {
            if (each.day().isBefore(period.to())
                    && slice.holds(each.customer().sliceKeyBefore(period.to()))
                    && name.map(each.fact().name()::equals).orElse(false)) {
                last.put(each.customer(), BigDecimal.valueOf(each.fact().valueMicros(), 6));
            }
        }
        return last.isEmpty() ? Optional.empty() : Optional.of(sum(List.copyOf(last.values())));
    }

    private static String id(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}

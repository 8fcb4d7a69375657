package io.keepwell.ingestion.publish;

import com.google.protobuf.Timestamp;
import io.keepwell.core.access.Partner;
import io.keepwell.core.fact.store.Reconciliation;
import io.keepwell.core.ledger.ExchangeRates;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.money.Money;
import io.keepwell.core.rollup.refresh.CurrentRates;
import io.keepwell.core.setting.Firm;
import io.keepwell.core.setting.Settings;
import io.keepwell.core.time.Period;
import io.keepwell.ingestion.admission.CallError;
import io.keepwell.ingestion.v1.Date;
import io.keepwell.ingestion.v1.DayCount;
import io.keepwell.ingestion.v1.FieldSum;
import io.keepwell.ingestion.v1.ReconcileDaysRequest;
import io.keepwell.ingestion.v1.ReconcileDaysResponse;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;

/// Answers what is kept of a partner. Few at a time, since it reads much.
@Singleton
final class Reconciling {
    private static final int MOST_AT_ONCE = 2;

    private final Reconciliation reconciliation;
    private final Settings settings;
    private final CurrentRates rates;
    private final Clock clock;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);

    Reconciling(Reconciliation reconciliation, Settings settings, CurrentRates rates, Clock clock) {
        this.reconciliation = reconciliation;
        this.settings = settings;
        this.rates = rates;
        this.clock = clock;
    }

    private record DayAndKind(LocalDate day, String kind) {}

    private record FieldAndCurrency(String field, String currency) {
        static final Comparator<FieldAndCurrency> ORDER =
                Comparator.comparing(FieldAndCurrency::field).thenComparing(FieldAndCurrency::currency);
    }

    ReconcileDaysResponse reconcile(Partner partner, ReconcileDaysRequest request) {
        Period period = period(request);
        Firm firm = settings.firm();
        if (!places.tryAcquire()) {
            throw CallError.BUSY.exception("Others are reconciling; try again soon.");
        }
        List<Reconciliation.Count> counts;
        Instant now = clock.instant();
        try {
            counts = reconciliation.count(partner.id(), period);
        } finally {
            places.release();
        }
        return ReconcileDaysResponse.newBuilder()
                .addAllDays(days(counts, rates.now()))
                .setReportingZone(firm.zone().id().getId())
                .setCountedAt(
                        Timestamp.newBuilder().setSeconds(now.getEpochSecond()).setNanos(now.getNano()))
                .build();
    }

    private static Period period(ReconcileDaysRequest request) {
        LocalDate from = day("from", request.getFrom());
        LocalDate to = day("to", request.getTo());
        if (!from.isBefore(to)) {
            throw CallError.BAD_RANGE.exception(
                    "`to` is the first day after the range; " + to + " isn't after `from`, " + from + ".");
        }
        Period period = new Period(from, to);
        if (period.days() > Reconciliation.MOST_DAYS) {
            throw CallError.BAD_RANGE.exception("At most " + Reconciliation.MOST_DAYS
                    + " days are reconciled in a call, not " + period.days() + ".");
        }
        return period;
    }

    private static LocalDate day(String field, Date date) {
        try {
            return LocalDate.of(date.getYear(), date.getMonth(), date.getDay());
        } catch (DateTimeException impossible) {
            throw CallError.BAD_RANGE.exception("`" + field + "` must be a day; there is no " + date.getYear() + "-"
                    + date.getMonth() + "-" + date.getDay() + ".");
        }
    }

    /// Puts what was counted of a day and kind together.
    private static List<DayCount> days(List<Reconciliation.Count> counts, ExchangeRates rates) {
        Map<DayAndKind, List<Reconciliation.Count>> together = new LinkedHashMap<>();
        for (Reconciliation.Count count : counts) {
            together.computeIfAbsent(new DayAndKind(count.day(), count.table().kind()), _ -> new ArrayList<>())
                    .add(count);
        }
        List<DayCount> days = new ArrayList<>();
        together.forEach((key, parts) -> days.add(DayCount.newBuilder()
                .setDay(message(key.day()))
                .setKind(key.kind())
                .setKept(parts.stream().mapToLong(Reconciliation.Count::kept).sum())
                .setPending(parts.stream()
                        .filter(part -> isPending(part, rates))
                        .mapToLong(Reconciliation.Count::kept)
                        .sum())
                .addAllSums(sums(key.kind(), parts))
                .build()));
        return days;
    }

    private static boolean isPending(Reconciliation.Count part, ExchangeRates rates) {
        return part.currencies().stream()
                .anyMatch(currency ->
                        rates.convert(new Money(1, currency), part.day()).isEmpty());
    }

    private static List<FieldSum> sums(String kind, List<Reconciliation.Count> parts) {
        Map<FieldAndCurrency, FieldSum.Builder> sums = new TreeMap<>(FieldAndCurrency.ORDER);
        for (Reconciliation.Count part : parts) {
            for (Reconciliation.FieldSum sum : part.sums()) {
                String field = kind + "." + sum.field() + (sum.currency().isPresent() ? ".amount" : "");
                String currency = sum.currency().map(CurrencyCode::code).orElse("");
                FieldSum.Builder message = sums.computeIfAbsent(
                        new FieldAndCurrency(field, currency),
                        _ -> FieldSum.newBuilder()
                                .setField(field)
                                .setCurrencyCode(currency)
                                .setSum("0"));
                BigDecimal total = new BigDecimal(message.getSum()).add(sum.sum());
                message.setSum(text(total)).setEvents(message.getEvents() + sum.facts());
            }
        }
        return sums.values().stream().map(FieldSum.Builder::build).toList();
    }

    private static String text(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    static Date message(LocalDate day) {
        return Date.newBuilder()
                .setYear(day.getYear())
                .setMonth(day.getMonthValue())
                .setDay(day.getDayOfMonth())
                .build();
    }
}

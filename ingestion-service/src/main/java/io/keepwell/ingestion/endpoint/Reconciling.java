package io.keepwell.ingestion.endpoint;

import com.google.protobuf.Timestamp;
import io.keepwell.core.access.Partner;
import io.keepwell.core.fact.Reconciliation;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.setting.Firm;
import io.keepwell.core.setting.Settings;
import io.keepwell.core.time.Period;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/// Answers what is kept of a partner. Few at a time, since it reads much.
@Singleton
final class Reconciling {
    private static final int MOST_AT_ONCE = 2;
    private static final int MICROS_DIGITS = 6;
    private static final String MICROS = "_micros";

    private final Reconciliation reconciliation;
    private final Settings settings;
    private final Clock clock;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);

    Reconciling(Reconciliation reconciliation, Settings settings, Clock clock) {
        this.reconciliation = reconciliation;
        this.settings = settings;
        this.clock = clock;
    }

    private record DayAndKind(LocalDate day, String kind) {}

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
                .addAllDays(days(counts, firm.currency()))
                .setReportingZone(firm.zone().id().getId())
                .setCountedAt(Timestamp.newBuilder()
                        .setSeconds(now.getEpochSecond())
                        .setNanos(now.getNano()))
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

    /// Puts the currencies of a day and kind together.
    private static List<DayCount> days(List<Reconciliation.Count> counts, CurrencyCode reporting) {
        Map<DayAndKind, DayCount.Builder> days = new LinkedHashMap<>();
        for (Reconciliation.Count count : counts) {
            String kind = count.table().kind();
            DayCount.Builder day = days.computeIfAbsent(
                    new DayAndKind(count.day(), kind),
                    key -> DayCount.newBuilder().setDay(message(key.day())).setKind(kind));
            day.setKept(day.getKept() + count.kept());
            if (count.currency().isPresent() && !count.currency().get().equals(reporting)) {
                day.setHeldBack(day.getHeldBack() + count.kept());
            }
            count.sums().forEach(sum -> day.addSums(message(count, sum)));
        }
        return days.values().stream().map(DayCount.Builder::build).toList();
    }

    private static FieldSum message(Reconciliation.Count count, Reconciliation.ColumnSum sum) {
        FieldSum.Builder message = FieldSum.newBuilder().setEvents(sum.facts());
        String path = count.table().kind() + ".";
        if (sum.isMoney()) {
            // A column in micros holds a Money of the same name.
            String field = sum.column().substring(0, sum.column().length() - MICROS.length());
            return message.setField(path + field + ".amount")
                    .setCurrencyCode(count.currency().orElseThrow().code())
                    .setSum(text(sum.sum().movePointLeft(MICROS_DIGITS)))
                    .build();
        }
        return message.setField(path + sum.column()).setSum(text(sum.sum())).build();
    }

    private static String text(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    private static Date message(LocalDate day) {
        return Date.newBuilder()
                .setYear(day.getYear())
                .setMonth(day.getMonthValue())
                .setDay(day.getDayOfMonth())
                .build();
    }
}

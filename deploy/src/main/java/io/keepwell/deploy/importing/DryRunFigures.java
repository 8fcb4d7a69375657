package io.keepwell.deploy.importing;

import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.recount.Recount;
import io.keepwell.core.setting.HealthModels;
import io.keepwell.core.setting.Policies;
import io.keepwell.core.time.Period;
import io.keepwell.importing.FirmTerms;
import io.keepwell.ingestion.mapping.EventMapper;
import io.keepwell.ingestion.mapping.FactMapping;
import io.keepwell.ingestion.v1.Event;
import io.keepwell.query.v1.DefinitionDescription;
import io.keepwell.query.v1.MetricDescription;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// The figures that the events of a dry run come to by themselves, recounted from the events, without what is kept
/// already.
final class DryRunFigures {
    static final int MOST_EVENTS = 200_000;
    private static final String PARTNER = "file";

    private final List<Event> events = new ArrayList<>();
    private boolean tooMany;

    /// What the figures are, or why there are none.
    ///
    /// @param period of which they are
    /// @param shown by metric, with units, by their default definitions: those that the kinds of the events make,
    ///     and those of other kinds too that are there without them
    record Figures(Optional<Period> period, Map<String, String> shown, String why) {
        static Figures none(String why) {
            return new Figures(Optional.empty(), Map.of(), why);
        }
    }

    void add(Event event) {
        if (events.size() == MOST_EVENTS) {
            tooMany = true;
            events.clear();
        }
        if (!tooMany) {
            events.add(event);
        }
    }

    /// @param metrics that there are
    Figures count(Supplier<List<MetricDescription>> metrics, FirmTerms firm, Clock clock) {
        if (tooMany) {
            return Figures.none("There are more than " + MOST_EVENTS + " events, too many to be counted in a dry run.");
        }
        List<Story.SentEvent> reported = new ArrayList<>();
        Set<String> kinds = reported(reported, clock);
        Optional<Period> month = month(reported, firm, clock);
        if (month.isEmpty()) {
            return Figures.none("There is no event until today.");
        }
        CurrencyCode currency = new CurrencyCode(firm.currencyCode());
        Recount recount = new Recount(
                Map.of(PARTNER, reported),
                new Recount.Terms(
                        currency,
                        firm.zone(),
                        Policies.DEFAULT,
                        new HealthModels(List.of()),
                        LocalDate.ofInstant(clock.instant(), firm.zone())),
                (_, name) -> name);
        Map<String, String> shown = new LinkedHashMap<>();
        for (MetricDescription metric : metrics.get()) {
            for (DefinitionDescription definition : metric.getDefinitionsList()) {
                boolean isMade = !definition.getMadeOfList().isEmpty() && kinds.containsAll(definition.getMadeOfList());
                boolean isTouched = definition.getMadeOfList().stream().anyMatch(kinds::contains);
                if (definition.getIsDefault() && isTouched && !metric.getId().startsWith("custom.")) {
                    Optional<BigDecimal> figure = recount.figure(
                            metric.getId(), definition.getId(), month.get(), Slice.WHOLE, Optional.empty());
                    if (!isMade && figure.filter(amount -> amount.signum() != 0).isEmpty()) {
                        // Rather one for which the other kinds are needed.
                        continue;
                    }
                    Unit unit = Unit.valueOf(definition.getUnit().toUpperCase(Locale.ROOT));
                    shown.put(
                            metric.getId(),
                            figure.map(amount -> ValueFormat.amount(amount, unit, currency))
                                    .orElse("–"));
                }
            }
        }
        return new Figures(month, shown, "");
    }

    /// @return the kinds of the events
    private Set<String> reported(List<Story.SentEvent> reported, Clock clock) {
        EventMapper mapper = new EventMapper(clock);
        Set<String> kinds = new HashSet<>();
        Set<String> known = new HashSet<>();
        for (Event event : events) {
            String kind = event.getPayloadCase().name().toLowerCase(Locale.ROOT);
            if (mapper.map(event) instanceof FactMapping.Mapped(io.keepwell.core.fact.store.Event mapped)
                    && known.add(kind + " " + event.getEventId())) {
                kinds.add(kind);
                reported.add(new Story.SentEvent(
                        event.getEventId(),
                        event.getAccountId(),
                        mapped.occurredAt(),
                        mapped.fact(),
                        Optional.of(event.getCorrectsEventId()).filter(id -> !id.isEmpty())));
            }
        }
        return kinds;
    }

    /// The last month with events that they cover as a whole; where they cover none, the month of the last of them.
    private static Optional<Period> month(List<Story.SentEvent> reported, FirmTerms firm, Clock clock) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), firm.zone());
        List<LocalDate> days = reported.stream()
                .map(each -> LocalDate.ofInstant(each.occurredAt(), firm.zone()))
                .filter(day -> !day.isAfter(today))
                .sorted()
                .toList();
        if (days.isEmpty()) {
            return Optional.empty();
        }
        YearMonth last = YearMonth.from(days.getLast());
        YearMonth month = days.getLast().equals(last.atEndOfMonth())
                ? last
                : days.stream()
                        .map(YearMonth::from)
                        .filter(each -> each.isBefore(last))
                        .max(YearMonth::compareTo)
                        .orElse(last);
        return Optional.of(new Period(month.atDay(1), month.plusMonths(1).atDay(1)));
    }
}

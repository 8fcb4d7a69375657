package io.keepwell.ui.shell;

import com.vaadin.flow.router.QueryParameters;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.time.Grain;
import io.keepwell.core.time.Period;
import io.keepwell.ui.component.Link;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What all figures of a screen are about. It lives in the address: `?period=2026-10&compare=year&segment=SMB`.
///
/// @param knownOn figures as of the end of that day; empty for as they are known now
public record Selection(Period period, ComparedPeriod comparison, Slice slice, Optional<LocalDate> knownOn) {
    private static final String PERIOD = "period";
    private static final String COMPARE = "compare";
    private static final String KNOWN = "known";

    /// What the address says; the last whole month, whole firm, where it doesn't.
    ///
    /// @param today in the reporting zone
    public static Selection of(QueryParameters parameters, LocalDate today) {
        Period lastMonth = Period.of(Grain.MONTH, today.withDayOfMonth(1).minusDays(1));
        return new Selection(
                parameters.getSingleParameter(PERIOD).flatMap(PeriodText::parse).orElse(lastMonth),
                parameters
                        .getSingleParameter(COMPARE)
                        .flatMap(ComparedPeriod::parse)
                        .orElse(ComparedPeriod.PREVIOUS),
                slice(parameters),
                parameters.getSingleParameter(KNOWN).flatMap(Selection::day).filter(day -> day.isBefore(today)));
    }

    /// What an address can say of it. Periods and values of dimensions that there are not are refused by
    /// each screen itself.
    ///
    /// @param today in the reporting zone
    static List<Parameter> parameters(LocalDate today) {
        List<Parameter> all = new ArrayList<>();
        all.add(Parameter.free(PERIOD));
        all.add(Parameter.oneOf(
                COMPARE,
                Stream.of(ComparedPeriod.values()).map(ComparedPeriod::id).toList()));
        all.add(new Parameter(
                KNOWN,
                text -> day(text).filter(day -> day.isBefore(today)).isPresent(),
                "a day before today, such as " + today.minusDays(1)));
        Dimension.ALL.forEach(dimension -> all.add(Parameter.free(dimension.id())));
        return all;
    }

    /// The period that the address says, where it is none: its last day may lie before the first.
    static Optional<String> noPeriod(QueryParameters parameters) {
        return parameters
                .getSingleParameter(PERIOD)
                .filter(text -> PeriodText.parse(text).isEmpty());
    }

    /// The slice that the address says.
    public static Slice slice(QueryParameters parameters) {
        Slice slice = Slice.WHOLE;
        for (Dimension dimension : Dimension.ALL) {
            Optional<String> value = parameters.getSingleParameter(dimension.id());
            if (value.isPresent()) {
                slice = slice.with(dimension, value.get());
            }
        }
        return slice;
    }

    /// Adds a slice to an address.
    public static Link write(Slice slice, Link link) {
        Link more = link;
        for (Map.Entry<Dimension, String> entry : slice.values().entrySet()) {
            more = more.with(entry.getKey().id(), entry.getValue());
        }
        return more;
    }

    /// Adds itself to an address.
    public Link write(Link link) {
        Link more = link.with(PERIOD, PeriodText.write(period));
        if (comparison != ComparedPeriod.PREVIOUS) {
            more = more.with(COMPARE, comparison.id());
        }
        more = write(slice, more);
        return more.with(KNOWN, knownOn.map(LocalDate::toString));
    }

    public Selection withPeriod(Period other) {
        return new Selection(other, comparison, slice, knownOn);
    }

    public Selection withComparison(ComparedPeriod other) {
        return new Selection(period, other, slice, knownOn);
    }

    public Selection withSlice(Slice other) {
        return new Selection(period, comparison, other, knownOn);
    }

    public Selection withKnownOn(Optional<LocalDate> other) {
        return new Selection(period, comparison, slice, other);
    }

    /// What the period is compared with.
    public Period compared() {
        return comparison.with(period);
    }

    /// The moment as of which figures are asked for.
    public Optional<Instant> asOf(ZoneId zone) {
        return knownOn.map(day -> day.plusDays(1).atStartOfDay(zone).toInstant().minusNanos(1_000));
    }

    /// A slice as people read it: `Segment SMB, Region EMEA`.
    public static String label(Slice slice) {
        if (slice.isWhole()) {
            return "whole firm";
        }
        return slice.values().entrySet().stream()
                .map(entry -> entry.getKey().label() + " " + label(entry.getValue()))
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
    }

    /// A value of a dimension as people read it.
    public static String label(String value) {
        return value.isEmpty() ? "not given" : value;
    }

    /// `October 2026 · Segment SMB`.
    public String label() {
        return ValueFormat.period(period) + (slice.isWhole() ? "" : " · " + label(slice));
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException noDay) {
            return Optional.empty();
        }
    }
}

package io.keepwell.core.report.schedule;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.Year;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// The public holidays of a country, or of a region of it.
///
/// @param code by ISO 3166: `DE`, `DE-BY`
record Holidays(String code) {
    /// By code and year. There are some hundred calendars, and a year of one is a dozen days.
    private static final Map<String, Set<LocalDate>> KNOWN = new ConcurrentHashMap<>();

    private static final Map<String, HolidayManager> MANAGERS = new ConcurrentHashMap<>();

    Holidays {
        code = code.toUpperCase(Locale.ROOT);
        if (!code.matches("[A-Z]{2}(-[A-Z0-9]{1,3})?")) {
            throw new IllegalArgumentException("'" + code + "' is no country or region such as DE or DE-BY");
        }
        if (!isKnown(code)) {
            throw new IllegalArgumentException("the holidays of '" + code + "' aren't known");
        }
    }

    private static boolean isKnown(String code) {
        return HolidayManager.getSupportedCalendarCodes().contains(code.substring(0, 2))
                && (!code.contains("-")
                        || manager(country(code))
                                .getCalendarHierarchy()
                                .getChildren()
                                .containsKey(region(code)));
    }

    boolean contains(LocalDate day) {
        // A holiday that is observed in the year before its own belongs to its own year.
        return year(day.getYear()).contains(day) || year(day.getYear() + 1).contains(day);
    }

    private Set<LocalDate> year(int year) {
        return KNOWN.computeIfAbsent(code + " " + year, _ -> {
            String[] regions = code.contains("-") ? new String[] {region(code)} : new String[0];
            return manager(country(code)).getHolidays(Year.of(year), regions).stream()
                    .map(Holiday::getDate)
                    .collect(Collectors.toCollection(HashSet::new));
        });
    }

    private static HolidayManager manager(String country) {
        return MANAGERS.computeIfAbsent(country, name -> HolidayManager.getInstance(ManagerParameters.create(name)));
    }

    private static String country(String code) {
        return code.substring(0, 2).toLowerCase(Locale.ROOT);
    }

    private static String region(String code) {
        return code.substring(3).toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return code;
    }
}

package io.keepwell.core.time;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.zone.ZoneRulesProvider;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A version of the rules of time zones, as IANA names it: `2026a`. By the rules a moment belongs to a day, and
/// countries change them every few months.
public record ZoneRulesVersion(String name) {
    private static final Pattern IANA = Pattern.compile("(\\d{4})([a-z])");
    /// Every version has its rules.
    private static final String ANY_ZONE = "Europe/London";

    public ZoneRulesVersion {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a version of zone rules has a name");
        }
    }

    /// Of the rules that this JVM goes by.
    public static ZoneRulesVersion inUse() {
        return new ZoneRulesVersion(ZoneRulesProvider.getVersions(ANY_ZONE).lastKey());
    }

    /// Whether it came out more than a year before a day. Versions are reckoned to come out one a month, from
    /// January on: `2026a` is more than a year old from 2 January 2027 on. Never of a name that isn't like
    /// that.
    public boolean isOlderThanAYear(LocalDate day) {
        return cameOut().filter(out -> out.plusYears(1).isBefore(day)).isPresent();
    }

    private Optional<LocalDate> cameOut() {
        Matcher parts = IANA.matcher(name);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            LocalDate january = LocalDate.of(Integer.parseInt(parts.group(1)), 1, 1);
            return Optional.of(january.plusMonths(parts.group(2).charAt(0) - 'a'));
        } catch (DateTimeException unlikely) {
            return Optional.empty();
        }
    }
}

package io.keepwell.core.rollup;

import io.keepwell.core.audit.Audit;
import io.keepwell.core.database.Database;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.setting.Settings;
import io.keepwell.core.time.ReportingZone;
import io.keepwell.core.time.ZoneRulesVersion;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Finds facts that belong to another day by the rules of time zones in use than by those that held when they
/// were stored, and gives them that day. A fact's day is fixed when it is stored, so that newer rules alone
/// move nothing.
@Singleton
public final class MovedDays {
    private static final String ACTION = "firm.zone_rules";
    private static final String SUBJECT = "zone rules";
    /// Days that one statement looks at.
    private static final int DAYS_AT_ONCE = 200;
    /// Facts that one transaction gives another day.
    private static final int FACTS_AT_ONCE = 1_000;

    private final Database database;
    private final Settings settings;
    private final Audit audit;
    private final Clock clock;

    public MovedDays(Database database, Settings settings, Audit audit, Clock clock) {
        this.database = database;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    /// What was found of one kind of facts.
    ///
    /// @param facts how many belong to another day
    /// @param first the first day at which they are kept
    /// @param last the last such day
    public record Moved(FactTable<?> table, long facts, LocalDate first, LocalDate last) {
        @Override
        public String toString() {
            return facts + " " + table.kind() + " of " + (first.equals(last) ? first : first + " to " + last);
        }
    }

    /// What there is to be said of the rules.
    ///
    /// @param inUse by this program
    /// @param stored by which the days of facts were fixed, as was written down last
    public record Rules(ZoneRulesVersion inUse, Optional<ZoneRulesVersion> stored, List<String> warnings) {
        public Rules {
            warnings = List.copyOf(warnings);
        }
    }

    /// The rules in use and stored, with what makes days less sure than they look. Reads no facts.
    public Rules rules() {
        ZoneRulesVersion inUse = ZoneRulesVersion.inUse();
        Optional<ZoneRulesVersion> stored = settings.zoneRules();
        ReportingZone zone = settings.firm().zone();
        List<String> warnings = new ArrayList<>();
        if (inUse.isOlderThanAYear(zone.today(clock))) {
            warnings.add(
                    "The rules of time zones in use, " + inUse.name()
                            + ", are older than a year. Take a newer JDK, or name the lib/tzdb.dat of one in KEEPWELL_ZONE_RULES.");
        }
        stored.filter(version -> !version.equals(inUse))
                .ifPresent(version -> warnings.add("Days were stored by the rules of time zones " + version.name()
                        + ", and those in use are " + inUse.name()
                        + ": `keepwell firm days` says which events belong to another day in " + zone.id() + "."));
        return new Rules(inUse, stored, warnings);
    }

    /// Facts that belong to another day of the firm's zone by the rules in use, by kind; kinds without any
    /// are left out. Takes time in proportion to all facts.
    public List<Moved> find() {
        ReportingZone zone = settings.firm().zone();
        List<Moved> found = new ArrayList<>();
        for (FactTable<?> table : FactTables.ALL) {
            SortedMap<LocalDate, Long> byDay = find(table, zone);
            if (!byDay.isEmpty()) {
                long facts = byDay.values().stream().mapToLong(Long::longValue).sum();
                found.add(new Moved(table, facts, byDay.firstKey(), byDay.lastKey()));
            }
        }
        return List.copyOf(found);
    }

    private SortedMap<LocalDate, Long> find(FactTable<?> table, ReportingZone zone) {
        List<LocalDate> days = days(table);
        SortedMap<LocalDate, Long> byDay = new TreeMap<>();
        for (int from = 0; from < days.size(); from += DAYS_AT_ONCE) {
            List<LocalDate> some = days.subList(from, Math.min(from + DAYS_AT_ONCE, days.size()));
            database.run(connection -> count(connection, table, some, zone, byDay));
        }
        return byDay;
    }

    private List<LocalDate> days(FactTable<?> table) {
        return database.transaction(connection -> {
            List<LocalDate> days = new ArrayList<>();
            try (PreparedStatement select =
                            connection.prepareStatement("select distinct day from " + table.table() + " order by day");
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    days.add(rows.getObject(1, LocalDate.class));
                }
            }
            return days;
        });
    }

    private static void count(
            Connection connection,
            FactTable<?> table,
            List<LocalDate> days,
            ReportingZone zone,
            SortedMap<LocalDate, Long> byDay)
            throws SQLException {
        String bounds = days.stream()
                .map(
                        _ ->
                                "select cast(? as date) as day, cast(? as datetime(6)) as begins, cast(? as datetime(6)) as ends")
                .collect(Collectors.joining(" union all "));
        try (PreparedStatement select =
                connection.prepareStatement("select fact.day, count(*) from " + table.table() + " fact join (" + bounds
                        + ") bounds on fact.day = bounds.day"
                        + " where fact.occurred_at < bounds.begins or fact.occurred_at >= bounds.ends"
                        + " group by fact.day")) {
            int place = 1;
            for (LocalDate day : days) {
                select.setObject(place++, day);
                select.setTimestamp(place++, Timestamp.from(begin(day, zone)));
                select.setTimestamp(place++, Timestamp.from(begin(day.plusDays(1), zone)));
            }
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    byDay.put(rows.getObject(1, LocalDate.class), rows.getLong(2));
                }
            }
        }
    }

    private static Instant begin(LocalDate day, ReportingZone zone) {
        return day.atStartOfDay(zone.id()).toInstant();
    }

    /// Gives the facts that `find` finds the day that they belong to, asks for ledger and cells to be made
    /// anew, and writes down by which rules that was and why. Where it breaks off, it can be done again:
    /// figures are made anew in any case.
    ///
    /// @param who decides
    /// @param why the reason
    /// @return what was moved
    public List<Moved> move(String who, String why) {
        ReportingZone zone = settings.firm().zone();
        Rules rules = rules();
        List<Moved> moved = find();
        for (Moved kind : moved) {
            for (LocalDate day : find(kind.table(), zone).keySet()) {
                while (database.transaction(connection -> moveSome(connection, kind.table(), day, zone))
                        == FACTS_AT_ONCE) {
                    // There may be more of them.
                }
            }
        }
        if (!moved.isEmpty() || !rules.stored().equals(Optional.of(rules.inUse()))) {
            database.run(connection -> {
                Settings.put(connection, rules.inUse());
                audit.write(connection, who, ACTION, SUBJECT, detail(rules, moved, why));
            });
        }
        return moved;
    }

    private static String detail(Rules rules, List<Moved> moved, String why) {
        String events = moved.isEmpty()
                ? "no event"
                : moved.stream().map(Moved::toString).collect(Collectors.joining(", "));
        return rules.stored().map(ZoneRulesVersion::name).orElse("unknown") + " → "
                + rules.inUse().name() + ", " + events + " moved to another day: " + why;
    }

    /// @return how many facts were moved, FACTS_AT_ONCE at most
    private static int moveSome(Connection connection, FactTable<?> table, LocalDate day, ReportingZone zone)
            throws SQLException {
        int found = 0;
        try (PreparedStatement select = connection.prepareStatement("select partner_id, event_key, occurred_at from "
                        + table.table() + " where day = ? and (occurred_at < ? or occurred_at >= ?) limit "
                        + FACTS_AT_ONCE + " for update");
                PreparedStatement update = connection.prepareStatement(
                        "update " + table.table() + " set day = ? where partner_id = ? and event_key = ?")) {
            select.setObject(1, day);
            select.setTimestamp(2, Timestamp.from(begin(day, zone)));
            select.setTimestamp(3, Timestamp.from(begin(day.plusDays(1), zone)));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    update.setObject(1, zone.dayOf(rows.getTimestamp(3).toInstant()));
                    update.setInt(2, rows.getInt(1));
                    update.setBytes(3, rows.getBytes(2));
                    update.addBatch();
                    found++;
                }
            }
            if (found > 0) {
                update.executeBatch();
                Refresh.askForRebuild(connection);
            }
        }
        return found;
    }
}

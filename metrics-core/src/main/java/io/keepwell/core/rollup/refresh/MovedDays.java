package io.keepwell.core.rollup.refresh;

import io.keepwell.core.audit.Audit;
import io.keepwell.core.database.Database;
import io.keepwell.core.fact.EventKey;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.store.DayMoves;
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
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
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
    private static final int MOST_TOLD = 100;

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

    /// Facts of one kind that belong to another day.
    ///
    /// @param changes by the days at which they are kept and to which they belong, in order; at least one
    public record Moved(FactTable<?> table, List<DayChange> changes) {
        public Moved {
            if (changes.isEmpty()) {
                throw new IllegalArgumentException("no fact belongs to another day");
            }
            changes = List.copyOf(changes);
        }

        /// How many belong to another day.
        public long facts() {
            return changes.stream().mapToLong(DayChange::facts).sum();
        }

        /// The first day at which they are kept.
        public LocalDate first() {
            return changes.getFirst().from();
        }

        /// The last such day.
        public LocalDate last() {
            return changes.getLast().from();
        }

        /// How many go from which month to which, in order; also those that stay in their month.
        public List<MonthChange> months() {
            record Months(YearMonth from, YearMonth to) {}
            Map<Months, Long> facts = new LinkedHashMap<>();
            changes.forEach(change -> facts.merge(
                    new Months(YearMonth.from(change.from()), YearMonth.from(change.to())),
                    change.facts(),
                    Math::addExact));
            return facts.entrySet().stream()
                    .map(entry -> new MonthChange(
                            entry.getKey().from(), entry.getKey().to(), entry.getValue()))
                    .sorted(Comparator.comparing(MonthChange::from).thenComparing(MonthChange::to))
                    .toList();
        }

        @Override
        public String toString() {
            return facts() + " " + table.kind() + " of "
                    + (first().equals(last()) ? first() : first() + " to " + last());
        }
    }

    /// Facts that are kept at one day and belong to another.
    public record DayChange(LocalDate from, LocalDate to, long facts) {}

    /// Facts that are kept in a month and belong to a month, maybe the same one.
    public record MonthChange(YearMonth from, YearMonth to, long facts) {
        public boolean toAnotherMonth() {
            return !from.equals(to);
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

    /// The rules in use and stored, with what makes days less sure than they look. Goes through no facts.
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
                        + ": `keepwell firm days` says which events belong to another day in " + zone.id()
                        + ". Business hours and the hours at which reports are sent go by the same zone."));
        if (stored.isEmpty() && hasFacts()) {
            warnings.add("Days were stored by unknown rules of time zones, and those in use are " + inUse.name()
                    + ": `keepwell firm days` says which events belong to another day in " + zone.id()
                    + ", and with --apply writes the rules down.");
        }
        return new Rules(inUse, stored, warnings);
    }

    /// Writes down the rules in use where nobody knows by which rules days were fixed, and there are none yet:
    /// to be called before the first fact is taken in.
    public void noteFirstUse() {
        if (settings.zoneRules().isEmpty() && !hasFacts()) {
            database.run(_ -> settings.put(ZoneRulesVersion.inUse()));
        }
    }

    private boolean hasFacts() {
        return database.transaction(connection -> {
            for (FactTable<?> table : FactTables.ALL) {
                try (PreparedStatement select =
                                connection.prepareStatement("select 1 from " + table.table() + " limit 1");
                        ResultSet rows = select.executeQuery()) {
                    if (rows.next()) {
                        return true;
                    }
                }
            }
            return false;
        });
    }

    /// Facts that belong to another day of the firm's zone by the rules in use, by kind; kinds without any
    /// are left out. Takes time in proportion to all facts.
    public List<Moved> find() {
        ReportingZone zone = settings.firm().zone();
        List<Moved> found = new ArrayList<>();
        for (FactTable<?> table : FactTables.ALL) {
            List<DayChange> changes = find(table, zone);
            if (!changes.isEmpty()) {
                found.add(new Moved(table, changes));
            }
        }
        return List.copyOf(found);
    }

    private List<DayChange> find(FactTable<?> table, ReportingZone zone) {
        List<LocalDate> days = days(table);
        List<DayChange> changes = new ArrayList<>();
        for (int from = 0; from < days.size(); from += DAYS_AT_ONCE) {
            List<LocalDate> some = days.subList(from, Math.min(from + DAYS_AT_ONCE, days.size()));
            for (LocalDate day : database.transaction(connection -> doubtful(connection, table, some, zone))) {
                SortedMap<LocalDate, Long> counts = new TreeMap<>();
                eachPage(table, day, zone, (_, _) -> {}, fact -> counts.merge(fact.day(), 1L, Math::addExact));
                counts.forEach((right, facts) -> changes.add(new DayChange(day, right, facts)));
            }
        }
        return changes;
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

    /// Days at which some fact lies outside the hours that are surely the day's.
    private static List<LocalDate> doubtful(
            Connection connection, FactTable<?> table, List<LocalDate> days, ReportingZone zone) throws SQLException {
        String bounds = days.stream()
                .map(
                        _ ->
                                "select cast(? as date) as day, cast(? as datetime(6)) as begins, cast(? as datetime(6)) as ends")
                .collect(Collectors.joining(" union all "));
        List<LocalDate> doubtful = new ArrayList<>();
        // index: fact_day
        try (PreparedStatement select =
                connection.prepareStatement("select distinct fact.day from " + table.table() + " fact join (" + bounds
                        + ") bounds on fact.day = bounds.day"
                        + " where fact.occurred_at < bounds.begins or fact.occurred_at >= bounds.ends"
                        + " order by fact.day")) {
            int place = 1;
            for (LocalDate day : days) {
                select.setObject(place++, day);
                select.setTimestamp(place++, Timestamp.from(surelyFrom(day, zone)));
                select.setTimestamp(place++, Timestamp.from(surelyUntil(day, zone)));
            }
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    doubtful.add(rows.getObject(1, LocalDate.class));
                }
            }
        }
        return doubtful;
    }

    /// From then on it is surely the day: where clocks went back across midnight, from the second midnight on.
    private static Instant surelyFrom(LocalDate day, ReportingZone zone) {
        return day.atStartOfDay(zone.id()).withLaterOffsetAtOverlap().toInstant();
    }

    /// Until then it is surely the day: where clocks went back across the midnight that ends it, until the first
    /// one.
    private static Instant surelyUntil(LocalDate day, ReportingZone zone) {
        return day.plusDays(1).atStartOfDay(zone.id()).toInstant();
    }

    /// A fact that belongs to another day than that at which it is kept.
    ///
    /// @param day to which it belongs
    private record Misplaced(AffectedDay place, LocalDate day) {}

    /// A fact's place in the order of keys.
    private record AffectedDay(int partner, EventKey key) {
        static final AffectedDay FIRST =
                new AffectedDay(Integer.MIN_VALUE, EventKey.ofBytes(new byte[EventKey.LENGTH]));
    }

    /// @param last the place after which there may be more; empty where there are none
    private record Page(List<Misplaced> facts, Optional<AffectedDay> last) {}

    @FunctionalInterface
    private interface OnPage {
        void apply(Connection connection, List<Misplaced> facts) throws SQLException;
    }

    /// Goes through the facts that are kept at the day and belong to another one, each page in a transaction of
    /// its own. Ends whatever is done with them: it goes up by key.
    ///
    /// @param onPage within the transaction, which may be tried again
    /// @param then once the transaction is done
    private void eachPage(
            FactTable<?> table, LocalDate day, ReportingZone zone, OnPage onPage, Consumer<Misplaced> then) {
        Optional<AffectedDay> after = Optional.of(AffectedDay.FIRST);
        while (after.isPresent()) {
            AffectedDay from = after.get();
            Page done = database.transaction(connection -> {
                Page page = page(connection, table, day, zone, from);
                if (!page.facts().isEmpty()) {
                    onPage.apply(connection, page.facts());
                }
                return page;
            });
            done.facts().forEach(then);
            after = done.last();
        }
    }

    /// SQL finds what may belong to another day; the rules themselves decide.
    private static Page page(
            Connection connection, FactTable<?> table, LocalDate day, ReportingZone zone, AffectedDay after)
            throws SQLException {
        List<Misplaced> facts = new ArrayList<>();
        AffectedDay last = after;
        int read = 0;
        // index: fact_day
        try (PreparedStatement select = connection.prepareStatement("select partner_id, event_key, occurred_at from "
                + table.table() + " where day = ? and (occurred_at < ? or occurred_at >= ?)"
                + " and (partner_id > ? or partner_id = ? and event_key > ?)"
                + " order by partner_id, event_key limit " + FACTS_AT_ONCE)) {
            select.setObject(1, day);
            select.setTimestamp(2, Timestamp.from(surelyFrom(day, zone)));
            select.setTimestamp(3, Timestamp.from(surelyUntil(day, zone)));
            select.setInt(4, after.partner());
            select.setInt(5, after.partner());
            select.setBytes(6, after.key().bytes());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    read++;
                    last = new AffectedDay(rows.getInt(1), EventKey.ofBytes(rows.getBytes(2)));
                    LocalDate right = zone.dayOf(rows.getTimestamp(3).toInstant());
                    if (!right.equals(day)) {
                        facts.add(new Misplaced(last, right));
                    }
                }
            }
        }
        return new Page(facts, read == FACTS_AT_ONCE ? Optional.of(last) : Optional.empty());
    }

    /// Gives the facts that `find` finds the day that they belong to, and asks for ledger and cells to be made
    /// anew. What was found, by which rules and why is written down before the first fact is moved. As of a moment
    /// before, the facts stay at the days at which they were kept. Where it breaks off, it can be done again: it
    /// goes on with those that are left. Times in business hours go by the same rules, so that where others were
    /// used before, all is made anew also where no fact moves.
    ///
    /// @param who decides
    /// @param why the reason
    /// @return what was moved
    public List<Moved> move(String who, String why) {
        ReportingZone zone = settings.firm().zone();
        Rules rules = rules();
        List<Moved> moved = find();
        if (!moved.isEmpty()) {
            database.run(_ -> audit.write(who, ACTION, SUBJECT, customValue(rules, moved, why)));
            Instant movedAt = clock.instant();
            for (Moved kind : moved) {
                kind.changes().stream()
                        .map(DayChange::from)
                        .distinct()
                        .forEach(day -> eachPage(
                                kind.table(),
                                day,
                                zone,
                                (connection, facts) -> move(connection, kind.table(), day, movedAt, facts),
                                _ -> {}));
            }
        }
        if (!rules.stored().equals(Optional.of(rules.inUse()))) {
            database.run(connection -> {
                settings.put(rules.inUse());
                Refresh.askForRebuild(connection);
                if (moved.isEmpty()) {
                    audit.write(who, ACTION, SUBJECT, customValue(rules, moved, why));
                }
            });
        }
        return moved;
    }

    private static String customValue(Rules rules, List<Moved> moved, String why) {
        String events = moved.isEmpty()
                ? "no event"
                : moved.stream().map(Moved::toString).collect(Collectors.joining(", "));
        return rules.stored().map(ZoneRulesVersion::name).orElse("unknown") + " → "
                + rules.inUse().name() + ", " + events + " to move to another day: " + why;
    }

    private static void move(
            Connection connection, FactTable<?> table, LocalDate dayBefore, Instant movedAt, List<Misplaced> facts)
            throws SQLException {
        DayMoves.write(
                connection,
                table,
                movedAt,
                facts.stream()
                        .map(fact -> new DayMoves.Move(
                                fact.place().partner(), fact.place().key(), dayBefore))
                        .toList());
        try (PreparedStatement update = connection.prepareStatement(
                "update " + table.table() + " set day = ? where partner_id = ? and event_key = ?")) {
            for (Misplaced fact : facts) {
                update.setObject(1, fact.day());
                update.setInt(2, fact.place().partner());
                update.setBytes(3, fact.place().key().bytes());
                update.addBatch();
            }
            update.executeBatch();
        }
        Refresh.askForRebuild(connection);
    }

    /// What was decided of days after a moment and until another, where it gave facts of any of some kinds
    /// other days; newest first, of the newest 100 decisions.
    public List<Audit.Entry> between(Collection<FactTable<?>> kinds, Instant after, Instant until) {
        if (!database.transaction(connection -> DayMoves.anyBetween(connection, kinds, after, until))) {
            return List.of();
        }
        return audit.about(SUBJECT, MOST_TOLD).stream()
                .filter(entry -> entry.at().isAfter(after) && !entry.at().isAfter(until))
                .toList();
    }
}

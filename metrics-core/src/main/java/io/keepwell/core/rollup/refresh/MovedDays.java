package io.keepwell.core.rollup.refresh;

import io.keepwell.core.audit.Audit;
import io.keepwell.core.database.Database;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.store.DayMoves;
import io.keepwell.core.setting.Settings;
import io.keepwell.core.time.ZoneRulesVersion;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
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
import java.util.stream.Collectors;

/// Finds facts that belong to another day by the rules of time zones in use than by those that held when they
/// were stored, and gives them that day. A fact's day is fixed when it is stored, so that newer rules alone
/// move nothing.
@Singleton
public final class MovedDays {
    private static final String ACTION = "firm.zone_rules";
    private static final String SUBJECT = "zone rules";
    private static final int MOST_DECISIONS = 100;

    private final Database database;
    private final Settings settings;
    private final Audit audit;
    private final Clock clock;
    private final StoredZoneRules zoneRules;

    public MovedDays(Database database, Settings settings, Audit audit, Clock clock, StoredZoneRules zoneRules) {
        this.database = database;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
        this.zoneRules = zoneRules;
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

    /// Facts that belong to another day of the firm's zone by the rules in use, by kind; kinds without any
    /// are left out. Takes time in proportion to all facts.
    public List<Moved> find() {
        MisplacedFacts misplaced = misplaced();
        List<Moved> found = new ArrayList<>();
        for (FactTable<?> table : FactTables.ALL) {
            List<DayChange> changes = changes(misplaced, table);
            if (!changes.isEmpty()) {
                found.add(new Moved(table, changes));
            }
        }
        return List.copyOf(found);
    }

    private MisplacedFacts misplaced() {
        return new MisplacedFacts(database, settings.firm().zone());
    }

    private static List<DayChange> changes(MisplacedFacts misplaced, FactTable<?> table) {
        List<DayChange> changes = new ArrayList<>();
        for (LocalDate day : misplaced.days(table)) {
            SortedMap<LocalDate, Long> counts = new TreeMap<>();
            misplaced.eachPage(table, day, (_, _) -> {}, fact -> counts.merge(fact.day(), 1L, Math::addExact));
            counts.forEach((right, facts) -> changes.add(new DayChange(day, right, facts)));
        }
        return changes;
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
        StoredZoneRules.Rules rules = zoneRules.rules();
        List<Moved> moved = find();
        if (!moved.isEmpty()) {
            database.run(_ -> audit.write(who, ACTION, SUBJECT, description(rules, moved, why)));
            MisplacedFacts misplaced = misplaced();
            Instant movedAt = clock.instant();
            for (Moved kind : moved) {
                kind.changes().stream()
                        .map(DayChange::from)
                        .distinct()
                        .forEach(day -> misplaced.eachPage(
                                kind.table(),
                                day,
                                (connection, facts) -> move(connection, kind.table(), day, movedAt, facts),
                                _ -> {}));
            }
        }
        if (!rules.stored().equals(Optional.of(rules.inUse()))) {
            database.run(connection -> {
                settings.put(rules.inUse());
                RefresherLease.askForRebuild(connection);
                if (moved.isEmpty()) {
                    audit.write(who, ACTION, SUBJECT, description(rules, moved, why));
                }
            });
        }
        return moved;
    }

    private static String description(StoredZoneRules.Rules rules, List<Moved> moved, String why) {
        String events = moved.isEmpty()
                ? "no event"
                : moved.stream().map(Moved::toString).collect(Collectors.joining(", "));
        return rules.stored().map(ZoneRulesVersion::name).orElse("unknown") + " → "
                + rules.inUse().name() + ", " + events + " to move to another day: " + why;
    }

    private static void move(
            Connection connection,
            FactTable<?> table,
            LocalDate dayBefore,
            Instant movedAt,
            List<MisplacedFacts.Misplaced> facts)
            throws SQLException {
        DayMoves.write(
                connection,
                table,
                movedAt,
                facts.stream()
                        .map(fact -> new DayMoves.Move(
                                fact.key().partner(), fact.key().event(), dayBefore))
                        .toList());
        try (PreparedStatement update = connection.prepareStatement(
                "update " + table.table() + " set day = ? where partner_id = ? and event_key = ?")) {
            for (MisplacedFacts.Misplaced fact : facts) {
                update.setObject(1, fact.day());
                update.setInt(2, fact.key().partner());
                update.setBytes(3, fact.key().event().bytes());
                update.addBatch();
            }
            update.executeBatch();
        }
        RefresherLease.askForRebuild(connection);
    }

    /// What was decided of days after a moment and until another, where it gave facts of any of some kinds
    /// other days; newest first, of the newest 100 decisions.
    public List<Audit.Entry> between(Collection<FactTable<?>> kinds, Instant after, Instant until) {
        if (!database.transaction(connection -> DayMoves.anyBetween(connection, kinds, after, until))) {
            return List.of();
        }
        return audit.about(SUBJECT, MOST_DECISIONS).stream()
                .filter(entry -> entry.at().isAfter(after) && !entry.at().isAfter(until))
                .toList();
    }
}

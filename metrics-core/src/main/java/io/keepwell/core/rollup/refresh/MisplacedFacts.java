package io.keepwell.core.rollup.refresh;

import io.keepwell.core.database.Database;
import io.keepwell.core.fact.EventKey;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.time.ReportingZone;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Goes through facts that are kept at another day than that to which they belong by the rules of the zone in use.
final class MisplacedFacts {
    /// Days that one statement looks at.
    private static final int DAYS_AT_ONCE = 200;
    /// Facts that one transaction looks at.
    private static final int FACTS_AT_ONCE = 1_000;

    private final Database database;
    private final ReportingZone zone;

    MisplacedFacts(Database database, ReportingZone zone) {
        this.database = database;
        this.zone = zone;
    }

    /// A fact that belongs to another day than that at which it is kept.
    ///
    /// @param day to which it belongs
    record Misplaced(Key key, LocalDate day) {}

    /// A fact's place in the order of keys.
    record Key(int partner, EventKey event) {
        static final Key FIRST = new Key(Integer.MIN_VALUE, EventKey.ofBytes(new byte[EventKey.LENGTH]));
    }

    /// Days at which some facts may be kept that belong to another one, in order.
    List<LocalDate> days(FactTable<?> table) {
        List<LocalDate> all = allDays(table);
        List<LocalDate> days = new ArrayList<>();
        for (int from = 0; from < all.size(); from += DAYS_AT_ONCE) {
            List<LocalDate> some = all.subList(from, Math.min(from + DAYS_AT_ONCE, all.size()));
            days.addAll(database.transaction(connection -> doubtful(connection, table, some)));
        }
        return days;
    }

    private List<LocalDate> allDays(FactTable<?> table) {
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
    private List<LocalDate> doubtful(Connection connection, FactTable<?> table, List<LocalDate> days)
            throws SQLException {
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
                select.setTimestamp(place++, Timestamp.from(surelyFrom(day)));
                select.setTimestamp(place++, Timestamp.from(surelyUntil(day)));
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
    private Instant surelyFrom(LocalDate day) {
        return day.atStartOfDay(zone.id()).withLaterOffsetAtOverlap().toInstant();
    }

    /// Until then it is surely the day: where clocks went back across the midnight that ends it, until the first
    /// one.
    private Instant surelyUntil(LocalDate day) {
        return day.plusDays(1).atStartOfDay(zone.id()).toInstant();
    }

    /// @param last after whose key there may be more; empty where there are none
    private record Page(List<Misplaced> facts, Optional<Key> last) {}

    @FunctionalInterface
    interface OnPage {
        void apply(Connection connection, List<Misplaced> facts) throws SQLException;
    }

    /// Goes through the facts that are kept at the day and belong to another one, each page in a transaction of
    /// its own. Ends whatever is done with them: it goes up by key.
    ///
    /// @param onPage within the transaction, which may be tried again
    /// @param then once the transaction is done
    void eachPage(FactTable<?> table, LocalDate day, OnPage onPage, Consumer<Misplaced> then) {
        Optional<Key> after = Optional.of(Key.FIRST);
        while (after.isPresent()) {
            Key from = after.get();
            Page done = database.transaction(connection -> {
                Page page = page(connection, table, day, from);
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
    private Page page(Connection connection, FactTable<?> table, LocalDate day, Key after) throws SQLException {
        List<Misplaced> facts = new ArrayList<>();
        Key last = after;
        int read = 0;
        // index: fact_day
        try (PreparedStatement select = connection.prepareStatement("select partner_id, event_key, occurred_at from "
                + table.table() + " where day = ? and (occurred_at < ? or occurred_at >= ?)"
                + " and (partner_id > ? or partner_id = ? and event_key > ?)"
                + " order by partner_id, event_key limit " + FACTS_AT_ONCE)) {
            select.setObject(1, day);
            select.setTimestamp(2, Timestamp.from(surelyFrom(day)));
            select.setTimestamp(3, Timestamp.from(surelyUntil(day)));
            select.setInt(4, after.partner());
            select.setInt(5, after.partner());
            select.setBytes(6, after.event().bytes());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    read++;
                    last = new Key(rows.getInt(1), EventKey.ofBytes(rows.getBytes(2)));
                    LocalDate right = zone.dayOf(rows.getTimestamp(3).toInstant());
                    if (!right.equals(day)) {
                        facts.add(new Misplaced(last, right));
                    }
                }
            }
        }
        return new Page(facts, read == FACTS_AT_ONCE ? Optional.of(last) : Optional.empty());
    }
}

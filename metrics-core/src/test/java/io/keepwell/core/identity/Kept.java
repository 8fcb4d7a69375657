package io.keepwell.core.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.access.Partner;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.database.Database;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.MetricCatalogue;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.query.MetricQueries;
import io.keepwell.core.metric.query.MetricQuery;
import io.keepwell.core.rollup.read.AsOfDataFactory;
import io.keepwell.core.rollup.read.CurrentData;
import io.keepwell.core.rollup.read.RecomputedCells;
import io.keepwell.core.rollup.refresh.Refresh;
import io.keepwell.core.time.Period;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// What a platform keeps and shows, as text that can be held against what it kept before.
final class Kept {
    private static final List<String> MADE_OF_FACTS = List.of(
            "select * from cell_day order by measure, day, slice, custom_value",
            "select * from cell_month order by measure, month, slice, custom_value",
            "select * from mrr_movement order by account, day, kind",
            "select * from ledger_row order by account, measure, day, number",
            "select * from account_version order by account, from_day",
            "select * from subscription_period order by account, partner_id, subscription_id, from_day");

    private static final List<Period> PERIODS = List.of(
            new Period(LocalDate.of(2026, 2, 1), LocalDate.of(2026, 3, 1)),
            new Period(LocalDate.of(2026, 3, 10), LocalDate.of(2026, 5, 5)));

    private Kept() {}

    /// Ledger and cells, byte for byte, and the names of all accounts that are no parts.
    static List<String> everything(TestPlatform platform) {
        List<String> everything = new ArrayList<>();
        MADE_OF_FACTS.forEach(sql -> everything.addAll(platform.rows(sql)));
        everything.addAll(platform.rows("""
                select account, name, stub
                from account
                where account not in (select account from account_merge)
                and account in (select account from account_version union select account from mrr_movement)
                order by account
                """));
        return List.copyOf(everything);
    }

    /// Every figure of two periods, of the firm and a slice, with its terms and the list behind it.
    static List<String> figures(TestPlatform platform) {
        List<MetricQuery> queries = new ArrayList<>();
        for (Metric metric : platform.get(MetricCatalogue.class).all()) {
            for (Definition definition : metric.info().definitions()) {
                for (Slice slice : List.of(Slice.WHOLE, Slice.of(Dimension.SEGMENT, "Large"))) {
                    queries.add(new MetricQuery(metric.info().id(), definition.id(), PERIODS, slice, Optional.empty()));
                }
            }
        }
        return platform.get(MetricQueries.class).answer(queries).stream()
                .flatMap(List::stream)
                .map(figure -> text(platform, figure))
                .toList();
    }

    private static String text(TestPlatform platform, MetricValue figure) {
        return figure.metric().id() + " " + figure.definition().id() + " " + figure.period() + " " + figure.slice()
                + ": "
                + figure.outcome() + " " + figure.calculation().terms() + " "
                + platform.get(MetricQueries.class).list(figure, 1_000);
    }

    static void assertStoredIsRecounted(TestPlatform platform) {
        RecomputedCells recount = platform.get(AsOfDataFactory.class).recount();
        CurrentData stored = platform.get(CurrentData.class);
        assertThat(stored.dayCells()).isEqualTo(recount.dayCells());
        assertThat(stored.monthCells()).isEqualTo(recount.monthCells());
    }

    /// Forgets all facts and what was made of them, but neither accounts nor who they are.
    static void forgetFacts(TestPlatform platform) {
        platform.get(Database.class).run(connection -> {
            try (var statement = connection.createStatement()) {
                for (FactTable<?> table : FactTables.ALL) {
                    statement.executeUpdate("delete from " + table.table());
                }
                for (String table : List.of(
                        "account_version",
                        "subscription_period",
                        "mrr_movement",
                        "ledger_row",
                        "cell_day",
                        "cell_month")) {
                    statement.executeUpdate("delete from " + table);
                }
            }
        });
        platform.get(Refresh.class).askForRebuild();
        platform.refresh();
    }

    /// What several partners reported, each under its own names.
    record Event(Partner partner, Story.SentEvent reported) {}

    /// In another order, in batches of any size, some of them twice, with something else done here and
    /// there.
    static void keepAnyhow(TestPlatform platform, Random random, List<Event> events, Runnable meanwhile) {
        List<Event> left = new ArrayList<>(events);
        Collections.shuffle(left, random);
        left.addAll(left.subList(0, random.nextInt(left.size())));
        while (!left.isEmpty()) {
            Partner partner = left.getFirst().partner();
            int most = 1 + random.nextInt(60);
            List<Event> batch = left.stream()
                    .filter(event -> event.partner().equals(partner))
                    .limit(most)
                    .toList();
            var _ = platform.keep(partner, batch.stream().map(Event::reported).toList());
            batch.forEach(left::remove);
            if (random.nextInt(3) == 0) {
                var _ = platform.get(Refresh.class).once();
            }
            if (random.nextInt(3) == 0) {
                meanwhile.run();
            }
        }
    }
}

package io.keepwell.deploy.bench;

import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.MetricCatalogue;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.query.MetricQueries;
import io.keepwell.core.metric.query.MetricQuery;
import io.keepwell.core.rollup.refresh.Refresh;
import io.keepwell.core.time.Calendar;
import io.keepwell.core.time.Grain;
import io.keepwell.core.time.Period;
import io.keepwell.deploy.Failure;
import io.micronaut.context.ApplicationContext;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/// Makes ledger and cells of more and more facts anew, and asks for figures of them.
final class ReadBench {
    /// What an overview shows.
    private static final List<String> OVERVIEW = List.of(
            "revenue.mrr",
            "retention.customer_retention",
            "retention.customer_churn",
            "retention.nrr",
            "voice.nps",
            "voice.csat",
            "support.first_contact_resolution",
            "success.check_ins");

    /// How many metrics are named as slow.
    private static final int MOST_SLOW = 10;

    private static final Duration LONGEST_REBUILD = Duration.ofMinutes(30);

    /// How much is measured.
    ///
    /// @param facts the sizes, ascending
    /// @param rounds how often everything is asked at each size
    /// @param inflow events a second that come in while figures are asked for
    record Sizes(List<Long> facts, int accounts, int rounds, int inflow, int poolMegabytes) {}

    /// What was measured at one size.
    ///
    /// @param rebuild of ledger and all cells, by a service with 512 MB of heap
    /// @param heapMegabytes the most that the service was seen to use meanwhile, garbage included
    /// @param oracleSums the same sums of movements and answers by the oracle
    /// @param asked every metric by month over a year, each in one segment, while events come in
    /// @param vsOracle the most that a sum took, for each second of the oracle
    /// @param plainSql answers by month and segment by the database alone, from the facts
    /// @param overviewStatements that the overview asked of the database
    /// @param slowest the metrics that took longest, slowest first
    record Step(
            long facts,
            Duration rebuild,
            long heapMegabytes,
            Duration oracleSums,
            Latencies asked,
            double vsOracle,
            Duration plainSql,
            Duration overview,
            long overviewStatements,
            List<Slow> slowest) {}

    /// How long a metric took of all times that it was asked.
    record Slow(MetricId metric, double p50Millis, double p99Millis) {}

    private final BenchDatabase database;
    private final Sizes sizes;
    private final PrintWriter progress;

    ReadBench(BenchDatabase database, Sizes sizes, PrintWriter progress) {
        this.database = database;
        this.sizes = sizes;
        this.progress = progress;
    }

    /// @param asks whether figures are asked for, too
    List<Step> run(boolean asks) throws Exception {
        if (database.isOwn()) {
            database.resizePool(sizes.poolMegabytes());
        }
        List<Step> steps = new ArrayList<>();
        try (ApplicationContext context = ApplicationContext.builder()
                        .properties(Map.of("keepwell.db.url", database.url(), "keepwell.db.pool", 4))
                        .banner(false)
                        .start();
                Oracle oracle = Oracle.start()) {
            BenchFirm world = new BenchFirm(context, oracle, sizes.accounts(), LocalDate.now(ZoneOffset.UTC));
            for (long facts : sizes.facts()) {
                progress.printf("Writing %,d facts…%n", facts);
                long before = world.facts();
                long start = System.nanoTime();
                world.growTo(facts);
                progress.printf(
                        "Reported %,.0f facts a second.%n",
                        (world.facts() - before) / Lap.seconds(Duration.ofNanos(System.nanoTime() - start)));
                steps.add(measure(context, world, oracle, asks));
            }
        }
        return steps;
    }

    private Step measure(ApplicationContext context, BenchFirm world, Oracle oracle, boolean asks) throws Exception {
        try (ServiceProcess service = ServiceProcess.start(database.url(), true)) {
            progress.println("Making ledger and cells anew…");
            Rebuilt rebuilt = rebuild(context.getBean(Refresh.class), service);
            service.log().lines().filter(line -> line.contains("event=rebuilt")).forEach(progress::println);
            OracleComparison.check(context.getBean(MetricQueries.class), oracle, world.period());
            Duration sums = Stopwatch.median(oracle::sums);
            return asks
                    ? ask(context, world, oracle, service, rebuilt, sums)
                    : new Step(
                            world.facts(),
                            rebuilt.took(),
                            rebuilt.heapMegabytes(),
                            sums,
                            new Latencies(),
                            0,
                            Duration.ZERO,
                            Duration.ZERO,
                            0,
                            List.of());
        }
    }

    private record Rebuilt(Duration took, long heapMegabytes) {}

    private Rebuilt rebuild(Refresh refresh, ServiceProcess service) throws Exception {
        try (HeapWatch heap = HeapWatch.of(service.handle());
                Connection connection = database.connect()) {
            long start = System.nanoTime();
            refresh.askForRebuild();
            while (isRebuildDue(connection)) {
                if (System.nanoTime() - start > LONGEST_REBUILD.toNanos()) {
                    throw new Failure("Ledger and cells weren't made anew within " + LONGEST_REBUILD + ".");
                }
                if (!service.handle().isAlive()) {
                    throw new Failure("The service ended meanwhile. Its log: " + service.log());
                }
                heap.look();
                Thread.sleep(20);
            }
            return new Rebuilt(Duration.ofNanos(System.nanoTime() - start), heap.mostMegabytes());
        }
    }

    private static boolean isRebuildDue(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                var rows = statement.executeQuery("select rebuild from refresher_lease where lease = 1")) {
            return rows.next() && rows.getInt(1) != 0;
        }
    }

    private Step ask(
            ApplicationContext context,
            BenchFirm world,
            Oracle oracle,
            ServiceProcess service,
            Rebuilt rebuilt,
            Duration sums)
            throws Exception {
        progress.println("Asking…");
        MetricQueries figures = context.getBean(MetricQueries.class);
        MetricCatalogue catalogue = context.getBean(MetricCatalogue.class);
        Period year = new Period(world.end().minusYears(1), world.end());
        List<Period> months = Calendar.COMMON.split(year, Grain.MONTH);
        askAll(figures, catalogue, months, (_, _) -> {});
        double vsOracle = Math.max(
                Stopwatch.ratio(
                        () -> figures.answer(BenchFirm.SEGMENTS.stream()
                                .map(segment -> query(info(catalogue, "voice.nps"), months, segment(segment)))
                                .toList()),
                        () -> oracle.answersByMonth(year.from(), year.to())),
                Stopwatch.ratio(
                        () -> figures.answer(
                                List.of(query(info(catalogue, "revenue.mrr_movements"), months, Slice.WHOLE))),
                        () -> oracle.movementsByMonth(year.from(), year.to())));
        Duration plainSql = Stopwatch.median(() -> plainSql(year));
        List<MetricQuery> overview = OVERVIEW.stream()
                .map(metric -> query(info(catalogue, metric), months, Slice.WHOLE))
                .toList();
        long asked = database.statements(() -> figures.answer(overview));
        Duration overviewTook = Stopwatch.median(() -> Stopwatch.timed(() -> figures.answer(overview)));
        Latencies latencies = new Latencies();
        Map<MetricId, Latencies> ofMetrics = new HashMap<>();
        try (Inflow _ = Inflow.start(service.target(), world.key(), sizes.inflow())) {
            for (int round = 0; round < sizes.rounds(); round++) {
                askAll(figures, catalogue, months, (metric, took) -> {
                    latencies.add(took);
                    ofMetrics.computeIfAbsent(metric, _ -> new Latencies()).add(took);
                });
            }
        }
        return new Step(
                world.facts(),
                rebuilt.took(),
                rebuilt.heapMegabytes(),
                sums,
                latencies,
                vsOracle,
                plainSql,
                overviewTook,
                asked,
                slowest(ofMetrics));
    }

    private static List<Slow> slowest(Map<MetricId, Latencies> ofMetrics) {
        return ofMetrics.entrySet().stream()
                .map(each -> new Slow(
                        each.getKey(),
                        each.getValue().millis(50),
                        each.getValue().millis(99)))
                .sorted(Comparator.comparingDouble(Slow::p99Millis).reversed())
                .limit(MOST_SLOW)
                .toList();
    }

    /// Every metric by month, in one segment after the other.
    private static void askAll(
            MetricQueries figures,
            MetricCatalogue catalogue,
            List<Period> months,
            BiConsumer<MetricId, Duration> reported) {
        int number = 0;
        for (Metric metric : catalogue.all()) {
            Slice slice = segment(BenchFirm.SEGMENTS.get(number++ % BenchFirm.SEGMENTS.size()));
            MetricQuery query = query(metric.info(), months, slice);
            reported.accept(query.metric(), Stopwatch.timed(() -> figures.answer(query)));
        }
    }

    /// By its default definition.
    private static MetricQuery query(MetricInfo metric, List<Period> periods, Slice slice) {
        return new MetricQuery(metric.id(), metric.defaultDefinition().id(), periods, slice, Optional.empty());
    }

    private static MetricInfo info(MetricCatalogue catalogue, String metric) {
        return catalogue.get(new MetricId(metric)).info();
    }

    private static Slice segment(String value) {
        return Slice.of(Dimension.SEGMENT, value);
    }

    /// What the database alone needs for the promoters and detractors by month and segment.
    private Duration plainSql(Period year) throws SQLException {
        try (Connection connection = database.connect();
                var select = connection.prepareStatement("""
                        select last_day(f.day), s.segment, sum(f.score >= 9), sum(f.score <= 6), count(*)
                        from fact_survey_answer f
                        join account_version v on v.account = f.account and v.from_day <= f.day and v.to_day > f.day
                        join slice s on s.slice = v.slice
                        where f.kind = 1 and f.day >= ? and f.day < ?
                        group by last_day(f.day), s.segment
                        """)) {
            select.setObject(1, year.from());
            select.setObject(2, year.to());
            long start = System.nanoTime();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var _ = rows.getLong(3);
                }
            }
            return Duration.ofNanos(System.nanoTime() - start);
        }
    }
}

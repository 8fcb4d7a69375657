package io.keepwell.deploy.bench;

import io.keepwell.client.PartnerClient;
import io.keepwell.core.access.PartnerKeys;
import io.keepwell.core.access.Scope;
import io.keepwell.ingestion.v1.Disposition;
import io.keepwell.ingestion.v1.Event;
import io.micronaut.context.ApplicationContext;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Fills the same table by every way in turn, round by round.
final class IngestBench {
    private static final int LOAD_DATA_PARTNER = 1_000_001;
    private static final int INSERT_PARTNER = 1_000_002;
    private static final int AUTOCOMMIT_PARTNER = 1_000_003;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MANY = BenchSenders.CALLERS;

    /// How much is measured.
    ///
    /// @param rounds that count
    /// @param rows of a lap
    /// @param singleSeconds how long single rows are stored, each way, each round
    /// @param warmUpSeconds how long the service is kept busy before, so that what runs is compiled
    /// @param backdatedEvents spread over a year
    /// @param tailPoolMegabytes the buffer pool under the table that outgrows it
    /// @param visibleSeconds how long events are sent while figures are watched, and how long overload
    ///     lasts
    record Sizes(
            int rounds,
            int rows,
            double singleSeconds,
            int warmUpSeconds,
            int poolMegabytes,
            int tailPoolMegabytes,
            double visibleSeconds,
            int backdatedEvents) {}

    /// All that was measured.
    record Result(
            Laps laps,
            Latencies unary,
            Tail tail,
            Overload overload,
            VisibilityDelay.Result visible,
            Duration backdated,
            Map<String, String> settings) {}

    /// @param lastToFirst what the last fifth of the rows reached for each row of the first fifth
    record Tail(double lastToFirst, long rows) {}

    private final BenchDatabase database;
    private final Sizes sizes;
    private final PrintWriter progress;
    private final AnswerEvents answers = new AnswerEvents(42);
    private final Latencies unary = new Latencies();

    IngestBench(BenchDatabase database, Sizes sizes, PrintWriter progress) {
        this.database = database;
        this.sizes = sizes;
        this.progress = progress;
    }

    Result run() throws Exception {
        String key = issueKey();
        if (database.isOwn()) {
            database.resizePool(sizes.poolMegabytes());
        }
        Map<String, String> settings = database.settings();
        Taken taken = takeIn(key);
        progress.println("From event to figure…");
        Shown shown = show(key, taken.laps().rowsPerSecond(IngestMethod.GRPC_2) / 2);
        return new Result(
                taken.laps(), unary, taken.tail(), taken.overload(), shown.visible(), shown.backdated(), settings);
    }

    private record Taken(Laps laps, Tail tail, Overload overload) {}

    private Taken takeIn(String key) throws Exception {
        try (ServiceProcess service = ServiceProcess.start(database.url(), false);
                PartnerClient one = PartnerClient.plaintext(service.target(), key, PATIENCE);
                PartnerClient two = PartnerClient.plaintext(service.target(), key, PATIENCE);
                Baselines baselines = new Baselines(database)) {
            Map<String, ProcessHandle> processes = new LinkedHashMap<>();
            database.process().ifPresent(process -> processes.put("database", process));
            processes.put("service", service.handle());
            processes.put("client", ProcessHandle.current());
            Laps laps = new Laps(processes);
            List<PartnerClient> clients = List.of(one, two);
            progress.println("Warming up…");
            warmUp(clients, baselines);
            for (int round = 1; round <= sizes.rounds(); round++) {
                progress.println("Round " + round + " of " + sizes.rounds() + "…");
                round(clients, baselines, laps, round);
            }
            progress.println("Overload…");
            Overload overload = Overload.run(service.target(), key, answers, sizes.visibleSeconds() / 4);
            progress.println("A table of twice the buffer pool…");
            return new Taken(laps, tail(clients), overload);
        }
    }

    private record Shown(VisibilityDelay.Result visible, Duration backdated) {}

    /// With a service that brings the figures up to date beside taking events in.
    private Shown show(String key, double rowsPerSecond) throws Exception {
        empty();
        if (database.isOwn()) {
            database.resizePool(sizes.poolMegabytes());
        }
        try (ServiceProcess service = ServiceProcess.start(database.url(), true);
                PartnerClient one = PartnerClient.plaintext(service.target(), key, PATIENCE);
                PartnerClient two = PartnerClient.plaintext(service.target(), key, PATIENCE)) {
            List<PartnerClient> clients = List.of(one, two);
            VisibilityDelay.Result _ = new VisibilityDelay(clients, answers, LocalDate.of(2010, 1, 1))
                    .run(rowsPerSecond, sizes.visibleSeconds() / 2);
            empty();
            VisibilityDelay.Result visible = new VisibilityDelay(clients, answers, LocalDate.of(2015, 1, 1))
                    .run(rowsPerSecond, sizes.visibleSeconds());
            return new Shown(visible, Backdated.run(one, answers, sizes.backdatedEvents()));
        }
    }

    private String issueKey() {
        try (ApplicationContext context = ApplicationContext.builder()
                .properties(Map.of("keepwell.db.url", database.url(), "keepwell.db.pool", 4))
                .banner(false)
                .start()) {
            PartnerKeys keys = context.getBean(PartnerKeys.class);
            return keys.issue(keys.partner("bench"), EnumSet.allOf(Scope.class), Optional.empty());
        }
    }

    private void warmUp(List<PartnerClient> clients, Baselines baselines) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(sizes.warmUpSeconds()).toNanos();
        int rows = 10 * AnswerEvents.A_BATCH;
        do {
            List<List<Event>> events = AnswerEvents.events(answers.next(rows));
            BenchSenders.publish(clients, events, Disposition.DISPOSITION_ACCEPTED);
            BenchSenders.publish(clients, events, Disposition.DISPOSITION_DUPLICATE);
            List<Event> singles = AnswerEvents.events(answers.next(rows)).stream()
                    .flatMap(List::stream)
                    .toList();
            BenchSenders.publishSingly(clients, singles, 0.1, new Latencies());
        } while (System.nanoTime() < end);
        baselines.loadData(AnswerEvents.lines(answers.next(rows), LOAD_DATA_PARTNER), 2);
        baselines.insert(AnswerEvents.inserts(answers.next(rows), INSERT_PARTNER, AnswerEvents.A_BATCH), 2);
        empty();
    }

    private void empty() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("truncate table fact_survey_answer");
            statement.execute("delete from change_log");
            // What the refresher remembers of the facts holds no more.
            statement.execute("update refresher_lease set turn = turn + 1");
        }
    }

    /// Each way once. The first of the turn changes from round to round, so that none always comes at
    /// the same place.
    private void round(List<PartnerClient> clients, Baselines baselines, Laps laps, int round) throws Exception {
        Map<IngestMethod, Laps.Work> turns = turns(clients, baselines);
        List<IngestMethod> order = new ArrayList<>(turns.keySet());
        Collections.rotate(order, round);
        // What is sent again must have been sent.
        order.remove(IngestMethod.REPLAY_2);
        order.add(order.indexOf(IngestMethod.GRPC_2) + 1, IngestMethod.REPLAY_2);
        for (IngestMethod way : order) {
            laps.keep(way, laps.time(Objects.requireNonNull(turns.get(way))));
        }
    }

    private Map<IngestMethod, Laps.Work> turns(List<PartnerClient> clients, Baselines baselines) {
        int rows = sizes.rows();
        List<byte[]> linesOne = AnswerEvents.lines(answers.next(rows), LOAD_DATA_PARTNER);
        List<byte[]> linesTwo = AnswerEvents.lines(answers.next(rows), LOAD_DATA_PARTNER);
        List<String> insertsOne = AnswerEvents.inserts(answers.next(rows), INSERT_PARTNER, AnswerEvents.A_BATCH);
        List<String> insertsTwo = AnswerEvents.inserts(answers.next(rows), INSERT_PARTNER, AnswerEvents.A_BATCH);
        List<List<Event>> eventsOne = AnswerEvents.events(answers.next(rows));
        List<List<Event>> eventsTwo = AnswerEvents.events(answers.next(rows));
        int singles = (int) (sizes.singleSeconds() * 30_000);
        List<Event> single = AnswerEvents.events(answers.next(singles)).stream()
                .flatMap(List::stream)
                .toList();
        List<String> rowsOne =
                AnswerEvents.inserts(answers.next((int) (sizes.singleSeconds() * 5_000)), AUTOCOMMIT_PARTNER, 1);
        List<String> rowsMany =
                AnswerEvents.inserts(answers.next((int) (sizes.singleSeconds() * 20_000)), AUTOCOMMIT_PARTNER, 1);
        Map<IngestMethod, Laps.Work> turns = new EnumMap<>(IngestMethod.class);
        turns.put(IngestMethod.LOAD_DATA_1, () -> baselines.loadData(linesOne, 1));
        turns.put(IngestMethod.LOAD_DATA_2, () -> baselines.loadData(linesTwo, 2));
        turns.put(IngestMethod.INSERT_1, () -> baselines.insert(insertsOne, 1));
        turns.put(IngestMethod.INSERT_2, () -> baselines.insert(insertsTwo, 2));
        turns.put(
                IngestMethod.GRPC_1,
                () -> BenchSenders.publish(clients.subList(0, 1), eventsOne, Disposition.DISPOSITION_ACCEPTED));
        turns.put(
                IngestMethod.GRPC_2, () -> BenchSenders.publish(clients, eventsTwo, Disposition.DISPOSITION_ACCEPTED));
        turns.put(
                IngestMethod.REPLAY_2,
                () -> BenchSenders.publish(clients, eventsTwo, Disposition.DISPOSITION_DUPLICATE));
        turns.put(IngestMethod.UNARY, () -> BenchSenders.publishSingly(clients, single, sizes.singleSeconds(), unary));
        turns.put(IngestMethod.AUTOCOMMIT_1, () -> baselines.insertFor(rowsOne, 1, sizes.singleSeconds()));
        turns.put(IngestMethod.AUTOCOMMIT_MANY, () -> baselines.insertFor(rowsMany, MANY, sizes.singleSeconds()));
        return turns;
    }

    /// Fills the empty table until it is twice the buffer pool, and compares its last fifth with its
    /// first.
    private Tail tail(List<PartnerClient> clients) throws Exception {
        int pool = sizes.tailPoolMegabytes();
        long rows = (long) (2.0 * pool * 1024 * 1024 / bytesPerRow());
        empty();
        if (database.isOwn()) {
            database.resizePool(pool);
        }
        int fifth = (int) (rows / 5 / AnswerEvents.A_BATCH + 1) * AnswerEvents.A_BATCH;
        Laps laps = new Laps(Map.of());
        List<Double> rates = new ArrayList<>();
        for (int part = 0; part < 5; part++) {
            double seconds = 0;
            int piece = 20 * AnswerEvents.A_BATCH;
            for (int done = 0; done < fifth; done += piece) {
                List<List<Event>> events = AnswerEvents.events(answers.next(Math.min(piece, fifth - done)));
                seconds += Lap.seconds(
                        laps.time(() -> BenchSenders.publish(clients, events, Disposition.DISPOSITION_ACCEPTED))
                                .took());
            }
            rates.add(fifth / seconds);
        }
        return new Tail(rates.getLast() / rates.getFirst(), 5L * fifth);
    }

    /// What a row takes in the table and its indexes.
    private double bytesPerRow() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("analyze table fact_survey_answer");
            try (var rows = statement.executeQuery("""
                    select (data_length + index_length) / (select count(*) from fact_survey_answer)
                    from information_schema.tables
                    where table_schema = database() and table_name = 'fact_survey_answer'
                    """)) {
                rows.next();
                return rows.getDouble(1);
            }
        }
    }
}

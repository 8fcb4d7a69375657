package io.keepwell.deploy.chaos;

import io.keepwell.core.access.Partner;
import io.keepwell.core.access.PartnerKeys;
import io.keepwell.core.access.Scope;
import io.keepwell.core.database.CacheFolder;
import io.keepwell.core.database.Database;
import io.keepwell.core.database.DatabaseUrl;
import io.keepwell.core.database.Schema;
import io.keepwell.core.rollup.refresh.RefreshStatus;
import io.keepwell.core.setting.Settings;
import io.keepwell.deploy.check.Doctor;
import io.keepwell.deploy.mysql.MySqlServer;
import io.keepwell.deploy.process.OwnDatabase;
import io.keepwell.deploy.run.AllInOne;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// One run: publishers, a service and a database, and faults between and in them; then the check of what
/// is left.
final class ChaosRun implements AutoCloseable {
    private static final List<String> PARTNERS = List.of("north", "south");
    /// How long a publisher goes on trying; longer than any fault lasts.
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LONGEST_FINISH = Duration.ofMinutes(3);
    private static final Duration LONGEST_REFRESH = Duration.ofMinutes(5);

    private final long seed;
    private final PrintWriter progress;
    private final OwnDatabase database;
    private final DatabaseUrl url;
    private final FaultProxy toDatabase;
    private final FaultProxy toService;
    private final ChaosService service;
    private final SendHistory history = new SendHistory();
    private final Failures failures = new Failures();

    /// What a run did and found.
    ///
    /// @param cells what the doctor found
    /// @param problems of any other kind: calls that failed strangely, crashes, publishers that never
    ///     finished
    record Result(
            String database,
            Duration duration,
            Map<Fault, Integer> faults,
            long events,
            Map<SendHistory.Outcome, Long> outcomes,
            Map<String, Long> failedCalls,
            HistoryCheck.Verdict verdict,
            List<Doctor.Finding> cells,
            List<String> problems) {
        Result {
            faults = Map.copyOf(faults);
            outcomes = Map.copyOf(outcomes);
            failedCalls = Map.copyOf(failedCalls);
            cells = List.copyOf(cells);
            problems = List.copyOf(problems);
        }

        boolean isWell() {
            return verdict.isWell() && problems.isEmpty() && cells.stream().allMatch(Doctor.Finding::isWell);
        }
    }

    /// @param folder an empty one for everything that the run writes
    /// @param embedded whether to take the embedded MariaDB even where a MySQL can be had
    ChaosRun(long seed, Path folder, boolean embedded, PrintWriter progress) throws IOException {
        this.seed = seed;
        this.progress = progress;
        this.toDatabase = new FaultProxy();
        this.toService = new FaultProxy();
        this.database = embedded
                ? new OwnDatabase.MariaDb(folder)
                : OwnDatabase.best(
                        MySqlServer.apart(CacheFolder.path(), folder.resolve("mysql"), progress),
                        MySqlServer.USUAL_POOL,
                        folder,
                        progress);
        this.url = database.start();
        toDatabase.leadTo(url.port());
        this.service = new ChaosService(folder, url.withHosts("127.0.0.1:" + toDatabase.port()));
    }

    /// Does faults for so long, then lets everybody finish, and checks.
    Result run(Duration faultsFor) throws InterruptedException {
        long start = System.nanoTime();
        Schema.migrate(url.text());
        List<Publisher> publishers = prepare();
        toService.leadTo(service.start());
        progress.println("Publishing to " + database.name() + ", with faults…");
        List<Thread> threads = publishers.stream()
                .map(each -> Thread.ofPlatform().name("publisher").daemon(true).start(each))
                .toList();
        FaultSchedule schedule = new FaultSchedule(seed, database, service, toService, toDatabase, history);
        schedule.run(System.nanoTime() + faultsFor.toNanos());
        publishers.forEach(Publisher::stop);
        List<String> problems = new ArrayList<>(finish(threads));
        progress.println("Checking…");
        try (ApplicationContext context = connect()) {
            awaitRefresh(context.getBean(RefreshStatus.class)).ifPresent(problems::add);
            int crashes = service.crashes();
            if (crashes > 0) {
                problems.add("the service ended by itself " + crashes + " times");
            }
            if (service.lateStops() > 0) {
                problems.add("the service didn't stop in time " + service.lateStops() + " times");
            }
            problems.addAll(failures.strange());
            HistoryCheck.Verdict verdict =
                    HistoryCheck.of(history, context.getBean(Database.class).transaction(Stored::all));
            return new Result(
                    database.name(),
                    Duration.ofNanos(System.nanoTime() - start),
                    schedule.done(),
                    history.attempts().size(),
                    history.outcomes(),
                    failures.counts(),
                    verdict,
                    new Doctor(context).examine(),
                    problems);
        }
    }

    private List<Publisher> prepare() {
        try (ApplicationContext context = connect()) {
            Settings settings = context.getBean(Settings.class);
            context.getBean(Database.class).run(_ -> settings.put(AllInOne.NEW_FIRM));
            PartnerKeys keys = context.getBean(PartnerKeys.class);
            List<Publisher> publishers = new ArrayList<>();
            for (String name : PARTNERS) {
                Partner partner = keys.partner(name);
                String key = keys.issue(partner, EnumSet.of(Scope.PUBLISH), Optional.empty());
                publishers.addAll(publishers(partner, key));
            }
            return publishers;
        }
    }

    /// About half of their events go over streams.
    private List<Publisher> publishers(Partner partner, String key) {
        String target = "127.0.0.1:" + toService.port();
        return List.of(
                new Publisher(partner, 0, seed, 50, new SendPath.Unary(target, key, PATIENCE, failures), history),
                new Publisher(partner, 1, seed, 1, new SendPath.Unary(target, key, PATIENCE, failures), history),
                new Publisher(
                        partner, 2, seed, 50, new SendPath.Streaming(target, key, PATIENCE, 50, failures), history),
                new Publisher(
                        partner, 3, seed, 1, new SendPath.Streaming(target, key, PATIENCE, 1, failures), history));
    }

    private static List<String> finish(List<Thread> threads) throws InterruptedException {
        List<String> problems = new ArrayList<>();
        long giveUpAt = System.nanoTime() + LONGEST_FINISH.toNanos();
        for (Thread thread : threads) {
            long left = Math.max(1, TimeUnit.NANOSECONDS.toMillis(giveUpAt - System.nanoTime()));
            thread.join(left);
            if (thread.isAlive()) {
                thread.interrupt();
                problems.add("a publisher did not finish within " + LONGEST_FINISH.toMinutes() + " minutes");
            }
        }
        return problems;
    }

    private static Optional<String> awaitRefresh(RefreshStatus status) throws InterruptedException {
        long giveUpAt = System.nanoTime() + LONGEST_REFRESH.toNanos();
        while (status.waiting() > 0) {
            if (System.nanoTime() > giveUpAt) {
                return Optional.of(status.waiting() + " changes were not refreshed within "
                        + LONGEST_REFRESH.toMinutes() + " minutes");
            }
            Thread.sleep(200);
        }
        return Optional.empty();
    }

    /// The core's parts, past the proxy.
    private ApplicationContext connect() {
        return ApplicationContext.builder()
                .properties(Map.of("keepwell.db.url", url.text(), "keepwell.db.pool", 4))
                .banner(false)
                .start();
    }

    @Override
    public void close() {
        service.close();
        toService.close();
        toDatabase.close();
        database.close();
    }
}

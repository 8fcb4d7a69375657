package io.keepwell.deploy.chaos;

import io.keepwell.deploy.process.OwnDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/// Does one fault after the other: all of them, shuffled, then all of them again. The seed fixes their
/// order and the pauses; what they hit depends on the machine.
final class FaultSchedule {
    private static final Duration LONGEST_WAIT_FOR_LOAD = Duration.ofSeconds(20);
    private static final int ANSWERS_BETWEEN_FAULTS = 100;

    private final Random random;
    private final OwnDatabase database;
    private final ChaosService service;
    private final FaultProxy toService;
    private final FaultProxy toDatabase;
    private final SendHistory history;
    private final Map<Fault, Integer> done = new EnumMap<>(Fault.class);

    FaultSchedule(
            long seed,
            OwnDatabase database,
            ChaosService service,
            FaultProxy toService,
            FaultProxy toDatabase,
            SendHistory history) {
        this.random = new Random(seed);
        this.database = database;
        this.service = service;
        this.toService = toService;
        this.toDatabase = toDatabase;
        this.history = history;
    }

    /// Goes on until the moment, and leaves everything running and undisturbed.
    ///
    /// @param until by System.nanoTime
    void run(long until) throws InterruptedException {
        List<Fault> deck = new ArrayList<>();
        while (System.nanoTime() < until) {
            awaitLoad();
            sleep(200, 2_000);
            if (deck.isEmpty()) {
                Collections.addAll(deck, Fault.values());
                Collections.shuffle(deck, random);
            }
            Fault next = deck.removeLast();
            apply(next);
            done.merge(next, 1, Integer::sum);
        }
    }

    /// How often each was done.
    Map<Fault, Integer> done() {
        return done;
    }

    private void apply(Fault fault) throws InterruptedException {
        switch (fault) {
            case STOP_SERVICE -> {
                service.stop();
                startService();
            }
            case KILL_SERVICE -> {
                service.kill();
                sleep(0, 1_000);
                startService();
            }
            case KILL_DATABASE -> {
                database.kill();
                sleep(0, 2_000);
                startDatabase();
            }
            case KILL_BOTH -> killBoth();
            case CUT_PARTNERS -> toService.cut();
            case CUT_PARTNERS_WITHIN_MESSAGE -> toService.cutWithinMessage();
            case LOSE_ANSWERS -> toService.loseAnswers();
            case SILENCE_PARTNERS -> {
                toService.silence();
                sleep(500, 3_000);
            }
            case CUT_DATABASE -> toDatabase.cut();
            case CUT_DATABASE_WITHIN_MESSAGE -> toDatabase.cutWithinMessage();
            case LOSE_DATABASE_ANSWERS -> toDatabase.loseAnswers();
            case SILENCE_DATABASE -> {
                toDatabase.silence();
                sleep(500, 3_000);
            }
            case SLOW_DATABASE -> {
                toDatabase.slow(Duration.ofMillis(20 + random.nextInt(200)));
                sleep(1_000, 4_000);
            }
        }
        // Time for what waits for the next message.
        sleep(300, 600);
        toService.calm();
        toDatabase.calm();
    }

    private void killBoth() throws InterruptedException {
        CompletableFuture<Void> serviceGone = CompletableFuture.runAsync(service::kill);
        sleep(0, 20);
        database.kill();
        serviceGone.join();
        sleep(0, 1_000);
        // The service has to bear that the database isn't there yet.
        CompletableFuture<Void> serviceBack = CompletableFuture.runAsync(this::startService);
        sleep(0, 2_000);
        startDatabase();
        serviceBack.join();
    }

    private void startService() {
        toService.leadTo(service.start());
    }

    private void startDatabase() {
        toDatabase.leadTo(database.start().port());
    }

    /// A fault that hits nobody proves nothing.
    private void awaitLoad() throws InterruptedException {
        long enough = history.answers() + ANSWERS_BETWEEN_FAULTS;
        long giveUpAt = System.nanoTime() + LONGEST_WAIT_FOR_LOAD.toNanos();
        while (history.answers() < enough && System.nanoTime() < giveUpAt) {
            Thread.sleep(20);
        }
    }

    private void sleep(int shortestMillis, int longestMillis) throws InterruptedException {
        Thread.sleep(random.nextInt(shortestMillis, longestMillis));
    }
}

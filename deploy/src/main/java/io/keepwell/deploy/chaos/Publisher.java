package io.keepwell.deploy.chaos;

import io.keepwell.core.access.Partner;
import io.keepwell.deploy.chaos.SendHistory.Attempt;
import io.keepwell.deploy.chaos.SendHistory.Outcome;
import io.keepwell.deploy.chaos.SendPath.Item;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/// Sends random events for a partner until it is told to stop: mostly new ones, now and then a batch
/// again, and some that must be refused.
final class Publisher implements Runnable {
    private static final int MOST_REMEMBERED = 100;
    private static final int LONGEST_PAUSE_MILLIS = 300;

    private final Partner partner;
    private final RandomEvents events;
    private final Random random;
    private final SendPath door;
    private final SendHistory history;
    private final int batchSize;
    private final Deque<List<Sent>> remembered = new ArrayDeque<>();
    private volatile boolean stopped;

    private record Sent(PlannedEvent planned, Attempt attempt) {}

    /// @param batchSize of each batch that goes through the door
    Publisher(Partner partner, int number, long seed, int batchSize, SendPath door, SendHistory history) {
        this.partner = partner;
        this.events = new RandomEvents(seed, partner.name(), number);
        this.random = new Random(seed + 13L * number + partner.id());
        this.batchSize = batchSize;
        this.door = door;
        this.history = history;
    }

    /// Lets the batch under way be the last one.
    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        try (door) {
            while (!stopped) {
                switch (random.nextInt(10)) {
                    case 0 -> sendAgain();
                    case 1 -> sendWrong();
                    default -> sendNew();
                }
                Thread.sleep(random.nextInt(LONGEST_PAUSE_MILLIS));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void sendNew() {
        List<Sent> batch = new ArrayList<>();
        for (PlannedEvent planned : events.batch(batchSize)) {
            batch.add(sending(planned));
        }
        history.together(
                batch.stream().map(sent -> sent.planned().place(partner.id())).toList());
        send(batch);
        remembered.addLast(batch);
        if (remembered.size() > MOST_REMEMBERED) {
            remembered.removeFirst();
        }
    }

    /// A whole batch, whether it was answered or not.
    private void sendAgain() {
        List<Sent> again = new ArrayList<>();
        for (Sent sent : anyRemembered()) {
            again.add(sending(sent.planned()));
        }
        send(again);
    }

    /// Ids that are taken, with another content, and events that can't be kept at all.
    private void sendWrong() {
        List<Item> batch = new ArrayList<>();
        for (Sent sent : anyRemembered()) {
            Outcome outcome = sent.attempt().outcome();
            if (outcome.isKept() && random.nextInt(5) == 0) {
                batch.add(item(sending(sent.planned().changed())));
            }
        }
        for (PlannedEvent planned : events.refused(batchSize - batch.size())) {
            Attempt attempt = history.sending(planned.place(partner.id()), Content.REFUSED);
            batch.add(new Item(planned.message().toBuilder().clearAccountId().build(), attempt));
        }
        door.send(batch);
    }

    private List<Sent> anyRemembered() {
        return remembered.stream()
                .skip(remembered.isEmpty() ? 0 : random.nextInt(remembered.size()))
                .findFirst()
                .orElse(List.of());
    }

    private Sent sending(PlannedEvent planned) {
        EventSlot place = planned.place(partner.id());
        planned.takesBack(partner.id()).ifPresent(target -> history.takesBack(place, target));
        return new Sent(planned, history.sending(place, planned.content()));
    }

    private void send(List<Sent> batch) {
        if (!batch.isEmpty()) {
            door.send(batch.stream().map(Publisher::item).toList());
        }
    }

    private static Item item(Sent sent) {
        return new Item(sent.planned().message(), sent.attempt());
    }
}

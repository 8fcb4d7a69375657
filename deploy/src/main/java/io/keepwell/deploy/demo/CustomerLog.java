package io.keepwell.deploy.demo;

import io.keepwell.core.account.Account;
import io.keepwell.core.fact.AccountProfile;
import io.keepwell.core.fact.EventKey;
import io.keepwell.core.fact.Fact;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.Retraction;
import io.keepwell.core.fact.SubscriptionChange;
import io.keepwell.core.fact.store.Story;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;

/// What is written down of one customer, by whom, and when it is sent: most of it on the day, some of it later.
final class CustomerLog {
    private static final double LATE = 0.02;
    private static final int LATEST_DAYS = 30;
    private static final int HELD_UP_DAYS = 26;

    private final StoryPeriod era;
    private final int number;
    private final RandomGenerator random;
    private final BiConsumer<DemoPartner, DemoStory.Outgoing> out;
    private final Map<DemoPartner, Integer> counts = new EnumMap<>(DemoPartner.class);
    private final Map<DemoPartner, String> accounts = new EnumMap<>(DemoPartner.class);
    private LocalDate movesOn = LocalDate.MAX;

    /// @param number the customer's, from 1; 0 for the firm as a whole
    CustomerLog(StoryPeriod era, int number, RandomGenerator random, BiConsumer<DemoPartner, DemoStory.Outgoing> out) {
        this.era = era;
        this.number = number;
        this.random = random;
        this.out = out;
    }

    /// Writes an event down, unless it lies outside of what is reported.
    ///
    /// @return its id
    String send(DemoPartner partner, Instant at, Fact fact) {
        String id = nextId(partner);
        LocalDate day = StoryPeriod.dayOf(at);
        boolean imported = fact instanceof AccountProfile || fact instanceof SubscriptionChange;
        boolean silent = partner == DemoPartner.ACADEMY && !day.isBefore(era.silentFrom());
        if (day.isAfter(era.lastDay()) || (day.isBefore(era.firstDay()) && !imported) || silent) {
            return id;
        }
        boolean moved = partner == DemoPartner.PRODUCT && !day.isBefore(movesOn);
        String account = moved ? secondWorkspace(number) : account(partner);
        write(partner, new Story.SentEvent(id, account, at, fact), sentOn(partner, day));
        return id;
    }

    /// From a day on the product knows the customer by another name, which no profile names.
    void movesToSecondWorkspace(LocalDate day) {
        movesOn = day;
    }

    static String secondWorkspace(int number) {
        return DemoPartner.PRODUCT.account(number) + "-eu";
    }

    /// An event of the firm as a whole, which is never late; of exchange rates older ones are reported, too.
    void sendOfFirm(DemoPartner partner, Instant at, Fact fact) {
        LocalDate day = StoryPeriod.dayOf(at);
        if (!day.isAfter(era.lastDay())) {
            write(partner, new Story.SentEvent(nextId(partner), Account.FIRM_NAME, at, fact), later(day, 0));
        }
    }

    /// Puts an event into another's place some days later, if that was reported.
    void correct(DemoPartner partner, String wrong, Instant at, Fact right, int daysLater) {
        LocalDate day = StoryPeriod.dayOf(at);
        LocalDate on = day.plusDays(LATEST_DAYS + (long) daysLater);
        if (!day.isBefore(era.firstDay()) && !on.isAfter(era.lastDay())) {
            write(partner, new Story.SentEvent(nextId(partner), account(partner), at, right, Optional.of(wrong)), on);
        }
    }

    /// Takes an event back some days later, if that was reported.
    void takeBack(DemoPartner partner, String wrong, Instant at, Fact fact, String reason, int daysLater) {
        LocalDate day = StoryPeriod.dayOf(at);
        LocalDate on = day.plusDays(LATEST_DAYS + (long) daysLater);
        if (!day.isBefore(era.firstDay()) && !on.isAfter(era.lastDay())) {
            Retraction retraction = Retraction.of(FactTables.of(fact), EventKey.of(wrong), reason);
            Instant noticed = StoryPeriod.hours(on, random);
            write(partner, new Story.SentEvent(nextId(partner), Account.FIRM_NAME, noticed, retraction), on);
        }
    }

    String account(DemoPartner partner) {
        return accounts.computeIfAbsent(partner, each -> each.account(number));
    }

    double chance() {
        return random.nextDouble();
    }

    <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private String nextId(DemoPartner partner) {
        return account(partner) + "-" + counts.merge(partner, 1, Integer::sum);
    }

    private void write(DemoPartner partner, Story.SentEvent reported, LocalDate on) {
        out.accept(partner, new DemoStory.Outgoing(reported, on));
    }

    private LocalDate sentOn(DemoPartner partner, LocalDate day) {
        if (day.isBefore(era.firstDay())) {
            return era.firstDay();
        }
        if (partner == DemoPartner.HELP_DESK && era.isHeldUp(day)) {
            return later(day, HELD_UP_DAYS);
        }
        return later(day, random.nextDouble() < LATE ? 2 + random.nextInt(LATEST_DAYS - 2) : 0);
    }

    private LocalDate later(LocalDate day, int days) {
        LocalDate on = day.plusDays(days);
        if (on.isBefore(era.firstDay())) {
            return era.firstDay();
        }
        return on.isAfter(era.lastDay()) ? era.lastDay() : on;
    }
}

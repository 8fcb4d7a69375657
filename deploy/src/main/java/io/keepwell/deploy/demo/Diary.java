package io.keepwell.deploy.demo;

import io.keepwell.core.account.Account;
import io.keepwell.core.fact.AccountProfile;
import io.keepwell.core.fact.EventKey;
import io.keepwell.core.fact.Fact;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.Retraction;
import io.keepwell.core.fact.Story;
import io.keepwell.core.fact.SubscriptionChange;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;

/// What is written down of one customer, by whom, and when it is sent: most of it on the day, some of it later.
final class Diary {
    private static final double LATE = 0.02;
    private static final int LATEST_DAYS = 30;
    private static final int HELD_UP_DAYS = 26;

    private final Era era;
    private final int number;
    private final RandomGenerator random;
    private final BiConsumer<Teller, DemoStory.Sent> out;
    private final Map<Teller, Integer> counts = new EnumMap<>(Teller.class);
    private final Map<Teller, String> accounts = new EnumMap<>(Teller.class);
    private LocalDate movesOn = LocalDate.MAX;

    /// @param number the customer's, from 1; 0 for the firm as a whole
    Diary(Era era, int number, RandomGenerator random, BiConsumer<Teller, DemoStory.Sent> out) {
        this.era = era;
        this.number = number;
        this.random = random;
        this.out = out;
    }

    /// Writes an event down, unless it lies outside of what is told.
    ///
    /// @return its id
    String tell(Teller teller, Instant at, Fact fact) {
        String id = nextId(teller);
        LocalDate day = Era.dayOf(at);
        boolean imported = fact instanceof AccountProfile || fact instanceof SubscriptionChange;
        boolean silent = teller == Teller.ACADEMY && !day.isBefore(era.silentFrom());
        if (day.isAfter(era.lastDay()) || (day.isBefore(era.firstDay()) && !imported) || silent) {
            return id;
        }
        boolean moved = teller == Teller.PRODUCT && !day.isBefore(movesOn);
        String account = moved ? secondWorkspace(number) : account(teller);
        write(teller, new Story.Told(id, account, at, fact), sentOn(teller, day));
        return id;
    }

    /// From a day on the product knows the customer by another name, which no profile tells.
    void movesToSecondWorkspace(LocalDate day) {
        movesOn = day;
    }

    static String secondWorkspace(int number) {
        return Teller.PRODUCT.account(number) + "-eu";
    }

    /// An event of the firm as a whole, which is never late; of exchange rates older ones are told, too.
    void tellOfFirm(Teller teller, Instant at, Fact fact) {
        LocalDate day = Era.dayOf(at);
        if (!day.isAfter(era.lastDay())) {
            write(teller, new Story.Told(nextId(teller), Account.FIRM_NAME, at, fact), later(day, 0));
        }
    }

    /// Puts an event into another's place some days later, if that was told.
    void correct(Teller teller, String wrong, Instant at, Fact right, int daysLater) {
        LocalDate day = Era.dayOf(at);
        LocalDate on = day.plusDays(LATEST_DAYS + (long) daysLater);
        if (!day.isBefore(era.firstDay()) && !on.isAfter(era.lastDay())) {
            write(teller, new Story.Told(nextId(teller), account(teller), at, right, Optional.of(wrong)), on);
        }
    }

    /// Takes an event back some days later, if that was told.
    void takeBack(Teller teller, String wrong, Instant at, Fact fact, String reason, int daysLater) {
        LocalDate day = Era.dayOf(at);
        LocalDate on = day.plusDays(LATEST_DAYS + (long) daysLater);
        if (!day.isBefore(era.firstDay()) && !on.isAfter(era.lastDay())) {
            Retraction retraction = Retraction.of(FactTables.of(fact), EventKey.of(wrong), reason);
            Instant noticed = Era.hours(on, random);
            write(teller, new Story.Told(nextId(teller), Account.FIRM_NAME, noticed, retraction), on);
        }
    }

    String account(Teller teller) {
        return accounts.computeIfAbsent(teller, each -> each.account(number));
    }

    double chance() {
        return random.nextDouble();
    }

    <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private String nextId(Teller teller) {
        return account(teller) + "-" + counts.merge(teller, 1, Integer::sum);
    }

    private void write(Teller teller, Story.Told told, LocalDate on) {
        out.accept(teller, new DemoStory.Sent(told, on));
    }

    private LocalDate sentOn(Teller teller, LocalDate day) {
        if (day.isBefore(era.firstDay())) {
            return era.firstDay();
        }
        if (teller == Teller.HELP_DESK && era.isHeldUp(day)) {
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

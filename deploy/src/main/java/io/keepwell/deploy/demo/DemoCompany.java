package io.keepwell.deploy.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// A believable software firm with 2,000 customers, told over 24 months and the running one by six partners. The same
/// seed and last day always tell the same.
///
/// Some 1,100 of them joined before the 24 months, fewer the longer ago; of their earlier life only profiles and
/// subscriptions are told. What customers do follows from how content they are, which nobody tells (see `Life`).
final class DemoCompany {
    static final int CUSTOMERS = 2_000;
    static final int PROSPECTS = 1_000;

    private static final double GROWTH_A_MONTH = 1.028;
    private static final int SECOND_WORKSPACE_IN = 330;

    private final long seed;
    private final int customers;
    private final int prospects;
    private final Era era;
    private final Map<Teller, List<DemoStory.Sent>> sent = new EnumMap<>(Teller.class);
    private final List<DemoStory.StaffMerge> merges = new ArrayList<>();

    /// @param lastDay nothing happens after it
    DemoCompany(long seed, LocalDate lastDay) {
        this(seed, lastDay, CUSTOMERS, PROSPECTS);
    }

    /// @param prospects who never become customers
    DemoCompany(long seed, LocalDate lastDay, int customers, int prospects) {
        this.seed = seed;
        this.era = new Era(lastDay);
        this.customers = customers;
        this.prospects = prospects;
    }

    /// Every event, by the name of the partner that tells it.
    DemoStory tell() {
        for (Teller teller : Teller.values()) {
            sent.put(teller, new ArrayList<>());
        }
        RandomGenerator random = new SplittableRandom(seed);
        new FirmTales(era, new Diary(era, 0, random, this::keep), random).tell();
        Cast cast = new Cast(seed);
        List<LocalDate> joining = joining(random);
        for (int number = 1; number <= customers; number++) {
            live(cast.next(number), joining.get(number - 1));
        }
        for (int number = customers + 1; number <= customers + prospects; number++) {
            look(cast.next(number));
        }
        SortedMap<String, List<DemoStory.Sent>> byPartner = new TreeMap<>();
        Comparator<DemoStory.Sent> order = Comparator.comparing(DemoStory.Sent::on)
                .thenComparing(each -> each.told().occurredAt())
                .thenComparing(each -> each.told().eventId());
        sent.forEach((teller, ofTeller) ->
                byPartner.put(teller.partner(), ofTeller.stream().sorted(order).toList()));
        return new DemoStory(byPartner, merges);
    }

    private void keep(Teller teller, DemoStory.Sent event) {
        ofTeller(teller).add(event);
    }

    private List<DemoStory.Sent> ofTeller(Teller teller) {
        return sent.computeIfAbsent(teller, _ -> new ArrayList<>());
    }

    private RandomGenerator randomOf(int number) {
        return new SplittableRandom(seed * 10_007 + number);
    }

    private void live(Cast.Member member, LocalDate joins) {
        RandomGenerator random = randomOf(member.number());
        Diary diary = new Diary(era, member.number(), random, this::keep);
        if (member.number() % SECOND_WORKSPACE_IN == 7) {
            LocalDate moves = era.lastDay().minusDays(100);
            diary.movesToSecondWorkspace(moves.isBefore(joins) ? joins : moves);
        }
        int before = ofTeller(Teller.PRODUCT).size();
        new Life(era, member, diary, random).live(joins);
        String second = Diary.secondWorkspace(member.number());
        boolean moved = ofTeller(Teller.PRODUCT).stream()
                .skip(before)
                .anyMatch(each -> each.told().account().equals(second));
        if (moved) {
            merges.add(new DemoStory.StaffMerge(
                    era.lastDay().minusDays(20),
                    Teller.PRODUCT.partner(),
                    second,
                    Teller.CRM.partner(),
                    Teller.CRM.account(member.number()),
                    "Moved to the European data centre; the same firm."));
        }
    }

    /// Somebody who shows interest in the 24 months and doesn't become a customer, or hasn't yet.
    private void look(Cast.Member member) {
        RandomGenerator random = randomOf(member.number());
        Diary diary = new Diary(era, member.number(), random, this::keep);
        long days = era.lastDay().toEpochDay() - era.firstDay().toEpochDay();
        LocalDate first = Era.workday(era.firstDay().plusDays(random.nextInt((int) days - 2)));
        boolean tries = random.nextInt(4) == 0;
        if (tries) {
            LocalDate begins = Era.workday(first.plusDays(5));
            new Contract(member, diary, random).tries(begins, begins.plusDays(14));
        }
        Optional<LocalDate> lost = random.nextInt(8) == 0
                ? Optional.empty()
                : Optional.of(Era.workday(first.plusDays(10L + random.nextInt(60))));
        new CrmTales(member, diary, random).isLost(first, tries, lost);
    }

    /// The day on which each customer begins, in no order.
    private List<LocalDate> joining(RandomGenerator random) {
        LocalDate start = era.firstDay().minusMonths(Era.MONTHS_BEFORE);
        int months = Era.MONTHS_BEFORE + Era.MONTHS + 1;
        double[] until = new double[months];
        double sum = 0;
        for (int month = 0; month < months; month++) {
            LocalDate first = start.plusMonths(month);
            double share = month == months - 1 ? (double) era.lastDay().getDayOfMonth() / first.lengthOfMonth() : 1;
            // Growth slows down once the 24 months begin.
            double grown = Math.pow(GROWTH_A_MONTH, Math.min(month, Era.MONTHS_BEFORE));
            sum += grown * Era.joining(first.getMonth()) * share;
            until[month] = sum;
        }
        List<LocalDate> days = new ArrayList<>();
        for (int customer = 0; customer < customers; customer++) {
            double draw = random.nextDouble() * sum;
            int month = 0;
            while (until[month] < draw) {
                month++;
            }
            LocalDate first = start.plusMonths(month);
            int length = month == months - 1 ? era.lastDay().getDayOfMonth() : first.lengthOfMonth();
            LocalDate day = Era.workday(first.plusDays(random.nextInt(length)));
            days.add(day.isAfter(era.lastDay()) ? era.lastDay() : day);
        }
        return days;
    }
}

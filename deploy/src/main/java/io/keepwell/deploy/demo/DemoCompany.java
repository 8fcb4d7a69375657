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

/// A believable software firm with 2,000 customers, reported over 24 months and the running one by six partners. The
/// same seed and last day always give the same events.
///
/// Some 1,100 of them joined before the 24 months, fewer the longer ago; of their earlier life only profiles and
/// subscriptions are reported. What customers do follows from how content they are, which no event says (see
/// `CustomerLife`).
final class DemoCompany {
    static final int CUSTOMERS = 2_000;
    static final int PROSPECTS = 1_000;

    private static final double GROWTH_A_MONTH = 1.028;
    private static final int SECOND_WORKSPACE_IN = 330;

    private final long seed;
    private final int customers;
    private final int prospects;
    private final StoryPeriod era;
    private final Map<DemoPartner, List<DemoStory.Outgoing>> sent = new EnumMap<>(DemoPartner.class);
    private final List<DemoStory.StaffMerge> merges = new ArrayList<>();

    /// @param lastDay nothing happens after it
    DemoCompany(long seed, LocalDate lastDay) {
        this(seed, lastDay, CUSTOMERS, PROSPECTS);
    }

    /// @param prospects who never become customers
    DemoCompany(long seed, LocalDate lastDay, int customers, int prospects) {
        this.seed = seed;
        this.era = new StoryPeriod(lastDay);
        this.customers = customers;
        this.prospects = prospects;
    }

    /// Every event, by the name of the partner that sends it.
    DemoStory send() {
        for (DemoPartner partner : DemoPartner.values()) {
            sent.put(partner, new ArrayList<>());
        }
        RandomGenerator random = new SplittableRandom(seed);
        new FirmEvents(era, new CustomerLog(era, 0, random, this::keep), random).send();
        CompanyNames cast = new CompanyNames(seed);
        List<LocalDate> joining = joining(random);
        for (int number = 1; number <= customers; number++) {
            live(cast.next(number), joining.get(number - 1));
        }
        for (int number = customers + 1; number <= customers + prospects; number++) {
            look(cast.next(number));
        }
        SortedMap<String, List<DemoStory.Outgoing>> byPartner = new TreeMap<>();
        Comparator<DemoStory.Outgoing> order = Comparator.comparing(DemoStory.Outgoing::on)
                .thenComparing(each -> each.event().occurredAt())
                .thenComparing(each -> each.event().eventId());
        sent.forEach((partner, events) ->
                byPartner.put(partner.partner(), events.stream().sorted(order).toList()));
        return new DemoStory(byPartner, merges);
    }

    private void keep(DemoPartner partner, DemoStory.Outgoing event) {
        sentBy(partner).add(event);
    }

    private List<DemoStory.Outgoing> sentBy(DemoPartner partner) {
        return sent.computeIfAbsent(partner, _ -> new ArrayList<>());
    }

    private RandomGenerator randomOf(int number) {
        return new SplittableRandom(seed * 10_007 + number);
    }

    private void live(CompanyNames.Member member, LocalDate joins) {
        RandomGenerator random = randomOf(member.number());
        CustomerLog log = new CustomerLog(era, member.number(), random, this::keep);
        if (member.number() % SECOND_WORKSPACE_IN == 7) {
            LocalDate moves = era.lastDay().minusDays(100);
            log.movesToSecondWorkspace(moves.isBefore(joins) ? joins : moves);
        }
        List<DemoStory.Outgoing> ofProduct = sentBy(DemoPartner.PRODUCT);
        int before = ofProduct.size();
        new CustomerLife(era, member, log, random).live(joins);
        String second = CustomerLog.secondWorkspace(member.number());
        boolean moved = ofProduct.subList(before, ofProduct.size()).stream()
                .anyMatch(each -> each.event().account().equals(second));
        if (moved) {
            merges.add(new DemoStory.StaffMerge(
                    era.lastDay().minusDays(20),
                    DemoPartner.PRODUCT.partner(),
                    second,
                    DemoPartner.CRM.partner(),
                    DemoPartner.CRM.account(member.number()),
                    "Moved to the European data centre; the same firm."));
        }
    }

    /// Somebody who shows interest in the 24 months and doesn't become a customer, or hasn't yet.
    private void look(CompanyNames.Member member) {
        RandomGenerator random = randomOf(member.number());
        CustomerLog log = new CustomerLog(era, member.number(), random, this::keep);
        long days = era.lastDay().toEpochDay() - era.firstDay().toEpochDay();
        LocalDate first = StoryPeriod.workday(era.firstDay().plusDays(random.nextInt((int) days - 2)));
        boolean tries = random.nextInt(4) == 0;
        if (tries) {
            LocalDate begins = StoryPeriod.workday(first.plusDays(5));
            new DemoContract(member, log, random).tries(begins, begins.plusDays(14));
        }
        Optional<LocalDate> lost = random.nextInt(8) == 0
                ? Optional.empty()
                : Optional.of(StoryPeriod.workday(first.plusDays(10L + random.nextInt(60))));
        new CrmEvents(member, log, random).isLost(first, tries, lost);
    }

    /// The day on which each customer begins, in no order.
    private List<LocalDate> joining(RandomGenerator random) {
        LocalDate start = era.firstDay().minusMonths(StoryPeriod.MONTHS_BEFORE);
        int months = StoryPeriod.MONTHS_BEFORE + StoryPeriod.MONTHS + 1;
        double[] until = new double[months];
        double sum = 0;
        for (int month = 0; month < months; month++) {
            LocalDate first = start.plusMonths(month);
            double share = month == months - 1 ? (double) era.lastDay().getDayOfMonth() / first.lengthOfMonth() : 1;
            // Growth slows down once the 24 months begin.
            double grown = Math.pow(GROWTH_A_MONTH, Math.min(month, StoryPeriod.MONTHS_BEFORE));
            sum += grown * StoryPeriod.joining(first.getMonth()) * share;
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
            LocalDate day = StoryPeriod.workday(first.plusDays(random.nextInt(length)));
            days.add(day.isAfter(era.lastDay()) ? era.lastDay() : day);
        }
        return days;
    }
}

package io.keepwell.deploy.demo;

import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.AccountProfile;
import io.keepwell.core.fact.CheckIn;
import io.keepwell.core.fact.Cost;
import io.keepwell.core.fact.CsmSentiment;
import io.keepwell.core.fact.CustomerOutcome;
import io.keepwell.core.fact.Lead;
import io.keepwell.core.fact.Measurement;
import io.keepwell.core.fact.Milestone;
import io.keepwell.core.fact.Offer;
import io.keepwell.core.fact.Opportunity;
import io.keepwell.core.fact.Referral;
import io.keepwell.core.fact.StayReason;
import io.keepwell.core.money.Money;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/// What the CRM reports of a customer: who it is, how it came, what its owner does with it. Courses of the academy,
/// too.
///
/// Over 300 lines: a method for each kind of event that a CRM sends, and little else.
final class CrmEvents {
    private static final long MICROS = 1_000_000L;
    private static final int WEEKS_OF_A_LARGE_ONES_CHECK_IN = 7;
    private static final int WEEKS_OF_OTHER_CHECK_INS = 16;
    private static final int WEEKS_OF_SENTIMENTS = 11;
    private static final List<StayReason.Reason> STAYS = List.of(
            StayReason.Reason.PRICE,
            StayReason.Reason.PRICE,
            StayReason.Reason.QUALITY,
            StayReason.Reason.REGULATION,
            StayReason.Reason.OTHER);
    private static final List<String> EXTRAS = List.of("Insights", "API pack", "Premium support", "Mobile");

    private final CompanyNames.Member member;
    private final CustomerLog log;
    private final RandomGenerator random;
    private final int phase;
    private String owner;
    private String plan;
    /// Whose names of the customer are known.
    private final Set<DemoPartner> knownTo = EnumSet.complementOf(EnumSet.of(DemoPartner.CRM));
    private int things;

    CrmEvents(CompanyNames.Member member, CustomerLog log, RandomGenerator random) {
        this.member = member;
        this.log = log;
        this.random = random;
        this.phase = random.nextInt(WEEKS_OF_OTHER_CHECK_INS * WEEKS_OF_A_LARGE_ONES_CHECK_IN);
        this.owner = member.owner();
        this.plan = member.size().plan();
        if (member.number() % 90 == 5) {
            knownTo.remove(DemoPartner.HELP_DESK);
        }
        if (!learns()) {
            knownTo.remove(DemoPartner.ACADEMY);
        }
    }

    /// Somebody shows interest.
    void isWon(LocalDate first, LocalDate joins) {
        String lead = "lead-%05d".formatted(member.number());
        log.send(
                DemoPartner.CRM,
                StoryPeriod.hours(first, random),
                new Lead(lead, member.channel(), Lead.State.CREATED));
        milestone(first, Milestone.Point.FIRST_CONTACT, "", Optional.empty());
        log.send(
                DemoPartner.CRM,
                StoryPeriod.hours(joins, random),
                new Lead(lead, member.channel(), Lead.State.CONVERTED));
        log.send(
                DemoPartner.BILLING,
                StoryPeriod.hours(joins, random),
                new Cost(
                        Cost.Purpose.SALES,
                        euros(30 + 9 * member.size().seatPrice() * member.size().users())));
    }

    /// Somebody shows interest and goes elsewhere.
    ///
    /// @param tried whether it tried the product
    void isLost(LocalDate first, boolean tried, Optional<LocalDate> lost) {
        knownTo.retainAll(tried ? EnumSet.of(DemoPartner.BILLING) : EnumSet.noneOf(DemoPartner.class));
        profile(first);
        String lead = "lead-%05d".formatted(member.number());
        log.send(
                DemoPartner.CRM,
                StoryPeriod.hours(first, random),
                new Lead(lead, member.channel(), Lead.State.CREATED));
        lost.ifPresent(day -> log.send(
                DemoPartner.CRM, StoryPeriod.hours(day, random), new Lead(lead, member.channel(), Lead.State.LOST)));
    }

    void profile(LocalDate day) {
        Map<Dimension, String> values = new EnumMap<>(Dimension.class);
        values.put(Dimension.OWNER, owner);
        values.put(Dimension.SEGMENT, member.size().segment());
        values.put(Dimension.INDUSTRY, member.industry());
        values.put(Dimension.REGION, member.region());
        values.put(Dimension.PLAN, plan);
        values.put(Dimension.PRODUCT, member.product());
        values.put(Dimension.CHANNEL, member.channel());
        List<AccountProfile.Alias> aliases = new ArrayList<>();
        for (DemoPartner partner : knownTo) {
            aliases.add(new AccountProfile.Alias(partner.partner(), partner.account(member.number())));
        }
        List<String> tags = member.number() % 40 == 0 ? List.of("lighthouse") : List.of();
        log.send(
                DemoPartner.CRM,
                day.atTime(7, 30).atZone(StoryPeriod.ZONE).toInstant(),
                new AccountProfile(member.name(), new Slice(values), tags, aliases));
    }

    /// Begins with the customer's first weeks.
    void onboards(LocalDate day, CustomerSentiment sentiment) {
        int planned = member.size() == Size.LARGE ? 45 : member.size() == Size.MEDIUM ? 24 : 10;
        int taken = (int) Math.max(
                2, Math.round(planned * Math.exp(0.35 * random.nextGaussian() - 0.12 * sentiment.value() - 0.05)));
        milestone(day, Milestone.Point.ONBOARDING_STARTED, "setup", Optional.of(day.plusDays(planned)));
        if (random.nextDouble() < 0.95) {
            milestone(day.plusDays(taken), Milestone.Point.ONBOARDING_ENDED, "setup", Optional.empty());
        }
        if (random.nextDouble() < 0.9) {
            int value = (int) Math.round(taken * (0.6 + 0.6 * random.nextDouble()));
            milestone(day.plusDays(Math.max(1, value)), Milestone.Point.VALUE_REACHED, "", Optional.empty());
        }
    }

    void staysFree(LocalDate day) {
        log.send(DemoPartner.CRM, StoryPeriod.hours(day, random), new StayReason(log.any(STAYS), ""));
    }

    /// @param leaving whether the customer has made up its mind to leave
    void week(LocalDate monday, CustomerSentiment sentiment, boolean leaving, DemoContract contract) {
        LocalDate day = monday.plusDays(random.nextInt(5));
        if (random.nextDouble() < 0.0012) {
            owner = log.any(CompanyNames.OWNERS);
            profile(day);
        }
        if (!knownTo.contains(DemoPartner.HELP_DESK) && random.nextDouble() < 0.03) {
            knownTo.add(DemoPartner.HELP_DESK);
            profile(day);
        }
        if (random.nextDouble() < 0.012 * Math.exp(0.3 * sentiment.value())) {
            milestone(day, Milestone.Point.GOAL_REACHED, log.any(Phrases.GOALS), Optional.empty());
            if (learns()) {
                courses(day);
            }
        }
        if (random.nextDouble() < 0.0022 * Math.exp(0.9 * sentiment.value())) {
            log.send(
                    DemoPartner.CRM,
                    StoryPeriod.hours(day, random),
                    new Referral("friend-%05d-%d".formatted(member.number(), ++things)));
        }
        if (member.size() == Size.SMALL) {
            if (random.nextDouble() < 0.004) {
                offer(day, sentiment, contract);
            }
            return;
        }
        if (random.nextDouble() < 0.008) {
            offer(day, sentiment, contract);
        }
        if (random.nextDouble() < 0.009) {
            opportunity(day, sentiment, contract);
        }
        if (random.nextDouble() < 0.0025 * Math.exp(0.5 * sentiment.value())) {
            outcome(day, contract);
        }
        checkIn(monday, sentiment, leaving);
        if (Math.floorMod(weeks(monday) + phase, WEEKS_OF_SENTIMENTS) == 0) {
            int points = Math.clamp(Math.round(60 + 24 * sentiment.heard() - (leaving ? 12 : 0)), 0, 100);
            String comment = points < 30 ? "Hard to reach lately" : "";
            log.send(DemoPartner.CRM, StoryPeriod.hours(day, random), new CsmSentiment(points, comment, owner));
        }
    }

    private void checkIn(LocalDate monday, CustomerSentiment sentiment, boolean leaving) {
        int every = member.size() == Size.LARGE ? WEEKS_OF_A_LARGE_ONES_CHECK_IN : WEEKS_OF_OTHER_CHECK_INS;
        if (Math.floorMod(weeks(monday) + phase, every) != 0) {
            return;
        }
        String id = "meeting-%05d-%d".formatted(member.number(), ++things);
        LocalDate on = monday.plusDays(14L + random.nextInt(5));
        log.send(
                DemoPartner.CRM,
                StoryPeriod.hours(monday, random),
                new CheckIn(id, CheckIn.Step.PLANNED, Optional.of(on)));
        double held = Math.clamp(0.84 + 0.06 * sentiment.value() - (leaving ? 0.3 : 0), 0.2, 0.97);
        double draw = random.nextDouble();
        if (draw < held) {
            log.send(
                    DemoPartner.CRM,
                    StoryPeriod.hours(on, random),
                    new CheckIn(id, CheckIn.Step.HELD, Optional.empty()));
            log.send(
                    DemoPartner.BILLING,
                    StoryPeriod.hours(on, random),
                    new Cost(Cost.Purpose.CUSTOMER_SUCCESS, euros(member.size() == Size.LARGE ? 180 : 90)));
        } else if (draw < held + 0.06) {
            log.send(
                    DemoPartner.CRM,
                    StoryPeriod.hours(on.minusDays(3), random),
                    new CheckIn(id, CheckIn.Step.CANCELLED, Optional.empty()));
        }
    }

    private static long weeks(LocalDate monday) {
        return ChronoUnit.WEEKS.between(LocalDate.EPOCH, monday);
    }

    private void offer(LocalDate day, CustomerSentiment sentiment, DemoContract contract) {
        String id = "offer-%05d-%d".formatted(member.number(), ++things);
        Offer.Kind kind = random.nextBoolean() ? Offer.Kind.UPSELL : Offer.Kind.CROSS_SELL;
        String product = kind == Offer.Kind.UPSELL ? member.product() : log.any(EXTRAS);
        Optional<Money> value = Optional.of(part(contract, 0.1 + 0.2 * random.nextDouble()));
        log.send(
                DemoPartner.CRM,
                StoryPeriod.hours(day, random),
                new Offer(id, kind, Offer.Step.PRESENTED, product, value));
        LocalDate answered = StoryPeriod.workday(day.plusDays(3L + random.nextInt(30)));
        double accepts = Math.clamp(0.34 + 0.16 * sentiment.value(), 0.05, 0.7);
        double draw = random.nextDouble();
        if (draw < accepts) {
            log.send(
                    DemoPartner.CRM,
                    StoryPeriod.hours(answered, random),
                    new Offer(id, kind, Offer.Step.ACCEPTED, product, value));
            if (kind == Offer.Kind.CROSS_SELL) {
                contract.orders(answered, product);
            }
        } else if (draw < accepts + 0.4) {
            log.send(
                    DemoPartner.CRM,
                    StoryPeriod.hours(answered, random),
                    new Offer(id, kind, Offer.Step.DECLINED, product, Optional.empty()));
        }
    }

    private void opportunity(LocalDate day, CustomerSentiment sentiment, DemoContract contract) {
        String id = "opp-%05d-%d".formatted(member.number(), ++things);
        Opportunity.Kind kind = log.any(List.of(Opportunity.Kind.values()));
        Optional<Money> value = Optional.of(part(contract, 0.1 + 0.5 * random.nextDouble()));
        log.send(
                DemoPartner.CRM,
                StoryPeriod.hours(day, random),
                new Opportunity(id, kind, Opportunity.State.OPEN, value));
        double draw = random.nextDouble();
        double won = Math.clamp(0.38 + 0.15 * sentiment.value(), 0.08, 0.75);
        if (draw < 0.85) {
            Opportunity.State state = draw < won ? Opportunity.State.WON : Opportunity.State.LOST;
            LocalDate closed = StoryPeriod.workday(day.plusDays(14L + random.nextInt(76)));
            log.send(DemoPartner.CRM, StoryPeriod.hours(closed, random), new Opportunity(id, kind, state, value));
        }
    }

    private void outcome(LocalDate day, DemoContract contract) {
        CustomerOutcome.Kind kind = log.any(List.of(CustomerOutcome.Kind.values()));
        Money gain = part(contract, 0.5 + 2 * random.nextDouble());
        Money baseline = part(contract, 6 + 6 * random.nextDouble());
        log.send(
                DemoPartner.CRM,
                StoryPeriod.hours(day, random),
                new CustomerOutcome(kind, Optional.of(gain), Optional.of(baseline), random.nextInt(4) == 0));
    }

    private boolean learns() {
        return member.number() % 3 == 0;
    }

    private void courses(LocalDate day) {
        log.send(
                DemoPartner.ACADEMY,
                StoryPeriod.hours(day, random),
                new Measurement("courses.completed", (1 + random.nextInt(4)) * MICROS, "courses"));
    }

    /// A share of what a year comes to, in whole units.
    private static Money part(DemoContract contract, double share) {
        Money yearly = contract.yearly();
        return new Money(Math.round(yearly.micros() * share / MICROS) * MICROS, yearly.currency());
    }

    private static Money euros(long units) {
        return new Money(units * MICROS, DemoContract.EURO);
    }

    private void milestone(LocalDate day, Milestone.Point point, String name, Optional<LocalDate> estimated) {
        log.send(
                DemoPartner.CRM,
                StoryPeriod.hours(StoryPeriod.workday(day), random),
                new Milestone(point, name, estimated));
    }
}

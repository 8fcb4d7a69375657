package io.keepwell.deploy.demo;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.random.RandomGenerator;

/// The life of one customer, week by week: it comes, stays, is content or not, and perhaps leaves. Everything that is
/// reported about it follows from its sentiment and from what it has decided.
final class CustomerLife {
    private static final double WEEKS_A_MONTH = 4.35;
    private static final int DECIDED_BEFORE_DUE_DAYS = 63;
    private static final double OF_HURT = 0.05;

    private final StoryPeriod era;
    private final CompanyNames.Member member;
    private final RandomGenerator random;
    private final CustomerLog log;
    private final CustomerSentiment sentiment;
    private final DemoContract contract;
    private final HelpDeskEvents desk;
    private final ProductEvents product;
    private final SurveyEvents surveys;
    private final CrmEvents crm;

    private State state = State.FREE;
    private LocalDate since = LocalDate.EPOCH;
    private LocalDate until = LocalDate.MAX;
    private LocalDate decidedOn = LocalDate.MAX;
    private boolean quietly;
    private LocalDate dueDecided = LocalDate.EPOCH;
    private LocalDate due = LocalDate.MAX;
    private boolean dueReported;

    private enum State {
        FREE,
        PAYING,
        PAUSED,
        /// Has decided to leave and hasn't said so.
        LEAVING,
        /// Has said so; what is paid for still runs.
        CANCELLED,
        GONE
    }

    CustomerLife(StoryPeriod era, CompanyNames.Member member, CustomerLog log, RandomGenerator random) {
        this.era = era;
        this.member = member;
        this.random = random;
        this.log = log;
        this.sentiment = new CustomerSentiment(member.baseline(), random);
        this.contract = new DemoContract(member, log, random);
        this.desk = new HelpDeskEvents(era, member, log, random);
        this.product = new ProductEvents(member, era, log, random);
        this.surveys = new SurveyEvents(era, member, log, random);
        this.crm = new CrmEvents(member, log, random);
    }

    /// @param joins the day on which the customer begins, paying or not
    void live(LocalDate joins) {
        LocalDate first = StoryPeriod.workday(joins.minusDays(8L + random.nextInt(50)));
        crm.profile(first);
        crm.isWon(first, joins);
        double way = random.nextDouble();
        if (way < 0.3) {
            LocalDate tries = joins.minusDays(14);
            contract.tries(tries.isBefore(first) ? first : tries, joins.plusDays(1));
        }
        since = joins;
        if (way > 0.86 && member.size() != Size.LARGE) {
            contract.startsFree(joins);
            until = way > 0.94 ? LocalDate.MAX : joins.plusDays(40L + random.nextInt(240));
        } else {
            pays(joins, false);
        }
        crm.onboards(joins, sentiment);
        for (LocalDate monday = StoryPeriod.monday(joins);
                !monday.isAfter(era.lastDay());
                monday = monday.plusWeeks(1)) {
            week(monday.isBefore(joins) ? joins : monday, monday);
        }
    }

    private void pays(LocalDate day, boolean wasFree) {
        contract.starts(day, wasFree);
        state = State.PAYING;
        nextDue(day);
    }

    private void nextDue(LocalDate day) {
        due = contract.isYearly() ? contract.dueAfter(day) : LocalDate.MAX;
        dueReported = false;
    }

    /// @param from the first day of the week on which the customer is there
    private void week(LocalDate from, LocalDate monday) {
        sentiment.week();
        LocalDate next = monday.plusWeeks(1);
        if (!era.incident().isBefore(monday) && era.incident().isBefore(next)) {
            sentiment.shock(member.size() == StoryPeriod.HURT ? -1.5 : -0.25);
        }
        switch (state) {
            case FREE -> free(from, next);
            case PAYING -> paying(from, monday, next);
            case LEAVING -> leaving(from, monday, next);
            case PAUSED -> paused(from, next);
            case CANCELLED -> cancelled(monday, next);
            case GONE -> gone(from);
        }
    }

    private void free(LocalDate day, LocalDate next) {
        product.week(day, sentiment, 0.75, months(day), 2);
        if (random.nextDouble() < 0.03) {
            crm.staysFree(day);
        }
        if (until.isBefore(next)) {
            until = LocalDate.MAX;
            pays(day, true);
        }
    }

    private void paying(LocalDate day, LocalDate monday, LocalDate next) {
        lives(day, monday, 1, false);
        if (ChronoUnit.WEEKS.between(since, day) == 7) {
            surveys.asksHowHard(day, sentiment);
        }
        if (contract.isYearly()) {
            renewal(day, next);
        } else if (random.nextDouble() < chanceToLeave(day) / WEEKS_A_MONTH) {
            decides(day, day.plusDays(25L + random.nextInt(45)));
        }
        if (state != State.PAYING) {
            return;
        }
        double draw = random.nextDouble();
        if (draw < 0.0007 && !contract.isYearly()) {
            contract.pauses(day);
            state = State.PAUSED;
            until = day.plusDays(28L + random.nextInt(70));
        } else if (draw < 0.0007 + 0.0058 * Math.exp(0.7 * sentiment.value())) {
            contract.resizes(day, 1.06 + 0.3 * random.nextDouble());
        } else if (draw > 1 - 0.0022 * Math.exp(-0.8 * sentiment.value())) {
            contract.resizes(day, 0.6 + 0.3 * random.nextDouble());
        }
    }

    /// A customer with a year's contract decides some time before it ends.
    private void renewal(LocalDate day, LocalDate next) {
        if (!dueReported && DemoContract.inSight(due).isBefore(next)) {
            contract.isDue(due);
            dueReported = true;
        }
        if (!dueDecided.equals(due) && due.minusDays(DECIDED_BEFORE_DUE_DAYS).isBefore(next)) {
            dueDecided = due;
            if (random.nextDouble() < 1 - Math.exp(-11 * chanceToLeave(day))) {
                decides(day, due.minusDays(5L + random.nextInt(25)));
                return;
            }
        }
        if (due.minusDays(3L + member.number() % 30).isBefore(next)) {
            contract.renews(day, due);
            nextDue(due);
        }
    }

    private void decides(LocalDate day, LocalDate saysSoOn) {
        state = State.LEAVING;
        decidedOn = day;
        until = saysSoOn;
        // Some firms close, are bought, or have a new head of IT: nothing shows before.
        quietly = random.nextDouble() < 0.15;
        if (!quietly) {
            sentiment.shock(-0.7);
        }
    }

    private void leaving(LocalDate day, LocalDate monday, LocalDate next) {
        double passed = (double) ChronoUnit.DAYS.between(decidedOn, day)
                / Math.max(1, ChronoUnit.DAYS.between(decidedOn, until));
        lives(day, monday, quietly ? 1 : Math.clamp(0.65 - 0.9 * passed, 0.03, 1), !quietly);
        if (until.isBefore(next)) {
            LocalDate on = StoryPeriod.workday(until.isBefore(day) ? day : until);
            String reason = reason();
            until = contract.isYearly() ? contract.declines(on, due, reason) : contract.cancels(on, reason);
            state = State.CANCELLED;
        }
    }

    private String reason() {
        boolean hurt = member.size() == StoryPeriod.HURT
                && ChronoUnit.DAYS.between(era.incident(), decidedOn) >= 0
                && ChronoUnit.DAYS.between(era.incident(), decidedOn) < 100;
        return hurt && random.nextInt(3) > 0 ? "service" : log.any(Phrases.REASONS);
    }

    private void cancelled(LocalDate monday, LocalDate next) {
        product.week(monday, sentiment, quietly ? 0.5 : 0.12, months(monday), contract.seats());
        if (until.isBefore(next)) {
            state = State.GONE;
        }
    }

    private void paused(LocalDate day, LocalDate next) {
        if (until.isBefore(next)) {
            contract.resumes(day);
            state = State.PAYING;
        }
    }

    private void gone(LocalDate day) {
        boolean young = ChronoUnit.DAYS.between(until, day) < 400;
        if (young && random.nextDouble() < 0.0045) {
            sentiment.shock(0.6);
            pays(day, false);
        }
    }

    private void lives(LocalDate day, LocalDate monday, double fade, boolean inTrouble) {
        contract.week(monday, sentiment, inTrouble);
        if (!monday.plusWeeks(1).isAfter(era.firstDay())) {
            return;
        }
        product.week(day, sentiment, fade, months(day), contract.seats());
        desk.week(day, sentiment);
        surveys.week(monday, sentiment);
        crm.week(monday, sentiment, inTrouble, contract);
    }

    /// In a month. It falls with the years that a customer has stayed, and rises with discontent.
    private double chanceToLeave(LocalDate day) {
        double tenure = 0.55 + 1.5 * Math.exp(-months(day) / 9.0);
        double hurt = member.size() == StoryPeriod.HURT && isHurt(day) ? OF_HURT : 0;
        return member.size().leavesMonthly() * tenure * Math.exp(-0.95 * sentiment.value()) + hurt;
    }

    private boolean isHurt(LocalDate day) {
        long days = ChronoUnit.DAYS.between(era.incident(), day);
        return days > 10 && days < 75;
    }

    private long months(LocalDate day) {
        return Math.max(0, ChronoUnit.MONTHS.between(since, day));
    }
}

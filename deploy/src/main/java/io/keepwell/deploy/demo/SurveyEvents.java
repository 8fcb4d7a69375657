package io.keepwell.deploy.demo;

import io.keepwell.core.fact.Feedback;
import io.keepwell.core.fact.FeedbackStep;
import io.keepwell.core.fact.SurveyAnswer;
import io.keepwell.core.fact.SurveyDismissal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.random.RandomGenerator;

/// What surveys bring in from a customer: answers, remarks, and what came of remarks.
final class SurveyEvents {
    private static final int EVERY_WEEKS = 26;

    /// Which share of those asked answers, and which closes the question; the others never open the mail.
    private static final double ANSWER = 0.42;
    private static final double CLOSE = 0.2;
    private static final String RECOMMEND = "Would you recommend us?";
    private static final List<String> CHANNELS = List.of("survey", "mail", "call", "community");

    private final StoryPeriod era;
    private final CompanyNames.Member member;
    private final CustomerLog log;
    private final RandomGenerator random;
    private final int askedIn;
    private int remarks;

    SurveyEvents(StoryPeriod era, CompanyNames.Member member, CustomerLog log, RandomGenerator random) {
        this.era = era;
        this.member = member;
        this.log = log;
        this.random = random;
        this.askedIn = random.nextInt(EVERY_WEEKS);
    }

    void week(LocalDate monday, CustomerSentiment sentiment) {
        long week = Math.floorMod(ChronoUnit.WEEKS.between(LocalDate.EPOCH, monday), (long) EVERY_WEEKS);
        if (week == askedIn) {
            int people = member.size() == Size.LARGE ? 4 : member.size() == Size.MEDIUM ? 2 : 1;
            for (int person = 1; person <= people; person++) {
                recommends(monday, sentiment, person);
            }
        }
        if (week == (askedIn + EVERY_WEEKS / 2) % EVERY_WEEKS && random.nextDouble() < 0.3) {
            int score = Math.clamp(Math.round(6.9 + 1.6 * sentiment.heard()), 1, 10);
            answer(monday, SurveyAnswer.Kind.CSAT, 10, score, false, "How content are you with the product?");
        }
        if (random.nextDouble() < 0.006 * Math.exp(0.15 * Math.abs(sentiment.value()))) {
            remark(monday, sentiment);
        }
    }

    /// After the first weeks: how hard was it? A low score is the good one.
    void asksHowHard(LocalDate monday, CustomerSentiment sentiment) {
        if (random.nextDouble() < 0.45) {
            int score = Math.clamp(Math.round(2.2 - 0.7 * sentiment.heard()), 1, 5);
            answer(monday, SurveyAnswer.Kind.CES, 5, score, true, "How hard was it to get started?");
        }
    }

    private void recommends(LocalDate monday, CustomerSentiment sentiment, int person) {
        double moved = random.nextDouble();
        if (moved > ANSWER) {
            if (moved > 1 - CLOSE) {
                close(monday, person);
            }
            return;
        }
        int score = Math.clamp(Math.round(7.8 + 1.7 * sentiment.heard()), 0, 10);
        String comment = "";
        if (random.nextInt(3) == 0 && score != 7 && score != 8) {
            comment = remark(score > 8, monday).text();
        }
        Instant at = at(monday);
        SurveyAnswer right =
                new SurveyAnswer(SurveyAnswer.Kind.NPS, 0, 10, score, "person-" + person, RECOMMEND, comment);
        if (random.nextDouble() < 0.006) {
            // The scale was read upside down.
            String wrong = log.send(
                    DemoPartner.SURVEYS,
                    at,
                    new SurveyAnswer(SurveyAnswer.Kind.NPS, 0, 10, 10 - score, "person-" + person, RECOMMEND, comment));
            log.correct(DemoPartner.SURVEYS, wrong, at, right, random.nextInt(15));
        } else {
            log.send(DemoPartner.SURVEYS, at, right);
        }
    }

    /// The question came up in the morning and was closed. Draws nothing, so that all else stays as it was.
    private void close(LocalDate monday, int person) {
        log.send(
                DemoPartner.SURVEYS,
                StoryPeriod.morning(monday.plusDays(person)),
                new SurveyDismissal(SurveyAnswer.Kind.NPS, 0, 10, "person-" + person, RECOMMEND, "", ""));
    }

    private void answer(
            LocalDate monday, SurveyAnswer.Kind kind, int high, int score, boolean turned, String question) {
        log.send(
                DemoPartner.SURVEYS,
                at(monday),
                new SurveyAnswer(kind, 1, high, score, turned, 0, "person-1", question, "", "", ""));
    }

    private void remark(LocalDate monday, CustomerSentiment sentiment) {
        boolean good = random.nextDouble() < Math.clamp(0.5 + 0.35 * sentiment.value(), 0.05, 0.95);
        Phrases.Remark remark = remark(good, monday);
        String id = "F-%05d-%d".formatted(member.number(), ++remarks);
        Feedback.Tone tone =
                random.nextInt(6) == 0 ? Feedback.Tone.NEUTRAL : good ? Feedback.Tone.POSITIVE : Feedback.Tone.NEGATIVE;
        Instant at = at(monday);
        log.send(DemoPartner.SURVEYS, at, new Feedback(id, remark.text(), remark.theme(), tone, log.any(CHANNELS)));
        LocalDate day = StoryPeriod.dayOf(at);
        if (random.nextDouble() > 0.85) {
            return;
        }
        LocalDate answered = step(id, day.plusDays(1L + random.nextInt(4)), FeedbackStep.Step.ANSWERED);
        if (!good && random.nextDouble() < 0.7) {
            answered = step(id, answered.plusDays(3L + random.nextInt(25)), FeedbackStep.Step.ACTED);
        }
        if (random.nextDouble() < 0.7) {
            boolean content = good || random.nextDouble() < 0.75;
            var _ = step(
                    id,
                    answered.plusDays(1L + random.nextInt(8)),
                    content ? FeedbackStep.Step.CONFIRMED_CONTENT : FeedbackStep.Step.CONFIRMED_DISCONTENT);
        }
    }

    private LocalDate step(String id, LocalDate day, FeedbackStep.Step step) {
        LocalDate on = StoryPeriod.workday(day);
        log.send(DemoPartner.SURVEYS, StoryPeriod.hours(on, random), new FeedbackStep(id, step));
        return on;
    }

    private Phrases.Remark remark(boolean good, LocalDate monday) {
        if (!good && era.isDisturbed(monday.minusWeeks(2)) && member.size() == StoryPeriod.HURT) {
            return Phrases.OUTAGE;
        }
        return log.any(good ? Phrases.PRAISE : Phrases.BLAME);
    }

    private Instant at(LocalDate monday) {
        return StoryPeriod.hours(monday.plusDays(random.nextInt(5)), random);
    }
}

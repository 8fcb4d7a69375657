package io.keepwell.deploy.demo;

import io.keepwell.core.fact.SurveyAnswer;
import io.keepwell.core.fact.TicketUpdate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.random.RandomGenerator;

/// What the help desk reports of a customer: tickets, and answers about them.
final class HelpDeskEvents {
    private static final double WEEKS_A_MONTH = 4.35;
    private static final LocalTime OPENS = LocalTime.of(8, 0);
    private static final LocalTime CLOSES = LocalTime.of(18, 0);

    private final StoryPeriod era;
    private final CompanyNames.Member member;
    private final CustomerLog log;
    private final RandomGenerator random;
    private int tickets;

    HelpDeskEvents(StoryPeriod era, CompanyNames.Member member, CustomerLog log, RandomGenerator random) {
        this.era = era;
        this.member = member;
        this.log = log;
        this.random = random;
    }

    void week(LocalDate monday, CustomerSentiment sentiment) {
        double expected = member.size().ticketsMonthly() / WEEKS_A_MONTH * Math.exp(-0.4 * sentiment.value());
        if (era.isDisturbed(monday)) {
            expected *= member.size() == StoryPeriod.HURT ? 4.5 : 2;
        }
        for (double left = expected; random.nextDouble() < left; left -= 1) {
            ticket(StoryPeriod.workday(monday.plusDays(random.nextInt(5))), sentiment);
        }
    }

    private void ticket(LocalDate day, CustomerSentiment sentiment) {
        boolean disturbed = era.isDisturbed(day);
        String id = "T-%05d-%d".formatted(member.number(), ++tickets);
        String agent = log.any(CompanyNames.AGENTS);
        TicketUpdate.Topic topic = topic(sentiment, disturbed);
        Instant opened = StoryPeriod.hours(day, random);
        log.send(
                DemoPartner.HELP_DESK,
                opened,
                new TicketUpdate(id, TicketUpdate.Step.OPENED, topic, "", false, priority(topic)));
        if (random.nextDouble() < 0.4) {
            update(id, opened.plusSeconds(20L + random.nextInt(60)), TicketUpdate.Step.REPLIED, topic, "Bot", true);
        }
        Instant answered = working(after(opened, disturbed ? 11 : 2.2));
        update(id, answered, TicketUpdate.Step.REPLIED, topic, agent, false);
        Instant known = answered;
        if (random.nextDouble() < 0.26) {
            known = working(after(answered, 5));
            update(id, known, TicketUpdate.Step.CONTACTED, topic, "", false);
        }
        boolean stuck = random.nextDouble() < (topic == TicketUpdate.Topic.COMPLAINT ? 0.16 : 0.04);
        Instant resolved = working(after(known, stuck ? 400 : disturbed ? 40 : 14));
        update(id, resolved, TicketUpdate.Step.RESOLVED, topic, agent, false);
        if (random.nextDouble() < (disturbed ? 0.2 : 0.07)) {
            Instant reopened = working(after(resolved, 40));
            update(id, reopened, TicketUpdate.Step.REOPENED, topic, "", false);
            resolved = working(after(reopened, 20));
            update(id, resolved, TicketUpdate.Step.RESOLVED, topic, agent, false);
        }
        answers(id, agent, after(resolved, 6), sentiment, stuck || disturbed);
    }

    private void answers(String ticket, String agent, Instant at, CustomerSentiment sentiment, boolean bad) {
        double heard = sentiment.heard() - (bad ? 1.3 : 0);
        if (random.nextDouble() < 0.36) {
            int score = Math.clamp(Math.round(3.95 + 0.85 * heard), 1, 5);
            send(ticket, agent, at, SurveyAnswer.Kind.CSAT, 5, score, "How was our help?");
        }
        if (random.nextDouble() < 0.2) {
            int score = Math.clamp(Math.round(5.3 + 0.9 * heard), 1, 7);
            send(ticket, agent, at.plusSeconds(40), SurveyAnswer.Kind.CES, 7, score, "We made it easy to get help.");
        }
    }

    private void send(
            String ticket, String agent, Instant at, SurveyAnswer.Kind kind, int high, int score, String question) {
        log.send(
                DemoPartner.HELP_DESK,
                at,
                new SurveyAnswer(kind, 1, high, score, false, 0, "", question, comment(score, high), agent, ticket));
    }

    private String comment(int score, int high) {
        if (random.nextInt(5) > 0) {
            return "";
        }
        return log.any(2 * score > high + 1 ? Phrases.PRAISE : Phrases.BLAME).text();
    }

    private TicketUpdate.Topic topic(CustomerSentiment sentiment, boolean disturbed) {
        double complains = Math.clamp(0.11 - 0.1 * sentiment.value() + (disturbed ? 0.3 : 0), 0.02, 0.75);
        if (random.nextDouble() < complains) {
            return TicketUpdate.Topic.COMPLAINT;
        }
        return random.nextInt(3) == 0 ? TicketUpdate.Topic.OTHER : TicketUpdate.Topic.QUESTION;
    }

    /// Without a throw of the dice, each of which all that comes after it depends on.
    private TicketUpdate.Priority priority(TicketUpdate.Topic topic) {
        return switch ((31 * member.number() + tickets) % 12) {
            case 0 -> TicketUpdate.Priority.URGENT;
            case 1, 2 -> TicketUpdate.Priority.HIGH;
            case 3, 4 -> TicketUpdate.Priority.LOW;
            default ->
                topic == TicketUpdate.Topic.COMPLAINT ? TicketUpdate.Priority.HIGH : TicketUpdate.Priority.NORMAL;
        };
    }

    private Instant after(Instant moment, double meanHours) {
        double hours = -Math.log(1 - random.nextDouble()) * meanHours;
        return moment.plus(Duration.ofSeconds(60 + Math.round(hours * 3_600)));
    }

    /// The moment itself, or the next morning on which somebody is there.
    private Instant working(Instant moment) {
        ZonedDateTime local = moment.atZone(StoryPeriod.ZONE);
        LocalDate day = local.toLocalTime().isBefore(CLOSES)
                ? local.toLocalDate()
                : local.toLocalDate().plusDays(1);
        LocalDate workday = StoryPeriod.workday(day);
        boolean open =
                workday.equals(local.toLocalDate()) && !local.toLocalTime().isBefore(OPENS);
        return open
                ? moment
                : workday.atTime(OPENS)
                        .plusSeconds(random.nextInt(5_400))
                        .atZone(StoryPeriod.ZONE)
                        .toInstant();
    }

    private void update(
            String id, Instant at, TicketUpdate.Step step, TicketUpdate.Topic topic, String agent, boolean bot) {
        log.send(DemoPartner.HELP_DESK, at, new TicketUpdate(id, step, topic, agent, bot));
    }
}

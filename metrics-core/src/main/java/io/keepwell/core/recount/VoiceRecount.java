package io.keepwell.core.recount;

import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.SurveyAnswer;
import io.keepwell.core.fact.SurveyDismissal;
import io.keepwell.core.time.Period;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Answers to surveys, straight from the words.
final class VoiceRecount {
    private final Recount all;
    private final FeedbackRecount feedback;

    VoiceRecount(Recount all) {
        this.all = all;
        this.feedback = new FeedbackRecount(all);
    }

    /// @param detail the theme or channel of remarks
    Optional<BigDecimal> figure(String name, Period period, Slice slice, Optional<String> detail) {
        return switch (name) {
            case "voice.nps zero_to_ten" -> nps(0, period, slice);
            case "voice.nps one_to_ten" -> nps(1, period, slice);
            case "voice.nps latest" ->
                nps(latestOfEach(
                        answer -> answer.kind() == SurveyAnswer.Kind.NPS && answer.scaleLow() == 0, period, slice));
            case "voice.nps of_asked" -> {
                List<SurveyAnswer> answers = answers(SurveyAnswer.Kind.NPS, period, slice).stream()
                        .filter(answer -> answer.scaleLow() == 0)
                        .toList();
                yield answers.isEmpty() ? Optional.empty() : nps(answers, answers.size() + closed(period, slice));
            }
            case "voice.nps mean" ->
                Arithmetic.mean(
                        answers(SurveyAnswer.Kind.NPS, period, slice).stream()
                                .filter(answer -> answer.scaleLow() == 0)
                                .map(answer -> (long) answer.score())
                                .toList(),
                        1);
            case "voice.csat positive_share" -> {
                List<SurveyAnswer> answers = answers(SurveyAnswer.Kind.CSAT, period, slice);
                yield Arithmetic.share(
                        answers.stream().filter(VoiceRecount::isPositive).count(), answers.size());
            }
            case "voice.csat top_two" -> {
                List<SurveyAnswer> answers = answers(SurveyAnswer.Kind.CSAT, period, slice).stream()
                        .filter(answer -> answer.scaleHigh() > answer.scaleLow() + 1)
                        .toList();
                yield Arithmetic.share(
                        answers.stream()
                                .filter(answer -> better(answer) > answer.scaleHigh() - 2)
                                .count(),
                        answers.size());
            }
            case "voice.csat latest" -> {
                List<SurveyAnswer> answers =
                        latestOfEach(answer -> answer.kind() == SurveyAnswer.Kind.CSAT, period, slice);
                yield Arithmetic.share(
                        answers.stream().filter(VoiceRecount::isPositive).count(), answers.size());
            }
            case "voice.ces latest" ->
                Arithmetic.mean(
                        scores(
                                latestOfEach(
                                        answer -> answer.kind() == SurveyAnswer.Kind.CES
                                                && answer.scaleLow() == 1
                                                && answer.scaleHigh() == 7,
                                        period,
                                        slice),
                                7),
                        1);
            case "voice.csat mean_seven" ->
                Arithmetic.mean(scores(answers(SurveyAnswer.Kind.CSAT, period, slice), 7), 1);
            case "voice.csat mean_ten" ->
                Arithmetic.mean(scores(answers(SurveyAnswer.Kind.CSAT, period, slice), 10), 1);
            case "voice.csat mean_position" -> {
                List<BigDecimal> positions = answers(SurveyAnswer.Kind.CSAT, period, slice).stream()
                        .map(VoiceRecount::position)
                        .toList();
                yield Arithmetic.each(Arithmetic.sum(positions), BigDecimal.valueOf(positions.size()));
            }
            case "voice.csat mean" -> Arithmetic.mean(scores(answers(SurveyAnswer.Kind.CSAT, period, slice), 5), 1);
            case "voice.ces mean" -> Arithmetic.mean(scores(answers(SurveyAnswer.Kind.CES, period, slice), 7), 1);
            case "voice.ces easy_share" -> {
                List<Long> scores = scores(answers(SurveyAnswer.Kind.CES, period, slice), 7);
                yield Arithmetic.share(
                        scores.stream().filter(score -> score >= 5).count(), scores.size());
            }
            case "voice.recommenders latest_answer" ->
                latest(SurveyAnswer.Kind.NPS, answer -> answer.score() >= 9, period, slice);
            case "voice.positive_experience latest_answer" ->
                latest(SurveyAnswer.Kind.CSAT, VoiceRecount::isPositive, period, slice);
            default -> feedback.figure(name, period, slice, detail);
        };
    }

    private List<SurveyAnswer> answers(SurveyAnswer.Kind kind, Period period, Slice slice) {
        return all.reported(SurveyAnswer.class).stream()
                .filter(reported -> reported.fact().kind() == kind && reported.isIn(period, slice))
                .map(Happening::fact)
                .toList();
    }

    private Optional<BigDecimal> nps(int low, Period period, Slice slice) {
        return nps(answers(SurveyAnswer.Kind.NPS, period, slice).stream()
                .filter(answer -> answer.scaleLow() == low)
                .toList());
    }

    private static Optional<BigDecimal> nps(List<SurveyAnswer> answers) {
        return nps(answers, answers.size());
    }

    /// Of the NPS questions from 0 to 10, those that were closed without an answer.
    private long closed(Period period, Slice slice) {
        return all.reported(SurveyDismissal.class).stream()
                .filter(reported -> reported.fact().kind() == SurveyAnswer.Kind.NPS
                        && reported.fact().scaleLow() == 0
                        && reported.isIn(period, slice))
                .count();
    }

    private static Optional<BigDecimal> nps(List<SurveyAnswer> answers, long asked) {
        long promoters = answers.stream().filter(answer -> answer.score() >= 9).count();
        long detractors = answers.stream().filter(answer -> answer.score() <= 6).count();
        return Arithmetic.share(promoters - detractors, asked);
    }

    private static long better(SurveyAnswer answer) {
        return answer.turned() ? answer.scaleHigh() - (answer.score() - answer.scaleLow()) : answer.score();
    }

    /// From 0 to 100, to the sixth decimal.
    private static BigDecimal position(SurveyAnswer answer) {
        return BigDecimal.valueOf(100 * (better(answer) - answer.scaleLow()))
                .divide(BigDecimal.valueOf(answer.scaleHigh() - answer.scaleLow()), 6, RoundingMode.HALF_EVEN);
    }

    static boolean isPositive(SurveyAnswer answer) {
        long from = answer.positiveFrom() > 0
                ? answer.positiveFrom()
                : switch (answer.scaleHigh()) {
                    case 5 -> 4;
                    case 7 -> 5;
                    default -> 6;
                };
        return better(answer) >= from;
    }

    private static List<Long> scores(List<SurveyAnswer> answers, int high) {
        return answers.stream()
                .filter(answer -> answer.scaleLow() == 1 && answer.scaleHigh() == high)
                .map(VoiceRecount::better)
                .toList();
    }

    /// The last of each person's answers to a question, where people are named, in the slice of its own day;
    /// all of those at one moment.
    private List<SurveyAnswer> latestOfEach(Predicate<SurveyAnswer> asked, Period period, Slice slice) {
        List<SurveyAnswer> latest = new ArrayList<>();
        for (Customer customer : all.customers()) {
            List<Happening<SurveyAnswer>> answers = customer.reported(SurveyAnswer.class).stream()
                    .filter(reported -> asked.test(reported.fact()) && period.contains(reported.day()))
                    .toList();
            answers.stream()
                    .filter(reported -> reported.isIn(period, slice)
                            && answers.stream()
                                    .noneMatch(other -> isOfSamePerson(reported, other)
                                            && other.at().isAfter(reported.at())))
                    .forEach(reported -> latest.add(reported.fact()));
        }
        return latest;
    }

    private static boolean isOfSamePerson(Happening<SurveyAnswer> one, Happening<SurveyAnswer> other) {
        return !one.fact().respondentId().isEmpty()
                && one.fact().respondentId().equals(other.fact().respondentId())
                && one.fact().question().equals(other.fact().question())
                && one.partner().equals(other.partner());
    }

    private Optional<BigDecimal> latest(
            SurveyAnswer.Kind kind, Predicate<SurveyAnswer> good, Period period, Slice slice) {
        List<SurveyAnswer> latest = new ArrayList<>();
        for (Customer customer : all.customers()) {
            customer.reported(SurveyAnswer.class).stream()
                    .filter(reported -> reported.fact().kind() == kind && period.contains(reported.day()))
                    .reduce((_, later) -> later)
                    .filter(_ -> customer.isCustomerOf(slice, period.to()))
                    .ifPresent(reported -> latest.add(reported.fact()));
        }
        return Arithmetic.share(latest.stream().filter(good).count(), latest.size());
    }
}

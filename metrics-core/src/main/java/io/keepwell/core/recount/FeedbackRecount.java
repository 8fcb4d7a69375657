package io.keepwell.core.recount;

import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.Fact;
import io.keepwell.core.fact.Feedback;
import io.keepwell.core.fact.FeedbackStep;
import io.keepwell.core.fact.SurveyAnswer;
import io.keepwell.core.time.Period;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What customers say in their own words, and what came of it.
final class FeedbackRecount {
    private static final long HOUR = 3_600;
    private static final long DAY = 24 * HOUR;

    private final Recount all;

    FeedbackRecount(Recount all) {
        this.all = all;
    }

    /// @param detail the theme or channel of remarks
    Optional<BigDecimal> figure(String name, Period period, Slice slice, Optional<String> detail) {
        Predicate<Feedback> ofTheme =
                remark -> detail.map(remark.theme()::equals).orElse(true);
        Predicate<Feedback> ofChannel =
                remark -> detail.map(remark.channel()::equals).orElse(true);
        return switch (name) {
            case "voice.feedback all" ->
                isRemarked(period) || isCommented(period)
                        ? Arithmetic.number(
                                remarks(ofTheme, period, slice) + (detail.isPresent() ? 0 : comments(period, slice)))
                        : Optional.empty();
            case "voice.feedback remarks" -> unlessSilent(period, remarks(ofTheme, period, slice));
            case "voice.feedback by_channel" -> unlessSilent(period, remarks(ofChannel, period, slice));
            case "voice.feedback comments" ->
                isCommented(period) ? Arithmetic.number(comments(period, slice)) : Optional.empty();
            case "voice.feedback positive" ->
                unlessSilent(period, remarks(ofTheme.and(toned(Feedback.Tone.POSITIVE)), period, slice));
            case "voice.feedback neutral" ->
                unlessSilent(period, remarks(ofTheme.and(toned(Feedback.Tone.NEUTRAL)), period, slice));
            case "voice.feedback negative" ->
                unlessSilent(period, remarks(ofTheme.and(toned(Feedback.Tone.NEGATIVE)), period, slice));
            case "voice.loop_closure confirmed" -> {
                List<Happening<Feedback>> remarks = remarks(period, slice);
                yield Arithmetic.share(
                        remarks.stream()
                                .filter(remark -> contentAt(remark).isPresent())
                                .count(),
                        remarks.size());
            }
            case "voice.loop_closure answered" -> {
                List<Happening<Feedback>> remarks = remarks(period, slice);
                yield Arithmetic.share(
                        remarks.stream()
                                .filter(remark -> answeredAt(remark).isPresent())
                                .count(),
                        remarks.size());
            }
            case "voice.loop_closure confirm_time" ->
                Arithmetic.mean(
                        remarks(period, slice).stream()
                                .flatMap(remark -> contentAt(remark).stream().map(at -> seconds(remark, at)))
                                .toList(),
                        DAY);
            case "voice.loop_closure answer_time" ->
                Arithmetic.mean(
                        remarks(period, slice).stream()
                                .flatMap(remark -> answeredAt(remark).stream().map(at -> seconds(remark, at)))
                                .toList(),
                        HOUR);
            default -> throw Recount.unknown(name);
        };
    }

    /// Each remark once: the first time that it was reported.
    private List<Happening<Feedback>> allRemarks() {
        return Recount.byThing(all.reported(Feedback.class), Feedback::feedbackId).stream()
                .map(List::getFirst)
                .toList();
    }

    private List<Happening<Feedback>> remarks(Period period, Slice slice) {
        return allRemarks().stream()
                .filter(remark -> remark.isIn(period, slice))
                .toList();
    }

    private long remarks(Predicate<Feedback> wanted, Period period, Slice slice) {
        return remarks(period, slice).stream()
                .filter(remark -> wanted.test(remark.fact()))
                .count();
    }

    private static Predicate<Feedback> toned(Feedback.Tone tone) {
        return remark -> remark.tone() == tone;
    }

    private long comments(Period period, Slice slice) {
        return all.reported(SurveyAnswer.class).stream()
                .filter(reported -> !reported.fact().comment().isEmpty() && reported.isIn(period, slice))
                .count();
    }

    private Optional<BigDecimal> unlessSilent(Period period, long count) {
        return isRemarked(period) ? Arithmetic.number(count) : Optional.empty();
    }

    private boolean isRemarked(Period period) {
        return allRemarks().stream().anyMatch(remark -> remark.day().isBefore(period.to()));
    }

    private boolean isCommented(Period period) {
        return all.reported(SurveyAnswer.class).stream()
                .anyMatch(reported ->
                        !reported.fact().comment().isEmpty() && reported.day().isBefore(period.to()));
    }

    /// What was reported for the remark from its own moment on; of two at one moment the sadder one comes
    /// last.
    private static List<Happening<FeedbackStep>> steps(Happening<Feedback> remark) {
        return remark.customer().reported(FeedbackStep.class).stream()
                .filter(step -> step.partner().equals(remark.partner())
                        && step.fact().feedbackId().equals(remark.fact().feedbackId())
                        && !step.at().isBefore(remark.at()))
                .sorted(Comparator.<Happening<FeedbackStep>, Instant>comparing(Happening::at)
                        .thenComparing(step -> step.fact().step()))
                .toList();
    }

    private static Optional<Instant> answeredAt(Happening<Feedback> remark) {
        return steps(remark).stream()
                .filter(step -> step.fact().step() == FeedbackStep.Step.ANSWERED)
                .map(Happening::at)
                .findFirst();
    }

    private static Optional<Instant> contentAt(Happening<Feedback> remark) {
        List<Happening<FeedbackStep>> words = steps(remark).stream()
                .filter(step -> step.fact().step().name().startsWith("CONFIRMED"))
                .toList();
        return words.isEmpty() || words.getLast().fact().step() == FeedbackStep.Step.CONFIRMED_DISCONTENT
                ? Optional.empty()
                : Optional.of(words.getLast().at());
    }

    private static long seconds(Happening<? extends Fact> from, Instant to) {
        return Duration.between(from.at(), to).toSeconds();
    }
}

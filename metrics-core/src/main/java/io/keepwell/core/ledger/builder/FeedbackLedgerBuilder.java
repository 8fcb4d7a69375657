package io.keepwell.core.ledger.builder;

import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.Feedback;
import io.keepwell.core.fact.FeedbackStep;
import io.keepwell.core.fact.store.StoredFact;
import io.keepwell.core.ledger.AccountFacts;
import io.keepwell.core.ledger.Ledger;
import io.keepwell.core.ledger.LedgerBuilder;
import io.keepwell.core.ledger.LedgerRows;
import io.keepwell.core.ledger.LedgerRules;
import io.keepwell.core.ledger.Measure;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What customers remarked, and whether the loop back to them was closed. Everything counts on the day
/// of the remark.
///
/// A remark reported twice under one id is the first one. What was reported to have happened before the remark
/// is not about it.
@Singleton
final class FeedbackLedgerBuilder implements LedgerBuilder {
    private static final Comparator<StoredFact<FeedbackStep>> ORDER =
            Comparator.<StoredFact<FeedbackStep>, Instant>comparing(StoredFact::occurredAt)
                    .thenComparing(stored -> stored.fact().step())
                    .thenComparing(StoredFact::key);

    @Override
    public Set<FactTable<?>> reads() {
        return Set.of(FactTables.FEEDBACK, FactTables.FEEDBACK_STEP);
    }

    @Override
    public Set<Measure> writes() {
        return Set.of(
                Measure.FEEDBACK_UNTONED,
                Measure.FEEDBACK_POSITIVE,
                Measure.FEEDBACK_NEUTRAL,
                Measure.FEEDBACK_NEGATIVE,
                Measure.FEEDBACK_BY_CHANNEL,
                Measure.FEEDBACK_ANSWERED,
                Measure.FEEDBACK_CONFIRMED,
                Measure.FEEDBACK_ANSWER_TIME,
                Measure.FEEDBACK_CONFIRM_TIME);
    }

    @Override
    public void write(AccountFacts facts, Ledger subscriptions, LedgerRules rules, LedgerRows entries) {
        List<StoredFact<FeedbackStep>> steps =
                facts.of(FactTables.FEEDBACK_STEP).stream().sorted(ORDER).toList();
        Subjects.group(facts.of(FactTables.FEEDBACK), Feedback::feedbackId)
                .forEach((subject, reported) -> write(
                        reported.getFirst(),
                        steps.stream()
                                .filter(step -> subject.is(step, step.fact().feedbackId())
                                        && !step.occurredAt()
                                                .isBefore(reported.getFirst().occurredAt()))
                                .toList(),
                        entries));
    }

    private static void write(StoredFact<Feedback> remark, List<StoredFact<FeedbackStep>> steps, LedgerRows entries) {
        Feedback feedback = remark.fact();
        String id = feedback.feedbackId();
        entries.add(measure(feedback.tone()), remark.day(), feedback.theme(), 1, id);
        entries.add(Measure.FEEDBACK_BY_CHANNEL, remark.day(), feedback.channel(), 1, id);
        answered(steps).ifPresent(answer -> {
            entries.add(Measure.FEEDBACK_ANSWERED, remark.day(), 1, id);
            entries.add(Measure.FEEDBACK_ANSWER_TIME, remark.day(), seconds(remark, answer), id);
        });
        content(steps).ifPresent(word -> {
            entries.add(Measure.FEEDBACK_CONFIRMED, remark.day(), 1, id);
            entries.add(Measure.FEEDBACK_CONFIRM_TIME, remark.day(), seconds(remark, word), id);
        });
    }

    private static Measure measure(Feedback.Tone tone) {
        return switch (tone) {
            case UNKNOWN -> Measure.FEEDBACK_UNTONED;
            case POSITIVE -> Measure.FEEDBACK_POSITIVE;
            case NEUTRAL -> Measure.FEEDBACK_NEUTRAL;
            case NEGATIVE -> Measure.FEEDBACK_NEGATIVE;
        };
    }

    private static Optional<StoredFact<FeedbackStep>> answered(List<StoredFact<FeedbackStep>> steps) {
        return steps.stream()
                .filter(step -> step.fact().step() == FeedbackStep.Step.ANSWERED)
                .findFirst();
    }

    /// The giver's last word, where it is that of a content one.
    private static Optional<StoredFact<FeedbackStep>> content(List<StoredFact<FeedbackStep>> steps) {
        return steps.stream()
                .filter(step -> step.fact().step() == FeedbackStep.Step.CONFIRMED_CONTENT
                        || step.fact().step() == FeedbackStep.Step.CONFIRMED_DISCONTENT)
                .reduce((_, later) -> later)
                .filter(step -> step.fact().step() == FeedbackStep.Step.CONFIRMED_CONTENT);
    }

    private static long seconds(StoredFact<?> from, StoredFact<?> to) {
        return Duration.between(from.occurredAt(), to.occurredAt()).toSeconds();
    }
}

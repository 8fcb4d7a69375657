package io.keepwell.core.rollup;

import io.keepwell.core.fact.EventKey;
import io.keepwell.core.fact.StoredFact;
import io.keepwell.core.fact.SurveyAnswer;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Finds the latest answer of each respondent of an account to a kind of question: to NPS and effort
/// questions on each scale, since scores on different ones aren't counted together; to satisfaction questions
/// on any. An answer without a respondent counts by itself.
public final class LatestAnswers implements Consumer<Answer> {
    /// More than that aren't held.
    public static final int MOST = 200_000;

    private final Map<Respondent, Latest> latest = new HashMap<>();
    private boolean tooMany;

    /// @param low of the scale, as is high; 0 where the scale doesn't matter
    /// @param answer set only where nobody is named
    private record Respondent(
            int account,
            String id,
            SurveyAnswer.Kind kind,
            int low,
            int high,
            @Nullable AnswerId answer) {}

    /// An answer's own name.
    public record AnswerId(int partner, EventKey key) {
        public static AnswerId of(StoredFact<?> stored) {
            return new AnswerId(stored.partner(), stored.key());
        }
    }

    /// An answer with its score, but without texts, which may be long.
    ///
    /// @param slice the leaf's number in which the account stood on that day
    public record Latest(AnswerId id, Instant at, int slice, SurveyAnswer answer) {
        private static final Comparator<Latest> ORDER = Comparator.comparing(Latest::at)
                .thenComparing(each -> each.id().key())
                .thenComparingInt(each -> each.id().partner());
    }

    @Override
    public void accept(Answer answer) {
        if (tooMany) {
            return;
        }
        Latest next = new Latest(
                AnswerId.of(answer.stored()),
                answer.stored().occurredAt(),
                answer.slice(),
                withoutTexts(answer.fact()));
        latest.merge(
                respondent(answer, next), next, (one, other) -> Latest.ORDER.compare(one, other) < 0 ? other : one);
        if (latest.size() > MOST) {
            tooMany = true;
            latest.clear();
        }
    }

    private static Respondent respondent(Answer answer, Latest next) {
        SurveyAnswer fact = answer.fact();
        boolean anyScale = fact.kind() == SurveyAnswer.Kind.CSAT;
        return new Respondent(
                answer.account(),
                fact.respondentId(),
                fact.kind(),
                anyScale ? 0 : fact.scaleLow(),
                anyScale ? 0 : fact.scaleHigh(),
                fact.respondentId().isEmpty() ? next.id() : null);
    }

    private static SurveyAnswer withoutTexts(SurveyAnswer answer) {
        return new SurveyAnswer(
                answer.kind(),
                answer.scaleLow(),
                answer.scaleHigh(),
                answer.score(),
                answer.turned(),
                answer.positiveFrom(),
                "",
                "",
                "",
                "",
                "");
    }

    /// Empty where there are more than can be held.
    Optional<Collection<Latest>> all() {
        return tooMany ? Optional.empty() : Optional.of(List.copyOf(latest.values()));
    }
}

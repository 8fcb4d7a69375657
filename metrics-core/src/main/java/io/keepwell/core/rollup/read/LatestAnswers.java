package io.keepwell.core.rollup.read;

import io.keepwell.core.fact.EventKey;
import io.keepwell.core.fact.SurveyAnswer;
import io.keepwell.core.fact.store.StoredFact;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds the latest answer of each respondent to each question: of one respondent of one partner and account.
/// Of several at the same moment all count, since nothing says which came last. An answer without a respondent
/// counts by itself.
public final class LatestAnswers implements Consumer<Answer> {
    /// More answers than that aren't gone through.
    public static final int MOST = 200_000;

    private final Map<Respondent, List<Latest>> latest = new HashMap<>();
    private int taken;

    /// Which answers are asked for.
    ///
    /// @param low the scale's lowest score, as high is its highest; both 0 for any scale
    public record Filter(SurveyAnswer.Kind kind, int low, int high) {
        public static Filter onAnyScale(SurveyAnswer.Kind kind) {
            return new Filter(kind, 0, 0);
        }

        /// A condition on columns of a table of answers called `f`, to go behind others.
        String condition() {
            return " and f.kind = " + kind.code()
                    + (high == 0 ? "" : " and f.scale_low = " + low + " and f.scale_high = " + high);
        }
    }

    /// @param answer set only where nobody is named
    private record Respondent(
            int partner,
            int account,
            String id,
            String question,
            @Nullable AnswerId answer) {}

    /// An answer's own name.
    public record AnswerId(int partner, EventKey key) {
        public static AnswerId of(StoredFact<?> stored) {
            return new AnswerId(stored.partner(), stored.key());
        }
    }

    /// An answer with its score, but without texts, which may be long.
    ///
    /// @param slice the slice key's number in which the account stood on that day
    public record Latest(AnswerId id, Instant at, int slice, SurveyAnswer answer) {}

    /// Takes the next answer, in whatever order.
    @Override
    public void accept(Answer answer) {
        if (taken > MOST) {
            return;
        }
        taken++;
        if (taken > MOST) {
            latest.clear();
            return;
        }
        Latest next = new Latest(
                AnswerId.of(answer.stored()),
                answer.stored().occurredAt(),
                answer.slice(),
                withoutTexts(answer.fact()));
        latest.merge(respondent(answer, next), List.of(next), LatestAnswers::later);
    }

    private static Respondent respondent(Answer answer, Latest next) {
        SurveyAnswer fact = answer.fact();
        return new Respondent(
                next.id().partner(),
                answer.account(),
                fact.respondentId(),
                fact.question(),
                fact.respondentId().isEmpty() ? next.id() : null);
    }

    /// @param known all at one moment
    private static List<Latest> later(List<Latest> known, List<Latest> next) {
        int order = known.getFirst().at().compareTo(next.getFirst().at());
        if (order == 0) {
            return Stream.concat(known.stream(), next.stream()).toList();
        }
        return order < 0 ? next : known;
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

    /// Empty where there were more answers than are gone through.
    Optional<Collection<Latest>> all() {
        return taken > MOST
                ? Optional.empty()
                : Optional.of(latest.values().stream().flatMap(List::stream).toList());
    }
}

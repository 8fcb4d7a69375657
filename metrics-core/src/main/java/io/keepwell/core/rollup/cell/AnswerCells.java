package io.keepwell.core.rollup.cell;

import io.keepwell.core.account.Account;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.SurveyAnswer;
import io.keepwell.core.fact.store.StoredFact;
import io.keepwell.core.ledger.CustomValueDictionary;
import io.keepwell.core.ledger.Measure;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Cells of survey answers: what each one counts for.
public final class AnswerCells implements DirectCells.Kind<SurveyAnswer> {
    private static final Set<Measure> QUANTITIES = Set.of(
            Measure.NPS_PROMOTERS,
            Measure.NPS_PASSIVES,
            Measure.NPS_DETRACTORS,
            Measure.NPS_ONE_TO_TEN_PROMOTERS,
            Measure.NPS_ONE_TO_TEN_PASSIVES,
            Measure.NPS_ONE_TO_TEN_DETRACTORS,
            Measure.NPS_SCORE,
            Measure.NPS_LATEST,
            Measure.NPS_LATEST_DETRACTOR,
            Measure.CSAT_LATEST,
            Measure.CSAT_ANSWERS,
            Measure.CSAT_POSITIVE,
            Measure.CSAT_FIVE_ANSWERS,
            Measure.CSAT_FIVE_SCORE,
            Measure.CSAT_SEVEN_ANSWERS,
            Measure.CSAT_SEVEN_SCORE,
            Measure.CSAT_TEN_ANSWERS,
            Measure.CSAT_TEN_SCORE,
            Measure.CSAT_POSITION,
            Measure.CSAT_GRADED,
            Measure.CSAT_TOP_TWO,
            Measure.CES_ANSWERS,
            Measure.CES_SCORE,
            Measure.CES_EASY,
            Measure.CES_OTHER_SCALES,
            Measure.ANSWER_COMMENTS);

    private static final Set<Measure> NPS_LATEST = Set.of(Measure.NPS_LATEST, Measure.NPS_LATEST_DETRACTOR);
    private static final Set<Measure> PROMOTER = Set.of(Measure.NPS_LATEST);
    private static final Set<Measure> DETRACTOR = Set.of(Measure.NPS_LATEST_DETRACTOR);
    private static final Set<Measure> CSAT_LATEST = Set.of(Measure.CSAT_LATEST);
    private static final Set<Measure> NOTHING = Set.of();

    @Override
    public FactTable<SurveyAnswer> table() {
        return FactTables.SURVEY_ANSWER;
    }

    @Override
    public Set<Measure> measures() {
        return QUANTITIES;
    }

    @Override
    public void add(List<SlicedFact<SurveyAnswer>> facts, CellSum sum) {
        facts.forEach(sliced -> add(sliced.stored(), sliced.slice(), sum));
    }

    private static void add(StoredFact<SurveyAnswer> stored, int slice, CellSum sum) {
        SurveyAnswer answer = stored.fact();
        add(Measure.ANSWER_COMMENTS, stored, slice, answer.comment().isEmpty() ? 0 : 1, sum);
        switch (answer.kind()) {
            case NPS -> {
                Optional<NpsGroup> group = NpsGroup.of(answer);
                if (group.isPresent()) {
                    add(group.get().measure(answer.scaleLow()), stored, slice, 1, sum);
                    if (answer.scaleLow() == 0) {
                        add(Measure.NPS_SCORE, stored, slice, answer.score(), sum);
                    }
                    addLatest(NPS_LATEST, latestOf(group.get()), stored, slice, sum);
                }
            }
            case CSAT -> {
                add(Measure.CSAT_ANSWERS, stored, slice, 1, sum);
                add(Measure.CSAT_POSITIVE, stored, slice, answer.isPositive() ? 1 : 0, sum);
                add(Measure.CSAT_POSITION, stored, slice, answer.positionMicros(), sum);
                addLatest(CSAT_LATEST, answer.isPositive() ? CSAT_LATEST : NOTHING, stored, slice, sum);
                if (answer.isGraded()) {
                    add(Measure.CSAT_GRADED, stored, slice, 1, sum);
                    add(Measure.CSAT_TOP_TWO, stored, slice, answer.isTopTwo() ? 1 : 0, sum);
                }
                addScore(5, Measure.CSAT_FIVE_ANSWERS, Measure.CSAT_FIVE_SCORE, stored, slice, sum);
                addScore(7, Measure.CSAT_SEVEN_ANSWERS, Measure.CSAT_SEVEN_SCORE, stored, slice, sum);
                addScore(10, Measure.CSAT_TEN_ANSWERS, Measure.CSAT_TEN_SCORE, stored, slice, sum);
            }
            case CES -> {
                if (answer.isOnScale(1, 7)) {
                    add(Measure.CES_ANSWERS, stored, slice, 1, sum);
                    add(Measure.CES_SCORE, stored, slice, answer.turnedScore(), sum);
                    add(Measure.CES_EASY, stored, slice, answer.turnedScore() >= 5 ? 1 : 0, sum);
                } else {
                    add(Measure.CES_OTHER_SCALES, stored, slice, 1, sum);
                }
            }
        }
    }

    /// Of an answer on the scale from 1 to `high`.
    private static void addScore(
            int high, Measure answers, Measure score, StoredFact<SurveyAnswer> stored, int slice, CellSum sum) {
        if (stored.fact().isOnScale(1, high)) {
            add(answers, stored, slice, 1, sum);
            add(score, stored, slice, stored.fact().turnedScore(), sum);
        }
    }

    /// An answer that nobody known gave is no customer's latest one.
    private static void addLatest(
            Set<Measure> measures, Set<Measure> yes, StoredFact<SurveyAnswer> stored, int slice, CellSum sum) {
        if (stored.account() != Account.FIRM) {
            sum.addLatest(measures, yes, slice, stored);
        }
    }

    private static Set<Measure> latestOf(NpsGroup group) {
        return switch (group) {
            case PROMOTER -> PROMOTER;
            case PASSIVE -> NOTHING;
            case DETRACTOR -> DETRACTOR;
        };
    }

    private static void add(Measure measure, StoredFact<?> stored, int slice, long amount, CellSum sum) {
        sum.add(measure, stored.day(), slice, CustomValueDictionary.NONE, amount, stored.account());
    }
}

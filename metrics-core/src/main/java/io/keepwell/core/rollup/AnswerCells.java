package io.keepwell.core.rollup;

import io.keepwell.core.account.Account;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.StoredFact;
import io.keepwell.core.fact.SurveyAnswer;
import io.keepwell.core.ledger.DetailDictionary;
import io.keepwell.core.ledger.Quantity;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Cells of survey answers: what each one counts for.
final class AnswerCells implements DirectCells.Kind<SurveyAnswer> {
    private static final Set<Quantity> QUANTITIES = Set.of(
            Quantity.NPS_PROMOTERS,
            Quantity.NPS_PASSIVES,
            Quantity.NPS_DETRACTORS,
            Quantity.NPS_ONE_TO_TEN_PROMOTERS,
            Quantity.NPS_ONE_TO_TEN_PASSIVES,
            Quantity.NPS_ONE_TO_TEN_DETRACTORS,
            Quantity.NPS_LATEST,
            Quantity.NPS_LATEST_DETRACTOR,
            Quantity.CSAT_LATEST,
            Quantity.CSAT_ANSWERS,
            Quantity.CSAT_POSITIVE,
            Quantity.CSAT_FIVE_ANSWERS,
            Quantity.CSAT_FIVE_SCORE,
            Quantity.CSAT_GRADED,
            Quantity.CSAT_TOP_TWO,
            Quantity.CES_ANSWERS,
            Quantity.CES_SCORE,
            Quantity.CES_EASY,
            Quantity.CES_OTHER_SCALES,
            Quantity.ANSWER_COMMENTS);

    private static final Set<Quantity> NPS_LATEST = Set.of(Quantity.NPS_LATEST, Quantity.NPS_LATEST_DETRACTOR);
    private static final Set<Quantity> PROMOTER = Set.of(Quantity.NPS_LATEST);
    private static final Set<Quantity> DETRACTOR = Set.of(Quantity.NPS_LATEST_DETRACTOR);
    private static final Set<Quantity> CSAT_LATEST = Set.of(Quantity.CSAT_LATEST);
    private static final Set<Quantity> NOTHING = Set.of();

    @Override
    public FactTable<SurveyAnswer> table() {
        return FactTables.SURVEY_ANSWER;
    }

    @Override
    public Set<Quantity> quantities() {
        return QUANTITIES;
    }

    @Override
    public void add(List<Sliced<SurveyAnswer>> facts, CellSum sum) {
        facts.forEach(sliced -> add(sliced.stored(), sliced.slice(), sum));
    }

    private static void add(StoredFact<SurveyAnswer> stored, int slice, CellSum sum) {
        SurveyAnswer answer = stored.fact();
        add(Quantity.ANSWER_COMMENTS, stored, slice, answer.comment().isEmpty() ? 0 : 1, sum);
        switch (answer.kind()) {
            case NPS -> {
                Optional<NpsGroup> group = NpsGroup.of(answer);
                if (group.isPresent()) {
                    add(group.get().quantity(answer.scaleLow()), stored, slice, 1, sum);
                    addLatest(NPS_LATEST, latestOf(group.get()), stored, slice, sum);
                }
            }
            case CSAT -> {
                add(Quantity.CSAT_ANSWERS, stored, slice, 1, sum);
                add(Quantity.CSAT_POSITIVE, stored, slice, answer.isPositive() ? 1 : 0, sum);
                addLatest(CSAT_LATEST, answer.isPositive() ? CSAT_LATEST : NOTHING, stored, slice, sum);
                if (answer.isGraded()) {
                    add(Quantity.CSAT_GRADED, stored, slice, 1, sum);
                    add(Quantity.CSAT_TOP_TWO, stored, slice, answer.isTopTwo() ? 1 : 0, sum);
                }
                if (answer.isOnScale(1, 5)) {
                    add(Quantity.CSAT_FIVE_ANSWERS, stored, slice, 1, sum);
                    add(Quantity.CSAT_FIVE_SCORE, stored, slice, answer.turnedScore(), sum);
                }
            }
            case CES -> {
                if (answer.isOnScale(1, 7)) {
                    add(Quantity.CES_ANSWERS, stored, slice, 1, sum);
                    add(Quantity.CES_SCORE, stored, slice, answer.turnedScore(), sum);
                    add(Quantity.CES_EASY, stored, slice, answer.turnedScore() >= 5 ? 1 : 0, sum);
                } else {
                    add(Quantity.CES_OTHER_SCALES, stored, slice, 1, sum);
                }
            }
        }
    }

    /// An answer that nobody known gave is no customer's latest one.
    private static void addLatest(
            Set<Quantity> quantities, Set<Quantity> yes, StoredFact<SurveyAnswer> stored, int slice, CellSum sum) {
        if (stored.account() != Account.FIRM) {
            sum.addLatest(quantities, yes, slice, stored);
        }
    }

    private static Set<Quantity> latestOf(NpsGroup group) {
        return switch (group) {
            case PROMOTER -> PROMOTER;
            case PASSIVE -> NOTHING;
            case DETRACTOR -> DETRACTOR;
        };
    }

    private static void add(Quantity quantity, StoredFact<?> stored, int slice, long amount, CellSum sum) {
        sum.add(quantity, stored.day(), slice, DetailDictionary.NONE, amount, stored.account());
    }
}

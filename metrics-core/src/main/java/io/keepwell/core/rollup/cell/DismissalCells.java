package io.keepwell.core.rollup.cell;

import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.SurveyAnswer;
import io.keepwell.core.fact.SurveyDismissal;
import io.keepwell.core.ledger.CustomValueDictionary;
import io.keepwell.core.ledger.Measure;
import java.util.List;
import java.util.Set;

/// Cells of questions that were closed without an answer.
public final class DismissalCells implements DirectCells.Kind<SurveyDismissal> {
    private static final Set<Measure> QUANTITIES = Set.of(Measure.NPS_DISMISSED);

    @Override
    public FactTable<SurveyDismissal> table() {
        return SurveyDismissal.TABLE;
    }

    @Override
    public Set<Measure> measures() {
        return QUANTITIES;
    }

    @Override
    public void add(List<SlicedFact<SurveyDismissal>> facts, CellSum sum) {
        for (SlicedFact<SurveyDismissal> sliced : facts) {
            SurveyDismissal dismissal = sliced.stored().fact();
            if (dismissal.kind() == SurveyAnswer.Kind.NPS && dismissal.isOnScale(0, 10)) {
                sum.add(
                        Measure.NPS_DISMISSED,
                        sliced.stored().day(),
                        sliced.slice(),
                        CustomValueDictionary.NONE,
                        1,
                        sliced.stored().account());
            }
        }
    }
}

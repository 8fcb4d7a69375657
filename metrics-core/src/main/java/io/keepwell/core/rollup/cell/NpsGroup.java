package io.keepwell.core.rollup.cell;

import io.keepwell.core.fact.SurveyAnswer;
import io.keepwell.core.ledger.Measure;
import java.util.Optional;

/// Who answers an NPS question how: 9 and 10 promote, 7 and 8 are passive, less detracts. The same cuts on both
/// scales.
public enum NpsGroup {
    PROMOTER(1, Measure.NPS_PROMOTERS, Measure.NPS_ONE_TO_TEN_PROMOTERS),
    PASSIVE(0, Measure.NPS_PASSIVES, Measure.NPS_ONE_TO_TEN_PASSIVES),
    DETRACTOR(-1, Measure.NPS_DETRACTORS, Measure.NPS_ONE_TO_TEN_DETRACTORS);

    private final int points;
    private final Measure zeroToTen;
    private final Measure oneToTen;

    NpsGroup(int points, Measure zeroToTen, Measure oneToTen) {
        this.points = points;
        this.zeroToTen = zeroToTen;
        this.oneToTen = oneToTen;
    }

    /// Empty for an answer that isn't to an NPS question on the scale 0 to 10 or 1 to 10.
    public static Optional<NpsGroup> of(SurveyAnswer answer) {
        boolean counts = answer.kind() == SurveyAnswer.Kind.NPS
                && answer.scaleHigh() == 10
                && (answer.scaleLow() == 0 || answer.scaleLow() == 1);
        if (!counts) {
            return Optional.empty();
        }
        if (answer.score() >= 9) {
            return Optional.of(PROMOTER);
        }
        return Optional.of(answer.score() >= 7 ? PASSIVE : DETRACTOR);
    }

    /// What an answer adds to promoters minus detractors.
    public int points() {
        return points;
    }

    /// @param scaleLow 0 or 1
    public Measure measure(int scaleLow) {
        return scaleLow == 0 ? zeroToTen : oneToTen;
    }
}

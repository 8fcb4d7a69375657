package io.keepwell.core.rollup.cell;

import io.keepwell.core.account.Account;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.account.SliceDictionary;
import io.keepwell.core.fact.Fact;
import io.keepwell.core.fact.SurveyAnswer;
import io.keepwell.core.fact.SurveyDismissal;
import io.keepwell.core.fact.store.StoredFact;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Where a fact counts that is about no account: it can't count where its account stood. An answer that nobody known
/// gave, and a question that nobody known closed, count for the owner that they name; everything else of the firm as
/// a whole is in no slice.
public final class OwnSliceKey {
    private OwnSliceKey() {}

    /// Empty where the fact brings no slice itself.
    public static Optional<Slice> of(StoredFact<?> stored) {
        String owner = owner(stored.fact());
        return stored.account() == Account.FIRM && !owner.isEmpty()
                ? Optional.of(Slice.UNKNOWN.with(Dimension.OWNER, owner))
                : Optional.empty();
    }

    private static String owner(Fact fact) {
        return switch (fact) {
            case SurveyAnswer answer -> answer.owner();
            case SurveyDismissal dismissal -> dismissal.owner();
            default -> "";
        };
    }

    /// The number of the slice key that the fact counts for. Gives a number to a slice key that had none, on a
    /// connection of
    /// its own.
    ///
    /// @param ofAccount the number of the slice key in which the fact's account stood on its day
    public static int slice(StoredFact<?> stored, int ofAccount, SliceDictionary slices) {
        Optional<Slice> own = of(stored);
        return own.isEmpty()
                ? ofAccount
                : Objects.requireNonNull(slices.numbers(List.of(own.get())).get(own.get()));
    }
}

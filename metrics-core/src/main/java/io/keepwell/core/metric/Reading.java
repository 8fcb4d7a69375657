package io.keepwell.core.metric;

import java.math.BigDecimal;

/// What the literature calls a value: a word for orientation, and no judgement of the firm.
///
/// @param above values above it are called so, up to the next reading
/// @param word lower case: `good`
public record Reading(BigDecimal above, String word) {
    public static Reading above(int value, String word) {
        return new Reading(BigDecimal.valueOf(value), word);
    }
}

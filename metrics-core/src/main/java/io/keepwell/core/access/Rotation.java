package io.keepwell.core.access;

import java.time.Instant;

/// What became of the wish to replace a key.
public sealed interface Rotation {
    /// The new key is valid now, the old one until that moment.
    record Rotated(NewKey fresh, Instant oldUntil) implements Rotation {}

    record NoSuchKey() implements Rotation {}

    /// Only a valid key can be replaced.
    record NotValid(PartnerKey.State state) implements Rotation {}

    /// The key and this other one, which it replaces or which replaces it, are both valid: a third is too many.
    record TwoAreValid(KeyId other) implements Rotation {}
}

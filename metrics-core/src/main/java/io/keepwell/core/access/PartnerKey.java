package io.keepwell.core.access;

import java.time.Instant;
import java.util.Optional;

/// A partner's key as it is kept: all but the key itself.
///
/// @param revokedAt empty where it wasn't
/// @param rotatedFrom the key that this one was made to replace
public record PartnerKey(
        KeyId id,
        Partner partner,
        KeyTerms terms,
        Instant createdAt,
        Optional<Instant> revokedAt,
        Optional<KeyId> rotatedFrom) {
    /// Whether a key opens the door.
    public enum State {
        VALID,
        EXPIRED,
        REVOKED
    }

    public State state(Instant now) {
        if (revokedAt.isPresent()) {
            return State.REVOKED;
        }
        return terms.expiresAt().filter(end -> !end.isAfter(now)).isPresent() ? State.EXPIRED : State.VALID;
    }
}

package io.keepwell.core.access;

import java.time.Instant;
import java.util.Optional;

/// Somebody who may sign in to the web UI, or might once.
///
/// @param addedAt when they were first added
/// @param disabledAt since when they may not; empty for who may
public record StaffEntry(StaffMember member, Instant addedAt, Optional<Instant> disabledAt) {
    public boolean isEnabled() {
        return disabledAt.isEmpty();
    }
}

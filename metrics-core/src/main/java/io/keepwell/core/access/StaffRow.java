package io.keepwell.core.access;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// @param signInsFrom whoever signed in as them before has to do so again; null where nobody has
@MappedEntity("staff")
record StaffRow(
        @Id String email,
        String name,
        String passwordHash,
        StaffMember.Role role,
        Instant createdAt,
        @Nullable Instant disabledAt,
        @Nullable Instant signInsFrom) {
    StaffMember member() {
        return new StaffMember(email, name, role);
    }

    StaffEntry entry() {
        return new StaffEntry(member(), createdAt, Optional.ofNullable(disabledAt));
    }

    /// Without the hash, so that it slips into no message.
    @Override
    public String toString() {
        return email;
    }
}

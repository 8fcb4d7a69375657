package io.keepwell.core.access;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// What a key is made for.
///
/// @param label what people call it, at most 64 characters; may be empty
/// @param scopes what it allows; those that this version doesn't know are left out
/// @param expiresAt when it stops being valid
/// @param certificate the client certificate that has to come with the key
public record KeyTerms(
        String label,
        Set<Scope> scopes,
        Optional<Instant> expiresAt,
        KeyQuotas quotas,
        Optional<CertificateFingerprint> certificate) {
    private static final int MOST_LABEL_CHARACTERS = 64;

    /// @throws IllegalArgumentException where the label is too long
    public KeyTerms {
        scopes = Set.copyOf(scopes);
        if (label.length() > MOST_LABEL_CHARACTERS || label.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("A key's label is one line of at most 64 characters.");
        }
    }

    /// Without label, expiry, quotas of its own or certificate.
    public static KeyTerms of(Set<Scope> scopes) {
        return new KeyTerms("", scopes, Optional.empty(), KeyQuotas.DEFAULT, Optional.empty());
    }
}

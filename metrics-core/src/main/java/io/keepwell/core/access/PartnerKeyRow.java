package io.keepwell.core.access;

import io.keepwell.core.database.Sha256;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Relation;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// @param scopes their ids, comma-separated
@MappedEntity("partner_key")
@SuppressWarnings("ArrayRecordComponent") // rows are never compared
record PartnerKeyRow(
        @Id byte[] keyHash,
        String keyPrefix,

        @Relation(Relation.Kind.MANY_TO_ONE) PartnerRow partner,

        String label,
        String scopes,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable Long eventsPerMinute,
        @Nullable Long bytesPerMinute,
        @Nullable Integer streamsAtOnce,

        @TypeDef(type = DataType.BYTE_ARRAY, converter = CertificateFingerprintConverter.class) @Nullable
        CertificateFingerprint certificateSha256,

        @Nullable String rotatedFrom) {
    static PartnerKeyRow of(NewKey fresh) {
        PartnerKey key = fresh.key();
        KeyTerms terms = key.terms();
        return new PartnerKeyRow(
                Sha256.of(fresh.text()),
                key.id().text(),
                // Only its number is written.
                new PartnerRow(key.partner().id(), key.partner().name(), key.createdAt()),
                terms.label(),
                terms.scopes().stream().map(Scope::id).sorted().collect(Collectors.joining(",")),
                key.createdAt(),
                terms.expiresAt().orElse(null),
                key.revokedAt().orElse(null),
                terms.quotas().eventsPerMinute().orElse(null),
                terms.quotas().bytesPerMinute().orElse(null),
                terms.quotas().streamsAtOnce().orElse(null),
                terms.certificate().orElse(null),
                key.rotatedFrom().map(KeyId::text).orElse(null));
    }

    PartnerKey key() {
        KeyTerms terms = new KeyTerms(
                label,
                Arrays.stream(scopes.split(",", -1))
                        .flatMap(id -> Scope.parse(id).stream())
                        .collect(Collectors.toUnmodifiableSet()),
                Optional.ofNullable(expiresAt),
                new KeyQuotas(
                        Optional.ofNullable(eventsPerMinute),
                        Optional.ofNullable(bytesPerMinute),
                        Optional.ofNullable(streamsAtOnce)),
                Optional.ofNullable(certificateSha256));
        return new PartnerKey(
                new KeyId(keyPrefix),
                partner.partner(),
                terms,
                createdAt,
                Optional.ofNullable(revokedAt),
                Optional.ofNullable(rotatedFrom).map(KeyId::new));
    }
}

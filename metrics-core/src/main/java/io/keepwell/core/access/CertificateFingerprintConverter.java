package io.keepwell.core.access;

import io.micronaut.core.convert.ConversionContext;
import io.micronaut.data.model.runtime.convert.AttributeConverter;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/// Keeps a fingerprint as the 32 bytes that it is of.
@Singleton
final class CertificateFingerprintConverter implements AttributeConverter<CertificateFingerprint, byte[]> {
    @Override
    public byte @Nullable [] convertToPersistedValue(
            @Nullable CertificateFingerprint fingerprint, ConversionContext context) {
        return fingerprint == null ? null : fingerprint.bytes();
    }

    @Override
    public @Nullable CertificateFingerprint convertToEntityValue(byte @Nullable [] sha256, ConversionContext context) {
        return sha256 == null ? null : CertificateFingerprint.ofSha256(sha256);
    }
}

package io.keepwell.core.access;

import io.keepwell.core.database.Sha256;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/// The SHA-256 of a certificate, in 64 lower-case hexadecimal digits. It names exactly one certificate, so a renewed
/// one needs a key of its own.
public record CertificateFingerprint(String hex) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    /// @throws IllegalArgumentException where it is no fingerprint
    public CertificateFingerprint {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("A certificate's fingerprint is a SHA-256: 64 hexadecimal digits.");
        }
    }

    /// Reads what programs print: upper or lower case, with or without colons.
    ///
    /// @throws IllegalArgumentException where it is no fingerprint
    public static CertificateFingerprint parse(String text) {
        return new CertificateFingerprint(text.strip().replace(":", "").toLowerCase(Locale.ROOT));
    }

    public static CertificateFingerprint of(X509Certificate certificate) {
        try {
            return ofSha256(Sha256.of(certificate.getEncoded()));
        } catch (CertificateEncodingException broken) {
            throw new IllegalArgumentException("the certificate can't be encoded", broken);
        }
    }

    static CertificateFingerprint ofSha256(byte[] sha256) {
        return new CertificateFingerprint(HexFormat.of().formatHex(sha256));
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}

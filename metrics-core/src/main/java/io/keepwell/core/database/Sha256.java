package io.keepwell.core.database;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// SHA-256 of texts and bytes.
public final class Sha256 {
    private Sha256() {}

    /// The 32 bytes for the text's UTF-8.
    public static byte[] of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /// The 32 bytes for these bytes.
    public static byte[] of(byte[] bytes) {
        return digest().digest(bytes);
    }

    /// For content that comes in pieces.
    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}

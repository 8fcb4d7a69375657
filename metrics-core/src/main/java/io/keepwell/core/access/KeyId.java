package io.keepwell.core.access;

import java.util.regex.Pattern;

/// The public name of a partner key: the first characters of the key itself, such as `kw_1f2e3d4c`. It
/// may be shown and logged, and whoever holds the key can tell which one it is.
public record KeyId(String text) {
    private static final int LENGTH = 11;
    private static final Pattern FORM = Pattern.compile(PartnerKeys.PREFIX + "[0-9a-f]{8}");

    /// @throws IllegalArgumentException where it can't be the id of a key
    public KeyId {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("A key's id is " + PartnerKeys.PREFIX + " and 8 hexadecimal digits.");
        }
    }

    /// The id of a whole key.
    public static KeyId of(String key) {
        return new KeyId(key.substring(0, LENGTH));
    }

    @Override
    public String toString() {
        return text;
    }
}

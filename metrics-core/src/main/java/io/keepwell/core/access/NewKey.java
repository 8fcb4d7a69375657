package io.keepwell.core.access;

/// A key that was just made. The text is the only copy.
public record NewKey(PartnerKey key, String text) {
    /// Without the secret, so that it slips into no message.
    @Override
    public String toString() {
        return key.id().toString();
    }
}

package io.keepwell.core.fact;

import io.keepwell.core.database.LoadRow;
import io.keepwell.core.database.Sha256;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;

/// Sixteen bytes by which an event is known within its partner and kind. The text of a UUID in lower
/// case, or of a ULID in upper case, is taken as the bytes it stands for, so that time-ordered ids stay
/// ordered; any other id by its hash. Two different texts stand for the same bytes only where they are a
/// UUID and a ULID of the same 128 bits, or where 128-bit hashes collide.
public final class EventKey implements Comparable<EventKey> {
    public static final int LENGTH = 16;
    private static final int UUID_LENGTH = 36;
    private static final Pattern ULID_TEXT = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");
    private static final String ULID_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private final long high;
    private final long low;

    private EventKey(long high, long low) {
        this.high = high;
        this.low = low;
    }

    public static EventKey of(String eventId) {
        if (isUuid(eventId)) {
            UUID uuid = UUID.fromString(eventId);
            return new EventKey(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
        }
        if (ULID_TEXT.matcher(eventId).matches()) {
            return ofUlid(eventId);
        }
        return ofBytes(Arrays.copyOf(Sha256.of(eventId), LENGTH));
    }

    /// As it was stored.
    public static EventKey ofBytes(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("an event key has " + LENGTH + " bytes, not " + bytes.length);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new EventKey(buffer.getLong(), buffer.getLong());
    }

    private static boolean isUuid(String text) {
        if (text.length() != UUID_LENGTH) {
            return false;
        }
        for (int i = 0; i < UUID_LENGTH; i++) {
            char character = text.charAt(i);
            boolean isDash = i == 8 || i == 13 || i == 18 || i == 23;
            boolean fits = isDash
                    ? character == '-'
                    : (character >= '0' && character <= '9') || (character >= 'a' && character <= 'f');
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static EventKey ofUlid(String text) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < text.length(); i++) {
            high = (high << 5) | (low >>> 59);
            low = (low << 5) | ULID_DIGITS.indexOf(text.charAt(i));
        }
        return new EventKey(high, low);
    }

    public byte[] bytes() {
        return ByteBuffer.allocate(LENGTH).putLong(high).putLong(low).array();
    }

    public String hex() {
        return HexFormat.of().formatHex(bytes());
    }

    public void write(LoadRow row) {
        row.bytes(bytes());
    }

    @Override
    public int compareTo(EventKey other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EventKey key && high == key.high && low == key.low;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(high ^ Long.rotateLeft(low, 32));
    }

    @Override
    public String toString() {
        return hex();
    }
}

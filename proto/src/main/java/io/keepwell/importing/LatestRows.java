package io.keepwell.importing;

import io.keepwell.ingestion.v1.Event;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Lets the last of several rows with one event id count: each that says something else than the one before corrects
/// it, under an id of its own: `id#2`, `id#3`. The same file gives the same ids again, and so does one to which rows
/// were added.
///
/// Knows an id by a hash of 64 bits, and keeps at most 64 bytes for each.
final class LatestRows {
    private static final int MOST_IDS = 4_000_000;
    private static final int FIRST_SLOTS = 1 << 12;

    private final MessageDigest digest;
    private long[] keys = new long[FIRST_SLOTS];
    /// The content's hash above, how many there were below.
    private long[] versions = new long[FIRST_SLOTS];
    private int size;
    private long corrections;

    LatestRows() {
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }

    /// The event as it is sent.
    Event apply(Event event) {
        long key = hash(event.getEventId().getBytes(StandardCharsets.UTF_8));
        long content = hash(event.toByteArray()) & ~0xFFFFL;
        int slot = slot(keys, key);
        if (keys[slot] == 0) {
            add(key, content | 1);
            return event;
        }
        long count = versions[slot] & 0xFFFFL;
        if ((versions[slot] & ~0xFFFFL) != content) {
            if (count == 0xFFFFL) {
                throw new ImportProblem("More than 65,535 rows have the event_id '" + event.getEventId() + "'.");
            }
            corrections++;
            count++;
            versions[slot] = content | count;
        }
        return count == 1 ? event : version(event, count);
    }

    private static Event version(Event event, long count) {
        String earlier = count == 2 ? event.getEventId() : event.getEventId() + "#" + (count - 1);
        return event.toBuilder()
                .setEventId(event.getEventId() + "#" + count)
                .setCorrectsEventId(earlier)
                .build();
    }

    long corrections() {
        return corrections;
    }

    private void add(long key, long version) {
        if (size == MOST_IDS) {
            throw new ImportProblem("A file with 'keep: last' has at most " + MOST_IDS + " different ids: split it.");
        }
        size++;
        if (size * 2 > keys.length) {
            grow();
        }
        int slot = slot(keys, key);
        keys[slot] = key;
        versions[slot] = version;
    }

    private void grow() {
        long[] moreKeys = new long[keys.length * 2];
        long[] moreVersions = new long[keys.length * 2];
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] != 0) {
                int slot = slot(moreKeys, keys[i]);
                moreKeys[slot] = keys[i];
                moreVersions[slot] = versions[i];
            }
        }
        keys = moreKeys;
        versions = moreVersions;
    }

    private static int slot(long[] keys, long key) {
        int slot = (int) (key & (keys.length - 1));
        while (keys[slot] != 0 && keys[slot] != key) {
            slot = (slot + 1) & (keys.length - 1);
        }
        return slot;
    }

    /// Never 0.
    private long hash(byte[] bytes) {
        long hash = ByteBuffer.wrap(digest.digest(bytes)).getLong();
        return hash == 0 ? 1 : hash;
    }
}

package io.keepwell.core.access;

/// How much a key was used.
///
/// @param calls all calls with the key, also those that failed
/// @param callsOverQuota calls, or batches of a stream, of which nothing was taken since a quota was used up
/// @param accepted events that were new
/// @param duplicates events that were kept before
/// @param rejected events that were not kept
/// @param pending events that are kept, but not counted yet
/// @param bytes of the requests whose events were answered, as sent
public record KeyCounts(
        long calls, long callsOverQuota, long accepted, long duplicates, long rejected, long pending, long bytes) {
    public static final KeyCounts NONE = new KeyCounts(0, 0, 0, 0, 0, 0, 0);

    public KeyCounts plus(KeyCounts other) {
        return new KeyCounts(
                calls + other.calls,
                callsOverQuota + other.callsOverQuota,
                accepted + other.accepted,
                duplicates + other.duplicates,
                rejected + other.rejected,
                pending + other.pending,
                bytes + other.bytes);
    }
}

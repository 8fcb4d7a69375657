package io.keepwell.deploy.chaos;

import io.keepwell.core.database.Sha256;
import io.keepwell.core.fact.Fact;
import io.keepwell.core.fact.store.Story;
import java.nio.ByteBuffer;
import java.time.Instant;

/// What an event says, all of it, as a hash of 128 bits. Made in the same way from what was sent and from what is
/// stored, without the service's own mapping or hash.
record Content(long high, long low) {
    /// Of an event that must never be stored.
    static final Content REFUSED = new Content(0, 0);

    static Content of(Story.SentEvent reported) {
        return of(reported.account(), reported.occurredAt(), reported.fact());
    }

    static Content of(String account, Instant occurredAt, Fact fact) {
        ByteBuffer hash = ByteBuffer.wrap(Sha256.of(account + "\n" + occurredAt + "\n" + fact));
        return new Content(hash.getLong(), hash.getLong());
    }
}

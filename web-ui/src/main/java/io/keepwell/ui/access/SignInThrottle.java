package io.keepwell.ui.access;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// Slows down guessing. After a few failures for one mail address from one client, or many from one client for
/// whatever addresses, further attempts are refused until a quarter of an hour has passed since the first.
@Singleton
final class SignInThrottle {
    static final int MOST_FAILURES = 5;
    static final int MOST_FAILURES_OF_CLIENT = 30;
    static final Duration WINDOW = Duration.ofMinutes(15);

    /// Bounds the memory; who hasn't failed for longest is forgotten first.
    static final int MOST_KEYS = 20_000;

    private final Clock clock;
    private final Map<Key, Failures> failures = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Failures> eldest) {
            return size() > MOST_KEYS;
        }
    };

    SignInThrottle(Clock clock) {
        this.clock = clock;
    }

    /// @param email empty for all of the client's addresses together
    private record Key(String client, String email) {}

    private record Failures(Instant first, int count) {}

    synchronized boolean mayTry(String client, String email) {
        return count(new Key(client, email)) < MOST_FAILURES && count(new Key(client, "")) < MOST_FAILURES_OF_CLIENT;
    }

    synchronized void failed(String client, String email) {
        add(new Key(client, email));
        add(new Key(client, ""));
    }

    synchronized void succeeded(String client, String email) {
        failures.remove(new Key(client, email));
    }

    synchronized int size() {
        return failures.size();
    }

    private int count(Key key) {
        Failures known = failures.get(key);
        return known == null || isOver(known) ? 0 : known.count();
    }

    private void add(Key key) {
        failures.compute(
                key,
                (_, known) -> known == null || isOver(known)
                        ? new Failures(clock.instant(), 1)
                        : new Failures(known.first(), known.count() + 1));
    }

    private boolean isOver(Failures known) {
        return !clock.instant().isBefore(known.first().plus(WINDOW));
    }
}

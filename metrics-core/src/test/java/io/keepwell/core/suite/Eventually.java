package io.keepwell.core.suite;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// Waits for what another thread, process or server does by and by. This is the only place of the tests that sleeps.
public final class Eventually {
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final long PAUSE_MILLIS = 10;

    private Eventually() {}

    /// Something that may hold by and by.
    public interface Condition {
        boolean holds() throws Exception;
    }

    /// Returns as soon as the condition holds.
    ///
    /// @param what is waited for, for the message
    /// @throws AssertionError when it doesn't hold within a minute, or as the condition itself throws it
    public static void until(String what, Condition condition) {
        until(what, LONGEST, condition);
    }

    /// As [#until(String, Condition)], with another limit: generous, since machines may be busy.
    public static void until(String what, Duration longest, Condition condition) {
        long start = System.nanoTime();
        while (!holds(what, condition)) {
            if (System.nanoTime() - start > longest.toNanos()) {
                throw new AssertionError("Waited %d s in vain: %s".formatted(longest.toSeconds(), what));
            }
            pause(what, PAUSE_MILLIS);
        }
    }

    /// Returns as soon as a number has stayed the same for so long: where something is let go as far as it goes.
    ///
    /// @throws AssertionError when it still changes after a minute
    public static void settled(String what, Duration quiet, LongSupplier number) {
        AtomicLong last = new AtomicLong(number.getAsLong());
        AtomicLong since = new AtomicLong(System.nanoTime());
        until(what + " no longer change", () -> {
            long now = number.getAsLong();
            if (last.getAndSet(now) != now) {
                since.set(System.nanoTime());
            }
            return System.nanoTime() - since.get() > quiet.toNanos();
        });
    }

    private static boolean holds(String what, Condition condition) {
        try {
            return condition.holds();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("While waiting: " + what, e);
        }
    }

    private static void pause(String what, long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting: " + what, e);
        }
    }
}

package io.keepwell.ui.component;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// An answer that several parts of a screen need: asked for by the first, waited for by the others. Where asking
/// failed, the next one asks again.
public final class Once<T> implements Supplier<T> {
    private final ReentrantLock lock = new ReentrantLock();
    private final Supplier<T> ask;
    private @Nullable T answer;

    public Once(Supplier<T> ask) {
        this.ask = ask;
    }

    @Override
    public T get() {
        lock.lock();
        try {
            T known = answer;
            if (known == null) {
                known = ask.get();
                answer = known;
            }
            return known;
        } finally {
            lock.unlock();
        }
    }
}

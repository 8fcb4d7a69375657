package io.keepwell.core.rollup.cell;

import io.keepwell.core.ledger.Measure;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// What a cell keeps beside its amount. Not to be changed once it is in a cell.
public sealed interface Members {
    /// In a form that is the same for the same content.
    byte[] bytes();

    boolean isEmpty();

    /// Nothing.
    record None() implements Members {
        static final None NONE = new None();

        @Override
        public byte[] bytes() {
            return new byte[0];
        }

        @Override
        public boolean isEmpty() {
            return true;
        }
    }

    /// Accounts or users.
    record Set(RoaringBitmap bits) implements Members {
        @Override
        public byte[] bytes() {
            return Members.bytes(bits);
        }

        @Override
        public boolean isEmpty() {
            return bits.isEmpty();
        }
    }

    /// Accounts of which something was last true, and those of which it was last false.
    record Latest(RoaringBitmap yes, RoaringBitmap no) implements Members {
        @Override
        public byte[] bytes() {
            byte[] first = Members.bytes(yes);
            byte[] second = Members.bytes(no);
            return ByteBuffer.allocate(first.length + second.length)
                    .put(first)
                    .put(second)
                    .array();
        }

        @Override
        public boolean isEmpty() {
            return yes.isEmpty() && no.isEmpty();
        }
    }

    /// How long something took.
    record Durations(DurationSketch sketch) implements Members {
        @Override
        public byte[] bytes() {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try {
                sketch.write(new DataOutputStream(bytes));
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            return bytes.toByteArray();
        }

        @Override
        public boolean isEmpty() {
            return sketch.count() == 0;
        }
    }

    /// Each account's own amount.
    record Amounts(AmountSum sum) implements Members {
        @Override
        public byte[] bytes() {
            return sum.bytes();
        }

        @Override
        public boolean isEmpty() {
            return sum.isEmpty();
        }
    }

    /// As it was stored.
    static Members of(Measure.Aggregation aggregation, byte @Nullable [] stored) {
        ByteBuffer bytes = ByteBuffer.wrap(stored == null ? new byte[0] : stored);
        return switch (aggregation) {
            case SUM -> None.NONE;
            case STATES, DISTINCT_ACCOUNTS, DISTINCT_USERS -> new Set(bits(bytes));
            case LAST_VALUES -> {
                RoaringBitmap yes = bits(bytes);
                bytes.position(bytes.hasRemaining() ? yes.serializedSizeInBytes() : 0);
                yield new Latest(yes, bits(bytes.slice()));
            }
            case DURATIONS -> new Durations(DurationSketch.read(bytes));
            case AMOUNTS_BY_ACCOUNT -> new Amounts(AmountSum.read(bytes));
        };
    }

    private static RoaringBitmap bits(ByteBuffer bytes) {
        RoaringBitmap bits = new RoaringBitmap();
        if (bytes.hasRemaining()) {
            try {
                bits.deserialize(bytes);
            } catch (IOException unreadable) {
                throw new UncheckedIOException("a cell's members can't be read", unreadable);
            }
        }
        return bits;
    }

    /// In the portable form of roaring bitmaps.
    private static byte[] bytes(RoaringBitmap bits) {
        RoaringBitmap compact = bits.clone();
        // Where runs take as much room as single numbers, each stays what it was: so all begin as single numbers.
        compact.removeRunCompression();
        compact.runOptimize();
        ByteBuffer bytes = ByteBuffer.allocate(compact.serializedSizeInBytes());
        compact.serialize(bytes);
        return bytes.array();
    }
}

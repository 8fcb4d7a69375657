package io.keepwell.core.rollup.rebuild;

import io.keepwell.core.database.Coded;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.ledger.MovementKind;
import io.keepwell.core.rollup.cell.CellSum;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Takes what all ledgers hold, account by account, and gives it back month by month, so that the cells
/// of a month can be added up without reading the ledger once more. It takes little memory: a full
/// buffer goes into a temporary file, which is gone when this is closed or the process ends.
final class LedgerSpool implements AutoCloseable {
    /// Tag, day of the month, slice, detail, account, amount.
    private static final int RECORD_BYTES = 2 + 1 + 4 + 4 + 4 + 8;

    private static final int BUFFER_BYTES = 700 * RECORD_BYTES;

    private final FileChannel file;
    private final Map<LocalDate, Month> months = new TreeMap<>();
    private long fileBytes;

    private static final class Month {
        private final List<Long> written = new ArrayList<>();
        private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    }

    private LedgerSpool(FileChannel file) {
        this.file = file;
    }

    static LedgerSpool open() {
        try {
            Path path = Files.createTempFile("keepwell-ledger-", ".spool");
            return new LedgerSpool(FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE));
        } catch (IOException problem) {
            throw new UncheckedIOException("no temporary file can be made for the ledger", problem);
        }
    }

    void addMovement(LocalDate day, MovementKind kind, int slice, int account, long amountMicros) {
        add(-kind.code(), day, slice, 0, account, amountMicros);
    }

    void addEntry(Measure measure, LocalDate day, int slice, int customValue, long amount, int account) {
        add(measure.code(), day, slice, customValue, account, amount);
    }

    /// @param tag the code of a measure, or of a kind of movement with a minus
    private void add(int tag, LocalDate day, int slice, int customValue, int account, long amount) {
        Month month = months.computeIfAbsent(day.withDayOfMonth(1), _ -> new Month());
        if (month.buffer.remaining() < RECORD_BYTES) {
            month.written.add(write(month.buffer.flip()));
            month.buffer.clear();
        }
        month.buffer
                .putShort((short) tag)
                .put((byte) day.getDayOfMonth())
                .putInt(slice)
                .putInt(customValue)
                .putInt(account)
                .putLong(amount);
    }

    /// The first days of the months of which there is anything, in order.
    List<LocalDate> months() {
        return List.copyOf(months.keySet());
    }

    /// Adds up everything of a month, day by day.
    CellSum sum(LocalDate monthFrom) {
        CellSum sum = new CellSum();
        Month month = Objects.requireNonNull(months.get(monthFrom));
        ByteBuffer records = ByteBuffer.allocate(BUFFER_BYTES);
        for (long start : month.written) {
            read(records.clear(), start);
            add(monthFrom, records.flip(), sum);
        }
        add(monthFrom, month.buffer.duplicate().flip(), sum);
        return sum;
    }

    private static void add(LocalDate monthFrom, ByteBuffer records, CellSum sum) {
        while (records.hasRemaining()) {
            int tag = records.getShort();
            LocalDate day = monthFrom.withDayOfMonth(records.get());
            int slice = records.getInt();
            int customValue = records.getInt();
            int account = records.getInt();
            long amount = records.getLong();
            if (tag < 0) {
                sum.addMovement(day, Coded.of(MovementKind.class, -tag), slice, account, amount);
            } else {
                sum.add(Coded.of(Measure.class, tag), day, slice, customValue, amount, account);
            }
        }
    }

    /// @return where it begins
    private long write(ByteBuffer records) {
        long start = fileBytes;
        try {
            while (records.hasRemaining()) {
                fileBytes += file.write(records, fileBytes);
            }
        } catch (IOException problem) {
            throw new UncheckedIOException("the ledger can't be kept in a temporary file", problem);
        }
        return start;
    }

    private void read(ByteBuffer records, long start) {
        try {
            while (records.hasRemaining()) {
                if (file.read(records, start + records.position()) < 0) {
                    throw new IllegalStateException("the temporary file of the ledger has ended too early");
                }
            }
        } catch (IOException problem) {
            throw new UncheckedIOException("the temporary file of the ledger can't be read", problem);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException problem) {
            throw new UncheckedIOException("the temporary file of the ledger can't be closed", problem);
        }
    }
}

package io.keepwell.importing;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A file whose rows become events, one row after the other: it may be larger than the memory.
public final class MappedFile implements AutoCloseable {
    private final Path file;
    private final Rows rows;
    private final RowMapper mapper;

    private MappedFile(Path file, Rows rows, RowMapper mapper) {
        this.file = file;
        this.rows = rows;
        this.mapper = mapper;
    }

    /// @param mappingName for messages
    /// @throws ImportProblem where the file can't be read or the mapping doesn't fit it
    public static MappedFile open(String mappingName, Mapping mapping, Path file, FirmTerms firm) {
        try {
            Rows rows = Rows.open(file, mapping.layout(), mapping.ownColumns());
            try {
                return new MappedFile(file, rows, RowMapper.of(mappingName, mapping, file, rows.heads(), firm));
            } catch (RuntimeException unfit) {
                rows.close();
                throw unfit;
            }
        } catch (IOException unreadable) {
            throw problem(file, unreadable);
        }
    }

    /// How many bytes there are to be read, as far as can be known beforehand.
    public static long size(Path file) {
        try {
            return Source.size(file);
        } catch (IOException unreadable) {
            throw problem(file, unreadable);
        }
    }

    /// @return empty at the end of the file
    /// @throws ImportProblem where the rest can't be read
    public Optional<MappedRow> next() {
        try {
            return rows.next().map(this::mapped);
        } catch (IOException unreadable) {
            throw problem(file, unreadable);
        }
    }

    private MappedRow mapped(Row row) {
        return row.defect()
                .map(defect -> new MappedRow(
                        row.line(),
                        List.of(),
                        List.of(new RowProblem(
                                row.line(),
                                "",
                                defect.column().isEmpty() ? "" : "column " + defect.column(),
                                defect.reason(),
                                defect.message()))))
                .orElseGet(() -> mapper.map(row));
    }

    /// How many bytes of the file have been read so far.
    public long bytesRead() {
        return rows.bytesRead();
    }

    /// How many events so far correct an earlier one of the same file, as `keep: last` asks.
    public long corrections() {
        return mapper.corrections();
    }

    private static ImportProblem problem(Path file, IOException unreadable) {
        return unreadable instanceof NoSuchFileException
                ? new ImportProblem("There is no file " + file + ".", unreadable)
                : new ImportProblem("The file " + file + " can't be read: " + unreadable.getMessage(), unreadable);
    }

    @Override
    public void close() {
        try {
            rows.close();
        } catch (IOException failed) {
            throw problem(file, failed);
        }
    }
}

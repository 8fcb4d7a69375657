package io.keepwell.deploy.importing;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.keepwell.client.PartnerClient;
import io.keepwell.deploy.Failure;
import io.keepwell.ingestion.v1.Disposition;
import io.keepwell.ingestion.v1.Event;
import io.keepwell.ingestion.v1.EventAnswer;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import me.tongfei.progressbar.ProgressBar;

/// One file on its way through the partners' door.
final class FileImport {
    private static final char NOT_UTF8 = '\uFFFD';

    private final ImportPlan.Part part;
    private final Door door;
    private final ProgressBar progress;
    /// Answers come on other threads while lines are being read.
    private final Map<Disposition, Long> counts = new ConcurrentHashMap<>();

    private final Queue<LineProblem> problems = new ConcurrentLinkedQueue<>();
    private long lines;

    FileImport(ImportPlan.Part part, Door door, ProgressBar progress) {
        this.part = part;
        this.door = door;
        this.progress = progress;
    }

    /// How many lines a file has beside its head line.
    static long size(Path file) {
        try (var all = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            return Math.max(0, all.count() - 1);
        } catch (IOException | UncheckedIOException problem) {
            throw new Failure("The file " + file + " can't be read: " + problem, problem);
        }
    }

    /// Sends all lines. A problem with one keeps no other back.
    ///
    /// @throws Failure where the file can't be read or the mapping doesn't fit it
    void run() {
        try {
            read();
        } catch (IOException | UncheckedIOException problem) {
            throw new Failure("The file " + part.file() + " can't be read: " + problem.getMessage(), problem);
        }
    }

    Path file() {
        return part.file();
    }

    /// The last line that was read, from 1; the head line among them.
    long lines() {
        return lines;
    }

    long count(Disposition disposition) {
        return counts.getOrDefault(disposition, 0L);
    }

    /// By line; a line's problems stay in the order of its events.
    List<LineProblem> problems() {
        return problems.stream()
                .sorted(Comparator.comparingLong(LineProblem::line))
                .toList();
    }

    private void read() throws IOException {
        Reader text = Channels.newReader(
                Files.newByteChannel(part.file()),
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE),
                -1);
        try (CsvReader<NamedCsvRecord> records = CsvReader.builder()
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .detectBomHeader(true)
                .ofNamedCsvRecord(text)) {
            LineMapper mapper = null;
            for (NamedCsvRecord record : records) {
                if (mapper == null) {
                    mapper = new LineMapper(part.mappingFile(), part.mapping(), record.getHeader());
                }
                lines = record.getStartingLineNumber();
                progress.step();
                send(record, mapper);
            }
        }
        door.flush();
    }

    private void send(NamedCsvRecord record, LineMapper mapper) {
        if (record.getFieldCount() != record.getHeader().size()) {
            problems.add(new LineProblem(
                    lines,
                    "",
                    "",
                    "BAD_LINE",
                    "The line has " + record.getFieldCount() + " cells, the head line has "
                            + record.getHeader().size() + "."));
            return;
        }
        Map<String, String> cells = record.getFieldsAsMap();
        for (Map.Entry<String, String> cell : cells.entrySet()) {
            if (cell.getValue().indexOf(NOT_UTF8) >= 0) {
                problems.add(new LineProblem(
                        lines, "", "column " + cell.getKey(), "BAD_CHARACTER", "The text is not valid UTF-8."));
                return;
            }
        }
        List<LineProblem> found = new ArrayList<>();
        List<Event> events = mapper.map(lines, cells, found);
        problems.addAll(found);
        long line = lines;
        for (Event event : events) {
            if (event.getSerializedSize() > PartnerClient.MOST_BYTES) {
                problems.add(new LineProblem(
                        line,
                        event.getEventId(),
                        "",
                        "TOO_LONG",
                        "An event has at most " + PartnerClient.MOST_BYTES + " bytes."));
            } else {
                // Where the door stays shut, the next event and the flush say so.
                var _ = door.send(event).thenAccept(answer -> answered(line, answer));
            }
        }
    }

    private void answered(long line, EventAnswer answer) {
        counts.merge(answer.getDisposition(), 1L, Long::sum);
        if (answer.getDisposition() == Disposition.DISPOSITION_REJECTED) {
            problems.add(new LineProblem(
                    line,
                    answer.getEventId(),
                    answer.getProblem().getField(),
                    answer.getProblem().getReason().name().replace("PROBLEM_REASON_", ""),
                    answer.getProblem().getMessage()));
        }
    }
}

package io.keepwell.deploy.importing;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.grpc.StatusRuntimeException;
import io.keepwell.client.EventPublisher;
import io.keepwell.client.PartnerClient;
import io.keepwell.deploy.Failure;
import io.keepwell.deploy.Json;
import io.keepwell.deploy.run.CallFailures;
import io.keepwell.deploy.run.ServerOptions;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `keepwell import`: a CSV file to events, through the partners' door like everybody's.
@Command(
        name = "import",
        description = {
            "Sends the lines of a CSV file as events, as a mapping file says.",
            "Safe to repeat: what is there already is recognised. Lines that give no event are written",
            "to a file beside the CSV file, with the reason."
        })
public final class ImportCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final char NOT_UTF8 = '\uFFFD';

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before the command runs
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "MAPPING.yaml", description = "How lines become events.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in before the command runs
    private Path mapping;

    @Parameters(index = "1", paramLabel = "FILE.csv", description = "UTF-8, with a head line.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in before the command runs
    private Path file;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Option(names = "--json", description = "Print what became of the events as one JSON object.")
    private boolean json;

    /// Answers come on other threads while lines are being read.
    private final Map<Disposition, Long> counts = new ConcurrentHashMap<>();

    private final Queue<LineProblem> problems = new ConcurrentLinkedQueue<>();
    private long lines;

    /// @return 0 where every line gave its events, 1 where some were rejected
    @Override
    public Integer call() {
        MappingFile mappingFile = MappingFile.read(mapping);
        long size = size();
        try (PartnerClient client = server.connect(PATIENCE);
                EventPublisher publisher = client.publisher();
                ProgressBar progress = new ProgressBarBuilder()
                        .setTaskName("import")
                        .setInitialMax(size)
                        .setUnit(" lines", 1)
                        .setUpdateIntervalMillis(250)
                        .hideEta()
                        .build()) {
            read(mappingFile, publisher, progress);
        } catch (StatusRuntimeException gone) {
            Failure why = CallFailures.failure(gone);
            throw new Failure(
                    why.getMessage() + " Stopped after line " + lines
                            + "; what was answered is kept. Type the same command again when it is back: repeats are recognised.",
                    gone);
        } catch (IOException | UncheckedIOException problem) {
            throw new Failure("The file " + file + " can't be read: " + problem.getMessage(), problem);
        }
        report();
        return problems.isEmpty() ? 0 : 1;
    }

    private long size() {
        try (var all = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            return Math.max(0, all.count() - 1);
        } catch (IOException | UncheckedIOException problem) {
            throw new Failure("The file " + file + " can't be read: " + problem, problem);
        }
    }

    private void read(MappingFile mappingFile, EventPublisher publisher, ProgressBar progress) throws IOException {
        Reader text = Channels.newReader(
                Files.newByteChannel(file),
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
                    mapper = new LineMapper(mapping, mappingFile, record.getHeader());
                }
                lines = record.getStartingLineNumber();
                progress.step();
                send(record, mapper, publisher);
            }
        }
        publisher.flush();
    }

    private void send(NamedCsvRecord record, LineMapper mapper, EventPublisher publisher) {
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
                // Where the publisher gives up, the next event and the flush say so.
                var _ = publisher.publish(event).thenAccept(answer -> answered(line, answer));
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

    private void report() {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("lines", Math.max(0, lines - 1));
        result.put("accepted", count(Disposition.DISPOSITION_ACCEPTED));
        result.put("duplicate", count(Disposition.DISPOSITION_DUPLICATE));
        result.put("held_back", count(Disposition.DISPOSITION_HELD_BACK));
        result.put("rejected", problems.size());
        if (!problems.isEmpty()) {
            result.put(
                    "rejected_file", RejectedFile.write(file, inOrder(problems)).toString());
        }
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.line(result));
        } else {
            result.forEach((name, value) -> out.printf("%-14s %s%n", name.replace('_', ' '), value));
        }
    }

    /// By line; a line's problems stay in the order of its events.
    private static List<LineProblem> inOrder(Collection<LineProblem> problems) {
        return problems.stream()
                .sorted(Comparator.comparingLong(LineProblem::line))
                .toList();
    }

    private long count(Disposition disposition) {
        return counts.getOrDefault(disposition, 0L);
    }
}

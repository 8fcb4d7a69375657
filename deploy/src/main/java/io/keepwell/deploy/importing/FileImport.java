package io.keepwell.deploy.importing;

import io.keepwell.client.PartnerClient;
import io.keepwell.contract.RequiredFields;
import io.keepwell.contract.v1.AccountRule;
import io.keepwell.deploy.Progress;
import io.keepwell.importing.FirmTerms;
import io.keepwell.importing.MappedFile;
import io.keepwell.importing.MappedRow;
import io.keepwell.importing.RowProblem;
import io.keepwell.ingestion.v1.Disposition;
import io.keepwell.ingestion.v1.Event;
import io.keepwell.ingestion.v1.EventAnswer;
import io.keepwell.ingestion.v1.ProblemReason;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// One file on its way through the partners' door.
final class FileImport {
    private static final int MOST_IDS = 100_000;
    private static final String NO_CORRECTION =
            " The event that this one was to correct still counts, beside what comes after it.";

    private final ImportPlan.FilePart part;
    private final FirmTerms firm;
    private final EventSink door;
    private final Progress progress;
    /// Answers come on other threads while rows are being read.
    private final Map<Disposition, Long> counts = new ConcurrentHashMap<>();

    /// In which line an id was first.
    private final Map<String, Long> lines = new ConcurrentHashMap<>();

    private final RowProblems rejected = new RowProblems();
    private final RowProblems pending = new RowProblems();
    private long rows;
    private long exclusions;
    private long corrections;
    private long withoutAccount;
    private long line;

    FileImport(ImportPlan.FilePart part, FirmTerms firm, EventSink door, Progress progress) {
        this.part = part;
        this.firm = firm;
        this.door = door;
        this.progress = progress;
    }

    /// Sends all rows. A problem with one keeps no other back.
    ///
    /// @throws io.keepwell.importing.ImportProblem where the file can't be read or the mapping doesn't fit it
    void run() {
        try (MappedFile file = MappedFile.open(part.mappingFile().toString(), part.mapping(), part.file(), firm)) {
            long bytes = 0;
            for (Optional<MappedRow> row = file.next(); row.isPresent(); row = file.next()) {
                send(row.get());
                progress.step(file.bytesRead() - bytes);
                bytes = file.bytesRead();
            }
            corrections = file.corrections();
        }
        door.flush();
    }

    private void send(MappedRow row) {
        rows++;
        line = row.line();
        exclusions += row.isExcluded() ? 1 : 0;
        row.problems().forEach(rejected::add);
        for (Event event : row.events()) {
            if (lines.size() < MOST_IDS) {
                lines.putIfAbsent(event.getEventId(), row.line());
            }
            withoutAccount += event.getAccountId().isEmpty() && mayHaveAccount(event) ? 1 : 0;
            if (event.getSerializedSize() > PartnerClient.MOST_BYTES) {
                rejected.add(new RowProblem(
                        row.line(),
                        event.getEventId(),
                        "",
                        "TOO_LONG",
                        "An event has at most " + PartnerClient.MOST_BYTES + " bytes."));
            } else {
                // Where the door stays shut, the next event and the flush say so.
                var _ = door.send(event).thenAccept(answer -> answered(row.line(), event, answer));
            }
        }
    }

    private static boolean mayHaveAccount(Event event) {
        return RequiredFields.accountRule(Event.getDescriptor()
                        .findFieldByNumber(event.getPayloadCase().getNumber()))
                == AccountRule.ACCOUNT_RULE_OPTIONAL;
    }

    private void answered(long line, Event event, EventAnswer answer) {
        counts.merge(answer.getDisposition(), 1L, Long::sum);
        if (answer.getDisposition() == Disposition.DISPOSITION_REJECTED) {
            rejected.add(problem(
                    line,
                    answer,
                    usedBefore(line, answer) + (event.getCorrectsEventId().isEmpty() ? "" : NO_CORRECTION)));
        } else if (answer.getDisposition() == Disposition.DISPOSITION_PENDING) {
            pending.add(problem(line, answer, ""));
        }
    }

    private String usedBefore(long line, EventAnswer answer) {
        Long first = lines.get(answer.getEventId());
        return answer.getProblem().getReason() == ProblemReason.PROBLEM_REASON_CONFLICT && first != null && first < line
                ? " Line " + first + " of this file has it."
                : "";
    }

    private static RowProblem problem(long line, EventAnswer answer, String more) {
        return new RowProblem(
                line,
                answer.getEventId(),
                answer.getProblem().getField(),
                answer.getProblem().getReason().name().replace("PROBLEM_REASON_", ""),
                answer.getProblem().getMessage() + more);
    }

    Path file() {
        return part.file();
    }

    /// Rows of data that were read.
    long rows() {
        return rows;
    }

    /// Rows of which the mapping wants nothing.
    long exclusions() {
        return exclusions;
    }

    /// Events that correct an earlier one of the same file.
    long corrections() {
        return corrections;
    }

    /// Events of kinds that may be about an account, but say none: they count for the firm alone.
    long withoutAccount() {
        return withoutAccount;
    }

    /// Where the last row begins that was read, from 1.
    long line() {
        return line;
    }

    long count(Disposition disposition) {
        return counts.getOrDefault(disposition, 0L);
    }

    /// What gave no event.
    RowProblems rejected() {
        return rejected;
    }

    /// What is kept but doesn't count yet.
    RowProblems pending() {
        return pending;
    }
}

package io.keepwell.core.report;

import io.keepwell.core.database.Database;
import io.keepwell.core.report.RunImageRepository.RunImageRow;
import io.keepwell.core.time.Period;
import io.micronaut.data.model.Limit;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/// The runs there were, what was rendered of them and what became of it. The reporting service alone writes them.
@Singleton
public final class ReportRuns {
    private final Database database;
    private final ReportRunRepository runs;
    private final RunFileRepository files;
    private final RunImageRepository images;
    private final DeliveryRepository deliveries;

    ReportRuns(
            Database database,
            ReportRunRepository runs,
            RunFileRepository files,
            RunImageRepository images,
            DeliveryRepository deliveries) {
        this.database = database;
        this.runs = runs;
        this.files = files;
        this.images = images;
        this.deliveries = deliveries;
    }

    /// The newest runs of all reports, newest first.
    public List<ReportRun> newest(int limit) {
        return database.transaction(
                _ -> whole(runs.findAllOrderByCreatedAtDescAndReportIdAndFromDay(Limit.of(limit, 0))));
    }

    /// The newest runs of one report, latest period first.
    public List<ReportRun> of(ReportId report, int limit) {
        return database.transaction(
                _ -> whole(runs.findByReportIdOrderByFromDayDescAndToDayDesc(report.id(), Limit.of(limit, 0))));
    }

    public Optional<ReportRun> find(RunId id) {
        return database.transaction(_ -> row(id).map(this::whole));
    }

    /// What was rendered; empty where there is no such run, or it could not be rendered.
    public Optional<RunContent> content(RunId id) {
        return database.transaction(_ -> row(id).filter(run -> run.state() == ReportRun.State.RENDERED)
                .map(run -> new RunContent(run.subject(), files(id), images(id))));
    }

    /// Whether there is such a run already that isn't to be tried (again) at this moment.
    public boolean isSettled(RunId id, Instant now) {
        return database.transaction(_ -> row(id))
                .filter(run -> isSettled(run, now))
                .isPresent();
    }

    private static boolean isSettled(ReportRunRow run, Instant now) {
        return switch (run.state()) {
            case RENDERED -> true;
            case FAILED -> run.nextAttemptAt() == null || run.nextAttemptAt().isAfter(now);
        };
    }

    /// Begins to make a run, anew where it failed, and locks it, in the transaction that is going on. It is failed
    /// until it is said to be rendered.
    ///
    /// @return how often it was tried, this time included; empty where it is rendered already
    public OptionalInt begin(RunId id, Instant asOf, Instant now) {
        String report = id.report().id();
        Period period = id.period();
        runs.ensure(report, period.from(), period.to(), now);
        return runs.tryFailed(report, period.from(), period.to(), asOf, now) == 0
                ? OptionalInt.empty()
                : OptionalInt.of(row(id).orElseThrow().attempts());
    }

    /// Keeps what was rendered of a run that was begun in the transaction that is going on.
    public void rendered(RunId id, RunContent content) {
        runs.rendered(id.report().id(), id.period().from(), id.period().to(), content.subject());
        files.add(content.files().stream().map(file -> RunFileRow.of(id, file)).toList());
        images.add(content.images().entrySet().stream()
                .map(image -> new RunImageRow(
                        id.report().id(), id.period().from(), id.period().to(), image.getKey(), image.getValue()))
                .toList());
    }

    /// Keeps why a run that was begun in the transaction that is going on could not be rendered.
    ///
    /// @param nextAttemptAt empty where it takes a person to go on
    public void failed(RunId id, String problem, Optional<Instant> nextAttemptAt) {
        runs.failed(id.report().id(), id.period().from(), id.period().to(), problem, nextAttemptAt.orElse(null));
    }

    private Optional<ReportRunRow> row(RunId id) {
        return runs.findByReportIdAndFromDayAndToDay(
                id.report().id(), id.period().from(), id.period().to());
    }

    private List<RunFile> files(RunId id) {
        return files
                .findByReportIdAndFromDayAndToDayOrderByFormat(
                        id.report().id(), id.period().from(), id.period().to())
                .stream()
                .map(RunFileRow::file)
                .toList();
    }

    private Map<String, byte[]> images(RunId id) {
        return images
                .findByReportIdAndFromDayAndToDay(
                        id.report().id(), id.period().from(), id.period().to())
                .stream()
                .collect(Collectors.toMap(RunImageRow::contentId, RunImageRow::png));
    }

    private List<ReportRun> whole(List<ReportRunRow> rows) {
        return rows.stream().map(this::whole).toList();
    }

    private ReportRun whole(ReportRunRow row) {
        return row.run(
                deliveries
                        .findByReportIdAndFromDayAndToDayOrderByRecipient(row.reportId(), row.fromDay(), row.toDay())
                        .stream()
                        .map(DeliveryRow::delivery)
                        .toList());
    }
}

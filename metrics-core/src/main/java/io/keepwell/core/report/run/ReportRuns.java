package io.keepwell.core.report.run;

import io.keepwell.core.database.Database;
import io.keepwell.core.report.ReportId;
import io.keepwell.core.report.run.RunImageRepository.RunImageRow;
import io.keepwell.core.report.run.RunRenderingRepository.RunRenderingRow;
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
    private static final Limit ONE = Limit.of(1, 0);

    private final Database database;
    private final ReportRunRepository runs;
    private final RunRenderingRepository renderings;
    private final RunFileRepository files;
    private final RunImageRepository images;
    private final DeliveryRepository deliveries;

    ReportRuns(
            Database database,
            ReportRunRepository runs,
            RunRenderingRepository renderings,
            RunFileRepository files,
            RunImageRepository images,
            DeliveryRepository deliveries) {
        this.database = database;
        this.runs = runs;
        this.renderings = renderings;
        this.files = files;
        this.images = images;
        this.deliveries = deliveries;
    }

    /// The newest runs of all reports, newest first.
    public List<ReportRun> newest(int limit) {
        return database.transaction(
                _ -> whole(runs.findAllOrderByCreatedAtDescAndReportIdAndDueAtDesc(Limit.of(limit, 0))));
    }

    /// The newest runs of one report, the latest due first.
    public List<ReportRun> of(ReportId report, int limit) {
        return database.transaction(_ -> whole(runs.findByReportIdOrderByDueAtDesc(report.id(), Limit.of(limit, 0))));
    }

    /// The latest run of a report about a period.
    public Optional<ReportRun> latest(ReportId report, Period period) {
        return database.transaction(
                _ -> whole(runs.findByReportIdAndFromDayAndToDayOrderByDueAtDesc(
                                report.id(), period.from(), period.to(), ONE))
                        .stream()
                        .findFirst());
    }

    /// The last moment for which a schedule made a report due and a run is kept.
    public Optional<Instant> lastDue(ReportId report) {
        return database.transaction(_ -> runs.findByReportIdAndByHandFalseOrderByDueAtDesc(report.id(), ONE).stream()
                .map(ReportRunRow::dueAt)
                .findFirst());
    }

    /// Runs that failed and are to be tried again by now, those that have waited longest first.
    public List<ReportRun> toTryAgain(Instant now, int limit) {
        return database.transaction(_ -> whole(runs.findByStateAndNextAttemptAtLessThanEqualsOrderByNextAttemptAt(
                ReportRun.State.FAILED, now, Limit.of(limit, 0))));
    }

    public Optional<ReportRun> find(RunId id) {
        return database.transaction(_ -> row(id).map(this::whole));
    }

    /// What was rendered for a scope; empty where there is no such run or cut, or it could not be rendered.
    public Optional<RunContent> content(RunId id, String scope) {
        return database.transaction(_ -> renderings
                .findByReportIdAndDueAtAndScope(id.report().id(), id.dueAt(), scope)
                .map(rendering -> new RunContent(rendering.subject(), files(id, scope), images(id, scope))));
    }

    /// Begins to make a run, anew where it failed or was skipped, and locks it, in the transaction that is going on.
    /// It is failed until it is said to be rendered.
    ///
    /// @return how often it was tried, this time included; empty where it is rendered already
    public OptionalInt begin(RunId id, Period period, boolean byHand, Instant asOf, Instant now) {
        String report = id.report().id();
        runs.ensure(report, id.dueAt(), period.from(), period.to(), byHand, now);
        return runs.tryFailed(report, id.dueAt(), asOf, now) == 0
                ? OptionalInt.empty()
                : OptionalInt.of(row(id).orElseThrow().attempts());
    }

    /// Keeps that a run that was begun in the transaction that is going on is rendered.
    public void rendered(RunId id) {
        runs.put(id.report().id(), id.dueAt(), ReportRun.State.RENDERED, "", null);
    }

    /// Keeps what was rendered of a run for those who see the same, in the transaction that is going on.
    public void add(RunId id, String scope, RunContent content) {
        String report = id.report().id();
        renderings.add(new RunRenderingRow(report, id.dueAt(), scope, content.subject()));
        files.add(content.files().stream()
                .map(file -> RunFileRow.of(id, scope, file))
                .toList());
        images.add(content.images().entrySet().stream()
                .map(image -> new RunImageRow(report, id.dueAt(), scope, image.getKey(), image.getValue()))
                .toList());
    }

    /// Keeps why a run that was begun in the transaction that is going on could not be rendered.
    ///
    /// @param nextAttemptAt empty where it takes a person to go on
    public void failed(RunId id, String problem, Optional<Instant> nextAttemptAt) {
        runs.put(id.report().id(), id.dueAt(), ReportRun.State.FAILED, problem, nextAttemptAt.orElse(null));
    }

    /// Keeps why a run that was begun in the transaction that is going on is left out.
    public void skipped(RunId id, String problem) {
        runs.put(id.report().id(), id.dueAt(), ReportRun.State.SKIPPED, problem, null);
    }

    private Optional<ReportRunRow> row(RunId id) {
        return runs.findByReportIdAndDueAt(id.report().id(), id.dueAt());
    }

    private List<RunFile> files(RunId id, String scope) {
        return files.findByReportIdAndDueAtAndScopeOrderByFormat(id.report().id(), id.dueAt(), scope).stream()
                .map(RunFileRow::file)
                .toList();
    }

    private Map<String, byte[]> images(RunId id, String scope) {
        return images.findByReportIdAndDueAtAndScope(id.report().id(), id.dueAt(), scope).stream()
                .collect(Collectors.toMap(RunImageRow::contentId, RunImageRow::png));
    }

    private List<ReportRun> whole(List<ReportRunRow> rows) {
        return rows.stream().map(this::whole).toList();
    }

    private ReportRun whole(ReportRunRow row) {
        return row.run(
                renderings.findByReportIdAndDueAtOrderByScope(row.reportId(), row.dueAt()).stream()
                        .map(rendering -> new ReportRun.Rendering(rendering.scope(), rendering.subject()))
                        .toList(),
                deliveries.findByReportIdAndDueAtOrderByRecipient(row.reportId(), row.dueAt()).stream()
                        .map(DeliveryRow::delivery)
                        .toList());
    }
}

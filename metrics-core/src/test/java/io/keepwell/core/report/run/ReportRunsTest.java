package io.keepwell.core.report.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.database.Database;
import io.keepwell.core.report.ReportId;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.core.time.Grain;
import io.keepwell.core.time.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

@UsesDatabase
final class ReportRunsTest {
    private static final Instant AS_OF = Instant.parse("2026-11-02T06:00:00.123456Z");
    private static final Period OCTOBER = Period.of(Grain.MONTH, LocalDate.of(2026, 10, 1));
    private static final Instant NOW = AS_OF.plusSeconds(7);

    @AutoClose
    private final TestPlatform platform = TestPlatform.start();

    private final ReportRuns runs = platform.get(ReportRuns.class);

    @Test
    void failed_run_is_tried_anew_and_a_rendered_one_never() {
        RunId run = run("monthly", 10);
        assertThat(begin(run)).hasValue(1);
        write(() -> runs.failed(run, "no metric", Optional.of(NOW.plusSeconds(60))));
        assertThat(runs.find(run))
                .contains(new ReportRun(
                        run, OCTOBER, false, AS_OF, ReportRun.State.FAILED, "no metric", NOW, List.of(), List.of()));
        assertThat(runs.lastDue(run.report())).contains(run.dueAt());
        assertThat(runs.content(run, "")).isEmpty();
        assertThat(runs.toTryAgain(NOW.plusSeconds(59), 10)).isEmpty();
        assertThat(runs.toTryAgain(NOW.plusSeconds(60), 10))
                .extracting(ReportRun::id)
                .containsExactly(run);

        assertThat(begin(run)).hasValue(2);
        write(() -> runs.failed(run, "still none", Optional.empty()));
        assertThat(runs.toTryAgain(NOW.plusSeconds(1_000_000), 10))
                .as("waits for a person")
                .isEmpty();

        assertThat(begin(run)).hasValue(3);
        write(() -> {
            runs.rendered(run);
            runs.add(run, "", content("October"));
        });
        assertThat(begin(run)).as("rendered").isEmpty();
        assertThat(runs.find(run))
                .contains(new ReportRun(
                        run,
                        OCTOBER,
                        false,
                        AS_OF,
                        ReportRun.State.RENDERED,
                        "",
                        NOW,
                        List.of(new ReportRun.Rendering("", "October")),
                        List.of()));
        assertThat(runs.latest(run.report(), OCTOBER).map(ReportRun::id)).contains(run);
    }

    @Test
    void content_is_kept_byte_for_byte() {
        RunId run = run("monthly", 10);
        assertThat(begin(run)).hasValue(1);
        write(() -> {
            runs.add(run, "segment=SMB", content("Small"));
            runs.add(run, "", content("October"));
        });
        assertThat(runs.content(run, "segment=SMB").orElseThrow().subject()).isEqualTo("Small");

        RunContent kept = runs.content(run, "").orElseThrow();

        assertThat(kept.subject()).isEqualTo("October");
        assertThat(kept.files()).extracting(RunFile::format).containsExactly("html", "pdf");
        RunFile pdf = kept.files().getLast();
        assertThat(pdf.mediaType()).isEqualTo("application/pdf");
        assertThat(pdf.use()).isEqualTo(RunFile.Use.ATTACHED);
        assertThat(pdf.bytes()).containsExactly(0, -1, 127);
        assertThat(kept.images()).containsOnlyKeys("a@keepwell", "b@keepwell");
        assertThat(kept.images().get("b@keepwell")).containsExactly(-128);
    }

    @Test
    void newest_runs_come_first_and_no_more_than_were_asked_for() {
        for (RunId run : List.of(run("monthly", 8), run("weekly", 9), run("monthly", 10))) {
            assertThat(begin(run)).hasValue(1);
        }
        assertThat(runs.of(new ReportId("monthly"), 5))
                .extracting(ReportRun::id)
                .containsExactly(run("monthly", 10), run("monthly", 8));
        assertThat(runs.newest(2)).extracting(ReportRun::id).containsExactly(run("monthly", 10), run("monthly", 8));
    }

    private OptionalInt begin(RunId run) {
        return platform.get(Database.class).transaction(_ -> runs.begin(run, OCTOBER, false, AS_OF, NOW));
    }

    private void write(Runnable work) {
        platform.get(Database.class).run(_ -> work.run());
    }

    private static RunContent content(String subject) {
        return new RunContent(
                subject,
                List.of(
                        new RunFile("pdf", "application/pdf", RunFile.Use.ATTACHED, new byte[] {0, -1, 127}),
                        new RunFile("html", "text/html", RunFile.Use.MAIL_HTML, new byte[] {'<'})),
                Map.of("a@keepwell", new byte[] {1}, "b@keepwell", new byte[] {-128}));
    }

    private static RunId run(String report, int month) {
        return new RunId(new ReportId(report), Instant.parse("2026-%02d-02T06:00:00.123456789Z".formatted(month)));
    }
}

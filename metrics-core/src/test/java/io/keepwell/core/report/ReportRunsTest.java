package io.keepwell.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.database.Database;
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
    private static final Instant NOW = AS_OF.plusSeconds(7);

    @AutoClose
    private final TestPlatform platform = TestPlatform.start();

    private final ReportRuns runs = platform.get(ReportRuns.class);

    @Test
    void failed_run_is_tried_anew_and_a_rendered_one_never() {
        RunId run = run("monthly", 10);
        assertThat(runs.isSettled(run, NOW)).isFalse();
        assertThat(begin(run)).hasValue(1);
        write(() -> runs.failed(run, "no metric", Optional.of(NOW.plusSeconds(60))));
        assertThat(runs.find(run))
                .contains(new ReportRun(run, AS_OF, ReportRun.State.FAILED, "no metric", "", NOW, List.of()));
        assertThat(runs.content(run)).isEmpty();
        assertThat(runs.isSettled(run, NOW.plusSeconds(59))).isTrue();
        assertThat(runs.isSettled(run, NOW.plusSeconds(60))).isFalse();

        assertThat(begin(run)).hasValue(2);
        write(() -> runs.failed(run, "still none", Optional.empty()));
        assertThat(runs.isSettled(run, NOW.plusSeconds(1_000_000)))
                .as("waits for a person")
                .isTrue();

        assertThat(begin(run)).hasValue(3);
        write(() -> runs.rendered(run, content("October")));
        assertThat(runs.isSettled(run, NOW)).isTrue();
        assertThat(begin(run)).as("rendered").isEmpty();
        assertThat(runs.find(run))
                .contains(new ReportRun(run, AS_OF, ReportRun.State.RENDERED, "", "October", NOW, List.of()));
    }

    @Test
    void content_is_kept_byte_for_byte() {
        RunId run = run("monthly", 10);
        assertThat(begin(run)).hasValue(1);
        write(() -> runs.rendered(run, content("October")));

        RunContent kept = runs.content(run).orElseThrow();

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
        assertThat(runs.newest(2)).extracting(ReportRun::id).containsExactly(run("monthly", 8), run("monthly", 10));
    }

    private OptionalInt begin(RunId run) {
        return platform.get(Database.class).transaction(_ -> runs.begin(run, AS_OF, NOW));
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
        return new RunId(new ReportId(report), Period.of(Grain.MONTH, LocalDate.of(2026, month, 1)));
    }
}

package io.keepwell.deploy.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keepwell.core.access.PartnerKeys;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.suite.Slow;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.deploy.run.TestServices;
import io.keepwell.deploy.run.TestServices.Said;
import io.keepwell.ingestion.intake.Intake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// MRR of 100.00 since 10 January 2026.
@UsesDatabase
@Slow
final class ReportCommandTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @AutoClose
    @SuppressWarnings("NullAway.Init") // set before the first test
    private static TestServices services;

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void start() throws Exception {
        services = TestServices.start();
        Story story = new Story("a", new CurrencyCode("EUR"))
                .on("2026-01-10")
                .standsIn(Dimension.SEGMENT, "Large")
                .starts("100.00");
        var _ = services.services()
                .bean(Intake.class)
                .keep(
                        services.services().bean(PartnerKeys.class).partner("billing"),
                        story.reported().stream().map(Story.SentEvent::event).toList());
        services.awaitFigures();
    }

    private static String said(String... arguments) {
        Said said = services.run(arguments);
        assertThat(said.exitCode()).as(said.err()).isZero();
        return said.out();
    }

    private static String refused(String... arguments) {
        Said said = services.run(arguments);
        assertThat(said.exitCode()).isEqualTo(1);
        return said.err();
    }

    @Test
    void ready_made_report_is_copied_edited_previewed_run_and_settled() throws IOException {
        assertThat(said("report", "ready")).contains("executive-monthly", "board-quarter");
        assertThat(said("report", "new", "ours", "--like=executive-monthly"))
                .isEqualTo("The report 'ours' (Executive summary) is there, paused.\n");
        assertThat(refused("report", "new", "ours", "--like=executive-monthly"))
                .contains("There is a report 'ours' already.");
        Path file = folder.resolve("ours.yaml");
        Files.writeString(
                file, said("report", "show", "ours").replace("title: Executive summary", "title: Our figures") + """
                recipients:
                - ada@example.com
                - ben@example.com: {segment: Large}
                """);
        assertThat(said("report", "edit", "ours", file.toString()))
                .isEqualTo("The report 'ours' (Our figures) is kept; it is paused until `resume`.\n");
        assertThat(said("report", "preview", "ours", "--from=2026-03-01", "--to=2026-04-01"))
                .contains("Our figures", "March 2026", "EUR 100.00");
        Path pdf = folder.resolve("ours.pdf");
        assertThat(said("report", "preview", "ours", "--format=pdf", "--out=" + pdf))
                .contains(" bytes.");
        assertThat(pdf).isNotEmptyFile();

        assertThat(said("report", "run", "ours", "--from=2026-03-01", "--to=2026-04-01"))
                .contains("Our figures: March 2026", "ada@example.com", "ben@example.com", "segment=Large");
        JsonNode run = MAPPER.readTree(said("report", "runs", "ours", "--json"));
        assertThat(run.get("from").asText()).isEqualTo("2026-03-01");
        assertThat(run.get("deliveries")).hasSize(2);
        assertThat(refused("report", "settle", "ours", run.get("due_at").asText(), "ada@example.com", "--arrived"))
                .contains("is uncertain or was given up");
        assertThat(said("report", "run", "ours", "--test-to=eve@example.com", "--from=2026-03-01", "--to=2026-04-01"))
                .contains("eve@example.com")
                .doesNotContain("ada@example.com");

        assertThat(said("report", "resume", "ours")).contains("is sent by its schedule from now on");
        JsonNode listed = MAPPER.readTree(said("report", "list", "--json"));
        assertThat(listed.get("enabled").asBoolean()).isTrue();
        assertThat(listed.get("next").asText()).isNotEmpty();
        assertThat(said("report", "pause", "ours")).contains("is paused");
        assertThat(said("report", "list")).contains("paused");
        assertThat(said("report", "show", "ours", "--versions").lines()).hasSize(4);
        assertThat(said("report", "show", "ours", "--number=1")).contains("title: Executive summary");
        assertThat(said("report", "remove", "ours")).contains("is removed");
        assertThat(said("report", "list")).contains("No reports.");
    }

    @Test
    void what_is_no_report_is_refused_with_its_place() throws IOException {
        Path file = folder.resolve("wrong.yaml");
        Files.writeString(file, "title: Wrong\nmetrics: [voice.nps]\nsections: [figures]\nsend: now and then\n");
        assertThat(refused("report", "edit", "wrong", file.toString())).contains("Not kept: line 4: send:");
        Files.writeString(file, "title: Wrong\nmetrics: [voice.nqs]\nsections: [figures]\n");
        assertThat(refused("report", "edit", "wrong", file.toString()))
                .contains("Not kept: There is no metric 'voice.nqs'");
        assertThat(refused("report", "edit", "wrong", folder.resolve("none").toString()))
                .contains("can't be read");
        assertThat(refused("report", "show", "none")).contains("There is no report 'none'.");
        assertThat(refused("report", "pause", "none")).contains("There is no report 'none'.");
        assertThat(refused("report", "preview", "No Report")).contains("is no report's id");
        assertThat(refused("report", "new", "mine", "--like=none")).contains("executive-monthly");
    }

    @Test
    void sections_say_what_they_take() {
        assertThat(said("report", "sections")).contains("breakdown", "by: one of owner, segment");
    }
}

package io.keepwell.deploy.report;

import io.keepwell.core.format.TextTable;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.report.InvalidReportException;
import io.keepwell.core.report.ReadyReports;
import io.keepwell.core.report.Report;
import io.keepwell.core.report.ReportId;
import io.keepwell.core.report.ReportRunner;
import io.keepwell.core.report.ReportText;
import io.keepwell.core.report.Reports;
import io.keepwell.core.report.Section;
import io.keepwell.core.report.Sections;
import io.keepwell.core.setting.Settings;
import io.keepwell.core.time.ReportingZone;
import io.keepwell.deploy.Failure;
import io.keepwell.deploy.Json;
import io.keepwell.deploy.run.DatabaseOptions;
import io.keepwell.deploy.run.Decider;
import io.micronaut.context.ApplicationContext;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `keepwell report`: what is sent to whom, and when.
@Command(
        name = "report",
        subcommands = {PreviewCommand.class, RunCommand.class, RunsCommand.class, SettleCommand.class},
        description = {
            "Reports by mail: what is in them, whom they are sent to, and when.",
            "",
            "A report is a text: its title, the period that it is about, when it is sent, metrics, sections and",
            "recipients. docs/reports.md explains it."
        })
public final class ReportCommand {
    @Spec
    private CommandSpec spec;

    @Mixin
    DatabaseOptions database = new DatabaseOptions();

    @Command(name = "list", description = "Lists all reports: when they are sent, next and to how many.")
    int list(@Option(names = "--json", description = "One JSON object a report, a line each.") boolean json) {
        try (ApplicationContext context = database.connect()) {
            List<Report> reports = context.getBean(Reports.class).all();
            if (reports.isEmpty() && !json) {
                out().println("No reports. `keepwell report ready` lists some to begin with.");
                return 0;
            }
            Instant now = context.getBean(Clock.class).instant();
            ReportingZone zone = context.getBean(Settings.class).firm().zone();
            TextTable table = new TextTable()
                    .text("ID")
                    .text("Title")
                    .text("About")
                    .text("Sent")
                    .text("Next")
                    .number("Recipients");
            for (Report report : reports) {
                Optional<Instant> next =
                        report.send().filter(_ -> report.enabled()).flatMap(schedule -> schedule.next(now, zone));
                if (json) {
                    out().println(Json.line(described(report, next)));
                }
                table.row(
                        report.id().id(),
                        report.title(),
                        report.about().toString(),
                        report.send().map(Object::toString).orElse("by hand only"),
                        next.map(moment -> ValueFormat.moment(moment, zone.id()))
                                .orElse(report.enabled() ? "" : "paused"),
                        Integer.toString(report.recipients().size()));
            }
            if (!json) {
                table.print(out());
            }
            return 0;
        }
    }

    private static Map<String, Object> described(Report report, Optional<Instant> next) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("report", report.id().id());
        answer.put("title", report.title());
        answer.put("about", report.about().toString());
        report.send().ifPresent(schedule -> answer.put("send", schedule.toString()));
        answer.put("enabled", report.enabled());
        next.ifPresent(moment -> answer.put("next", moment.toString()));
        answer.put("recipients", report.recipients().size());
        return answer;
    }

    @Command(name = "ready", description = "Lists ready-made reports, to begin with: `new` copies one.")
    int ready() {
        TextTable table = new TextTable().text("Name").text("Title").text("Sent");
        for (Report report : ReadyReports.all()) {
            table.row(
                    report.id().id(),
                    report.title(),
                    report.send().map(Object::toString).orElse("by hand only"));
        }
        table.print(out());
        return 0;
    }

    @Command(name = "sections", description = "Lists the kinds of sections that reports are put together from.")
    int sections() {
        try (ApplicationContext context = database.connect()) {
            for (Section section : context.getBean(Sections.class).all()) {
                out().printf("%s%n    %s%n", section.id(), section.summary());
                section.options().forEach((name, words) -> out().printf("    %s: %s%n", name, words));
            }
            return 0;
        }
    }

    @Command(name = "show", description = "Shows a report's text, or an earlier version of it.")
    int show(
            @Parameters(paramLabel = "ID") String id,
            @Option(names = "--number", paramLabel = "N", description = "Default: the newest.") @Nullable
                    Integer number,
            @Option(names = "--versions", description = "List the versions instead, newest first.") boolean versions) {
        try (ApplicationContext context = database.connect()) {
            List<Reports.Version> all = context.getBean(Reports.class).versions(reportId(id), 1_000);
            if (versions) {
                all.forEach(version -> out().printf(
                                "%d  %s  %s%s%n",
                                version.number(),
                                version.savedAt(),
                                version.savedBy(),
                                version.enabled() ? "" : "  paused"));
                return 0;
            }
            Reports.Version wanted = all.stream()
                    .filter(version -> number == null || version.number() == number)
                    .findFirst()
                    .orElseThrow(() -> new Failure("There is no "
                            + (number == null
                                    ? "report '" + id + "'."
                                    : "version " + number + " of the report '" + id + "'.")));
            out().print(wanted.text());
            out().flush();
            return 0;
        }
    }

    @Command(
            name = "new",
            description = "Makes a report out of a ready-made one. It is paused until `resume`: `edit` it first.")
    int copy(
            @Parameters(paramLabel = "ID", description = "Such as renewals-emea.") String id,
            @Option(names = "--like", paramLabel = "NAME", required = true, description = "As `ready` lists them.")
                    String name,
            @Mixin Decider decider) {
        String text = ReadyReports.text(name)
                .orElseThrow(() -> new Failure("There is no ready-made report '" + name + "'. There are: "
                        + ReadyReports.all().stream()
                                .map(report -> report.id().id())
                                .collect(Collectors.joining(", "))
                        + "."));
        try (ApplicationContext context = database.connect()) {
            Reports reports = context.getBean(Reports.class);
            if (reports.find(reportId(id)).isPresent()) {
                throw new Failure("There is a report '" + id + "' already.");
            }
            Report report = put(context, decider, id, text, false);
            out().printf("The report '%s' (%s) is there, paused.%n", id, report.title());
            return 0;
        }
    }

    @Command(
            name = "edit",
            description = "Puts a text in place of a report's, or makes a new report of it. A new one is paused.")
    int edit(
            @Parameters(paramLabel = "ID") String id,
            @Parameters(
                            arity = "0..1",
                            paramLabel = "FILE",
                            description = "- for standard input. Default: opens the report in $VISUAL or $EDITOR.")
                    @Nullable
                    String file,
            @Mixin Decider decider) {
        try (ApplicationContext context = database.connect()) {
            Optional<Report> before = context.getBean(Reports.class).find(reportId(id));
            String text = file == null ? ReportDraft.edited(context, reportId(id)) : ReportDraft.read(file);
            boolean enabled = before.map(Report::enabled).orElse(false);
            Report report = put(context, decider, id, text, enabled);
            out().printf(
                            "The report '%s' (%s) is kept%s.%n",
                            id, report.title(), enabled ? "" : "; it is paused until `resume`");
            return 0;
        }
    }

    private static Report put(ApplicationContext context, Decider decider, String id, String text, boolean enabled) {
        try {
            Report report = ReportText.parse(reportId(id), text, enabled);
            List<String> problems = context.getBean(ReportRunner.class).problems(report);
            if (!problems.isEmpty()) {
                throw new Failure("Not kept: " + String.join(" ", problems));
            }
            return context.getBean(Reports.class).put(decider.who(), report.id(), text, enabled);
        } catch (InvalidReportException wrong) {
            throw new Failure("Not kept: " + wrong.getMessage() + ".", wrong);
        }
    }

    @Command(name = "pause", description = "Sends a report by schedule no more, until `resume`.")
    int pause(@Parameters(paramLabel = "ID") String id, @Mixin Decider decider) {
        return enable(id, decider, false, "The report '%s' is paused.%n");
    }

    @Command(
            name = "resume",
            description =
                    "Sends a report by schedule from now on. What was due while it was paused is not caught up with.")
    int resume(@Parameters(paramLabel = "ID") String id, @Mixin Decider decider) {
        return enable(id, decider, true, "The report '%s' is sent by its schedule from now on.%n");
    }

    private int enable(String id, Decider decider, boolean enabled, String words) {
        try (ApplicationContext context = database.connect()) {
            if (!context.getBean(Reports.class).enable(decider.who(), reportId(id), enabled)) {
                throw new Failure("There is no report '" + id + "'.");
            }
            out().printf(words, id);
            return 0;
        }
    }

    @Command(name = "remove", description = "Forgets a report. Its runs and versions stay.")
    int remove(@Parameters(paramLabel = "ID") String id, @Mixin Decider decider) {
        try (ApplicationContext context = database.connect()) {
            Report report = report(context, id);
            context.getBean(Reports.class).remove(decider.who(), report.id());
            out().printf("The report '%s' is removed.%n", id);
            return 0;
        }
    }

    /// @throws Failure where there is none
    static Report report(ApplicationContext context, String id) {
        return context.getBean(Reports.class)
                .find(reportId(id))
                .orElseThrow(() -> new Failure("There is no report '" + id + "'."));
    }

    static ReportId reportId(String text) {
        try {
            return new ReportId(text);
        } catch (IllegalArgumentException notOne) {
            throw new Failure("'" + text + "' is no report's id: lower-case words joined by dashes, please.", notOne);
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}

package io.keepwell.deploy.report;

import io.keepwell.core.format.TextTable;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.report.run.Delivery;
import io.keepwell.core.report.run.ReportRun;
import io.keepwell.core.report.run.ReportRuns;
import io.keepwell.core.setting.Settings;
import io.keepwell.deploy.Json;
import io.micronaut.context.ApplicationContext;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `keepwell report runs`: what was made, and who has it.
@Command(name = "runs", description = "Lists runs and what became of them at each recipient, the newest first.")
final class RunsCommand implements Callable<Integer> {
    private static final int MOST = 50;

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private ReportCommand report;

    @Parameters(arity = "0..1", paramLabel = "ID", description = "Only of this report.")
    private @Nullable String id;

    @Option(names = "--json", description = "One JSON object a run, a line each.")
    private boolean json;

    @Override
    public Integer call() {
        try (ApplicationContext context = report.database.connect()) {
            ReportRuns all = context.getBean(ReportRuns.class);
            List<ReportRun> runs = id == null ? all.newest(MOST) : all.of(ReportCommand.reportId(id), MOST);
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                runs.forEach(run -> out.println(Json.line(described(run))));
            } else if (runs.isEmpty()) {
                out.println("No runs.");
            } else {
                runs.forEach(run -> print(context, out, run));
            }
            return 0;
        }
    }

    /// A run, and a line for each recipient.
    static void print(ApplicationContext context, PrintWriter out, ReportRun run) {
        ZoneId zone = context.getBean(Settings.class).firm().zone().id();
        out.printf(
                "%s  %s  %s%s%n",
                run.id().report(),
                run.id().dueAt(),
                run.subject().isEmpty() ? ValueFormat.period(run.period()) : run.subject(),
                run.byHand() ? "  (by hand)" : "");
        out.printf(
                "    %s, figures as of %s%s%n",
                run.progress().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                ValueFormat.moment(run.asOf(), zone),
                run.problem().isEmpty() ? "" : ": " + run.problem());
        TextTable table = new TextTable().text("").text("").text("").text("");
        for (Delivery delivery : run.deliveries()) {
            table.row(
                    delivery.recipient().address(),
                    delivery.scope(),
                    delivery.state().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    delivery.problem());
        }
        if (!run.deliveries().isEmpty()) {
            table.print(out, "    ");
        }
    }

    private static Map<String, Object> described(ReportRun run) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("report", run.id().report().id());
        answer.put("due_at", run.id().dueAt().toString());
        answer.put("from", run.period().from().toString());
        answer.put("to", run.period().to().toString());
        answer.put("by_hand", run.byHand());
        answer.put("as_of", run.asOf().toString());
        answer.put("state", run.progress().name().toLowerCase(Locale.ROOT));
        if (!run.problem().isEmpty()) {
            answer.put("problem", run.problem());
        }
        answer.put(
                "deliveries",
                run.deliveries().stream().map(RunsCommand::described).toList());
        return answer;
    }

    private static Map<String, Object> described(Delivery delivery) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("recipient", delivery.recipient().address());
        answer.put("scope", delivery.scope());
        answer.put("state", delivery.state().name().toLowerCase(Locale.ROOT));
        answer.put("attempts", delivery.attempts());
        if (!delivery.problem().isEmpty()) {
            answer.put("problem", delivery.problem());
        }
        return answer;
    }
}

package io.keepwell.deploy.target;

import io.keepwell.core.format.TextTable;
import io.keepwell.core.metric.MetricCatalogue;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.target.Focus;
import io.keepwell.deploy.Json;
import io.keepwell.deploy.run.DatabaseOptions;
import io.keepwell.deploy.run.Decider;
import io.micronaut.context.ApplicationContext;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `keepwell focus`: the few metrics that matter now.
@Command(name = "focus", description = "The few metrics that matter now, which the overview shows: show, set.")
public final class FocusCommand {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Command(name = "show", description = "Shows them, in their order.")
    int show(@Option(names = "--json", description = "Print one line of JSON.") boolean json) {
        try (ApplicationContext context = database.connect()) {
            print(context, json);
            return 0;
        }
    }

    @Command(name = "set", description = "Chooses others. Without any: Keepwell's own choice.")
    int set(
            @Parameters(arity = "0..*", paramLabel = "METRIC", description = "In the order in which they are shown.")
                    @Nullable
                    List<String> metrics,
            @Mixin Decider decider,
            @Option(names = "--json", description = "Print one line of JSON.") boolean json) {
        try (ApplicationContext context = database.connect()) {
            List<MetricId> chosen = metrics == null
                    ? List.of()
                    : metrics.stream().map(TargetCommand::metricId).toList();
            context.getBean(Focus.class).choose(decider.who(), chosen);
            print(context, json);
            return 0;
        }
    }

    private void print(ApplicationContext context, boolean json) {
        PrintWriter out = spec.commandLine().getOut();
        List<MetricId> metrics = context.getBean(Focus.class).metrics();
        if (json) {
            out.println(
                    Json.line(Map.of("focus", metrics.stream().map(MetricId::id).toList())));
            return;
        }
        MetricCatalogue catalogue = context.getBean(MetricCatalogue.class);
        TextTable table = new TextTable().text("").text("");
        metrics.forEach(metric -> table.row(
                metric,
                catalogue.find(metric.id()).map(found -> found.info().name()).orElse("not in the catalogue any more")));
        table.print(out);
    }
}

package io.keepwell.deploy.check;

import io.keepwell.deploy.Json;
import io.keepwell.deploy.run.DatabaseOptions;
import io.micronaut.context.ApplicationContext;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `keepwell doctor`: checks live data.
@Command(
        name = "doctor",
        description = {
            "Checks that what is stored keeps its promises: cells equal a recount of all facts,",
            "movements lead from opening to closing MRR in every slice, lists add up to their figures,",
            "events are kept at their days by the rules of time zones in use, which are shown with their version.",
            "Only reads. Takes time in proportion to all facts. Exit code 1 where something is wrong."
        })
public final class DoctorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Option(names = "--json", description = "One JSON object a check, a line each.")
    private boolean json;

    @Override
    public Integer call() {
        try (ApplicationContext context = database.connect()) {
            List<Doctor.Finding> findings = new Doctor(context).examine();
            findings.forEach(this::print);
            return findings.stream().allMatch(Doctor.Finding::isWell) ? 0 : 1;
        }
    }

    private void print(Doctor.Finding finding) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("check", finding.check());
            object.put("seen", finding.seen());
            object.put("problems", finding.problems());
            object.put("warnings", finding.warnings());
            out.println(Json.line(object));
            return;
        }
        out.printf("%-5s %s (%s)%n", finding.isWell() ? "ok" : "WRONG", finding.check(), finding.seen());
        finding.problems().forEach(problem -> out.println("      " + problem));
        finding.warnings().forEach(warning -> out.println("      Warning: " + warning));
    }
}

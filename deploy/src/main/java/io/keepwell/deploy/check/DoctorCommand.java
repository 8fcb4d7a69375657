package io.keepwell.deploy.check;

import io.keepwell.core.database.DatabaseUrl;
import io.keepwell.deploy.Failure;
import io.keepwell.deploy.Json;
import io.keepwell.deploy.run.Connection;
import io.keepwell.deploy.run.DataFolder;
import io.micronaut.context.ApplicationContext;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `keepwell doctor`: checks live data.
@Command(
        name = "doctor",
        description = {
            "Checks that what is stored keeps its promises: cells equal a recount of all facts,",
            "movements lead from opening to closing MRR in every slice, lists add up to their figures.",
            "Only reads. Takes time in proportion to all facts. Exit code 1 where something is wrong."
        })
public final class DoctorCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before the command runs
    private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Data folder of services that run on this machine. Default: ${DEFAULT-VALUE}.",
            defaultValue = DataFolder.DEFAULT)
    private Path data = Path.of(DataFolder.DEFAULT);

    @Option(
            names = "--db",
            paramLabel = "URL",
            description = "The database, instead of the data folder's.",
            defaultValue = "${env:KEEPWELL_DB_URL}")
    private @Nullable String db;

    @Option(names = "--json", description = "One JSON object a check, a line each.")
    private boolean json;

    @Override
    public Integer call() {
        try (ApplicationContext context = ApplicationContext.builder()
                .properties(Map.of("keepwell.db.url", url(), "keepwell.db.pool", 4))
                .banner(false)
                .start()) {
            List<Doctor.Finding> findings = new Doctor(context).examine();
            findings.forEach(this::print);
            return findings.stream().allMatch(Doctor.Finding::isWell) ? 0 : 1;
        }
    }

    private String url() {
        try {
            return DatabaseUrl.parse(Optional.ofNullable(db)
                            .filter(text -> !text.isBlank())
                            .or(() -> Connection.read(data).map(Connection::databaseUrl))
                            .orElseThrow(() -> new Failure("Nothing ever ran on the data folder " + data
                                    + ". Start the services with `keepwell serve`, or say --db.")))
                    .text();
        } catch (IllegalArgumentException notOne) {
            throw new Failure(String.valueOf(notOne.getMessage()), notOne);
        }
    }

    private void print(Doctor.Finding finding) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("check", finding.check());
            object.put("seen", finding.seen());
            object.put("problems", finding.problems());
            out.println(Json.line(object));
            return;
        }
        out.printf("%-5s %s (%s)%n", finding.isWell() ? "ok" : "WRONG", finding.check(), finding.seen());
        finding.problems().forEach(problem -> out.println("      " + problem));
    }
}

package io.keepwell.deploy.chaos;

import io.keepwell.core.database.Folders;
import io.keepwell.core.format.TextTable;
import io.keepwell.deploy.Json;
import io.keepwell.deploy.chaos.HistoryCheck.Wrong;
import io.keepwell.deploy.check.Doctor;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `keepwell chaos`: tries out that nothing is lost.
@Command(
        name = "chaos",
        description = "Kills and disturbs services of its own under load, and checks that nothing is lost.")
public final class ChaosCommand {
    private static final BigDecimal MILLIS_A_MINUTE = BigDecimal.valueOf(60_000);
    private static final BigDecimal MOST_MINUTES = BigDecimal.valueOf(60);

    @Spec
    private CommandSpec spec;

    @Command(
            name = "ingest",
            description = {
                "Publishes events to an ingestion service over a database, both started for this in a temporary folder,"
                        + " while they are killed and their connections are cut, silenced and slowed down.",
                "",
                "Then it lets everybody finish and checks: every answered event is stored once, with the content that"
                        + " was sent; every unanswered one once or not at all; batches wholly or not at all; nothing"
                        + " else; and the cells equal a recount. Exit code 1 where anything is wrong."
            })
    int ingest(
            @Option(
                            names = "--minutes",
                            paramLabel = "N",
                            defaultValue = "1",
                            description = "How long there are faults, up to 60. Default: ${DEFAULT-VALUE}.")
                    BigDecimal minutes,
            @Option(
                            names = "--seed",
                            paramLabel = "S",
                            defaultValue = "1",
                            description = "Fixes events, faults and pauses. Default: ${DEFAULT-VALUE}.")
                    long seed,
            @Option(names = "--embedded", description = "Take the embedded MariaDB even where a MySQL can be had.")
                    boolean embedded,
            @Option(names = "--json", description = "Print one line of JSON.") boolean json)
            throws IOException, InterruptedException {
        if (minutes.signum() <= 0 || minutes.compareTo(MOST_MINUTES) > 0) {
            throw new ParameterException(spec.commandLine(), "--minutes is more than 0 and at most 60");
        }
        Path folder = Files.createTempDirectory("keepwell-chaos-");
        PrintWriter err = spec.commandLine().getErr();
        ChaosRun.Result result;
        try (ChaosRun run = new ChaosRun(seed, folder, embedded, err)) {
            // A run that is interrupted leaves no servers behind.
            Thread atEnd = new Thread(run::close, "stop-chaos");
            Runtime.getRuntime().addShutdownHook(atEnd);
            result = run.run(Duration.ofMillis(minutes.multiply(MILLIS_A_MINUTE).longValue()));
            Runtime.getRuntime().removeShutdownHook(atEnd);
        }
        print(result, seed, json);
        if (result.isWell()) {
            Folders.delete(folder);
            return 0;
        }
        err.println("The data and the service's logs are kept: " + folder);
        return 1;
    }

    private void print(ChaosRun.Result result, long seed, boolean json) {
        PrintWriter out = spec.commandLine().getOut();
        Map<String, Object> answer = answer(result, seed);
        if (json) {
            out.println(Json.line(answer));
            return;
        }
        TextTable table = new TextTable().text("").text("");
        answer.forEach((name, value) -> {
            if (!(value instanceof List<?>)) {
                table.row(name, value);
            }
        });
        table.print(out);
        answer.values().stream()
                .flatMap(value -> value instanceof List<?> lines ? lines.stream() : Stream.empty())
                .forEach(line -> out.println("WRONG " + line));
    }

    private static Map<String, Object> answer(ChaosRun.Result result, long seed) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("database", result.database());
        answer.put("seed", seed);
        answer.put("seconds", result.duration().toSeconds());
        answer.put("events", result.events());
        answer.put("stored", result.verdict().stored());
        Map<String, Long> outcomes = new TreeMap<>();
        result.outcomes().forEach((outcome, count) -> outcomes.put(id(outcome), count));
        long unanswered = outcomes.getOrDefault(id(SendHistory.Outcome.UNANSWERED), 0L);
        answer.put(
                "answered", outcomes.values().stream().mapToLong(count -> count).sum() - unanswered);
        answer.put("unanswered", unanswered);
        answer.put("outcomes", outcomes);
        answer.put("failed_calls", new TreeMap<>(result.failedCalls()));
        Map<String, Integer> faults = new TreeMap<>();
        result.faults().forEach((fault, count) -> faults.put(fault.id(), count));
        answer.put("faults", faults);
        for (Wrong wrong : Wrong.values()) {
            answer.put(id(wrong), result.verdict().count(wrong));
        }
        boolean cells = result.cells().stream().allMatch(Doctor.Finding::isWell);
        answer.put("cells", cells ? "equal a recount" : "differ");
        List<String> problems = new ArrayList<>(result.verdict().examples());
        result.cells().forEach(finding -> problems.addAll(finding.problems()));
        problems.addAll(result.problems());
        answer.put("problems", problems);
        return answer;
    }

    private static String id(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}

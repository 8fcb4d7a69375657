package io.keepwell.deploy.bench;

import io.keepwell.core.format.TextTable;
import io.keepwell.deploy.Failure;
import io.keepwell.deploy.Json;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// What `bench query` and `bench rebuild` have in common.
abstract class ReadBenchCommand implements Callable<Integer> {
    private static final long MILLION = 1_000_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before the command runs
    private CommandSpec spec;

    @Option(names = "--json", description = "Print one line of JSON.")
    private boolean json;

    @Option(names = "--quick", description = "A rougher answer within 45 seconds, of fewer facts.")
    private boolean quick;

    @Option(
            names = "--facts",
            paramLabel = "N",
            split = ",",
            description = "How many facts, ascending. Default: 2000000,5000000,10000000, quick 20000,80000.")
    private @Nullable List<Long> facts;

    @Option(names = "--accounts", paramLabel = "N", description = "Default: 200000, quick 5000.")
    private @Nullable Integer accounts;

    @Option(
            names = "--db",
            paramLabel = "URL",
            description =
                    "A server to use instead of an own one. Only its schema keepwell_bench is touched, and dropped.",
            defaultValue = "${env:KEEPWELL_BENCH_DB_URL}")
    private @Nullable String db;

    /// `keepwell bench query`.
    @Command(
            name = "query",
            description = {
                "Measures how fast figures are answered: every metric by month over a year, in a segment, while events",
                "come in; sums against DuckDB with the same facts in memory and against the database's own SQL.",
                "What is compared is in docs/performance.md."
            })
    static final class Query extends ReadBenchCommand {
        @Override
        boolean asks() {
            return true;
        }

        @Override
        Map<String, Object> result(List<ReadBench.Step> steps) {
            ReadBench.Step last = steps.getLast();
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("p95_ms", rounded(last.asked().millis(95)));
            result.put("p99_ms", rounded(last.asked().millis(99)));
            result.put(
                    "growth_exponent",
                    rounded(exponent(steps, step -> step.asked().millis(50))));
            result.put("vs_duckdb", rounded(last.vsOracle()));
            result.put("overview_ms", rounded(Lap.seconds(last.overview()) * 1e3));
            result.put("overview_statements", last.overviewStatements());
            return result;
        }
    }

    /// `keepwell bench rebuild`.
    @Command(
            name = "rebuild",
            description = {
                "Measures how fast ledger and cells are made anew from all facts, by a service with 512 MB of heap,",
                "against DuckDB that makes the same sums of the same facts in memory.",
                "What is compared is in docs/performance.md."
            })
    static final class Rebuild extends ReadBenchCommand {
        @Override
        boolean asks() {
            return false;
        }

        @Override
        Map<String, Object> result(List<ReadBench.Step> steps) {
            ReadBench.Step last = steps.getLast();
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("vs_duckdb", rounded(Lap.seconds(last.rebuild()) / Lap.seconds(last.oracleSums())));
            result.put(
                    "heap_mb",
                    steps.stream()
                            .mapToLong(ReadBench.Step::heapMegabytes)
                            .max()
                            .orElseThrow());
            result.put("heap_limit_mb", ServiceProcess.HEAP_MEGABYTES);
            result.put("growth_exponent", rounded(exponent(steps, step -> Lap.seconds(step.rebuild()))));
            return result;
        }
    }

    /// Whether figures are asked for.
    abstract boolean asks();

    /// What is reported before all details.
    abstract Map<String, Object> result(List<ReadBench.Step> steps);

    @Override
    public Integer call() throws Exception {
        List<Long> steps = Optional.ofNullable(facts)
                .orElse(quick ? List.of(20_000L, 80_000L) : List.of(2 * MILLION, 5 * MILLION, 10 * MILLION));
        ReadBench.Sizes sizes = new ReadBench.Sizes(
                steps,
                Optional.ofNullable(accounts).orElse(quick ? 5_000 : 200_000),
                quick ? 2 : 10,
                quick ? 1_000 : 10_000,
                quick ? 512 : 3_072);
        if (steps.size() < 2) {
            throw new Failure("At least two numbers of facts are needed to tell how time grows with them.");
        }
        Optional<String> given = Optional.ofNullable(db).filter(text -> !text.isBlank());
        PrintWriter progress = spec.commandLine().getErr();
        try (BenchDatabase database = BenchDatabase.start(given, 512, progress)) {
            print(new ReadBench(database, sizes, progress).run(asks()), sizes, database.settings());
        }
        return 0;
    }

    private void print(List<ReadBench.Step> steps, ReadBench.Sizes sizes, Map<String, String> settings)
            throws Exception {
        Map<String, Object> result = result(steps);
        PrintWriter out = spec.commandLine().getOut();
        if (!json) {
            TextTable table = new TextTable().text("").number("");
            result.forEach(table::row);
            table.print(out);
            steps.forEach(step -> out.println(details(step)));
            return;
        }
        List<Object> details = new ArrayList<>();
        steps.forEach(step -> details.add(details(step)));
        result.put("sizes", details);
        result.put("accounts", sizes.accounts());
        result.put("events_per_second_meanwhile", asks() ? sizes.inflow() : 0);
        result.put("database", settings);
        result.put("machine", Machine.describe());
        result.put("keepwell", spec.root().versionProvider().getVersion()[0]);
        out.println(Json.line(result));
    }

    private Map<String, Object> details(ReadBench.Step step) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("facts", step.facts());
        details.put("rebuild_s", rounded(Lap.seconds(step.rebuild())));
        details.put("heap_mb", step.heapMegabytes());
        details.put("duckdb_sums_s", rounded(Lap.seconds(step.oracleSums())));
        if (asks()) {
            details.put("p50_ms", rounded(step.asked().millis(50)));
            details.put("p95_ms", rounded(step.asked().millis(95)));
            details.put("p99_ms", rounded(step.asked().millis(99)));
            details.put("vs_duckdb", rounded(step.vsOracle()));
            details.put("plain_sql_s", rounded(Lap.seconds(step.plainSql())));
            details.put("overview_ms", rounded(Lap.seconds(step.overview()) * 1e3));
            details.put("overview_statements", step.overviewStatements());
            details.put(
                    "slowest",
                    step.slowest().stream().map(ReadBenchCommand::slow).toList());
        }
        return details;
    }

    private static Map<String, Object> slow(ReadBench.Slow slow) {
        Map<String, Object> reported = new LinkedHashMap<>();
        reported.put("metric", slow.metric().id());
        reported.put("p50_ms", rounded(slow.p50Millis()));
        reported.put("p99_ms", rounded(slow.p99Millis()));
        return reported;
    }

    /// The power of the number of facts by which something grows from the smallest to the largest.
    private static double exponent(List<ReadBench.Step> steps, ToDoubleFunction<ReadBench.Step> of) {
        ReadBench.Step first = steps.getFirst();
        ReadBench.Step last = steps.getLast();
        return Math.log(of.applyAsDouble(last) / of.applyAsDouble(first))
                / Math.log((double) last.facts() / first.facts());
    }

    private static double rounded(double value) {
        if (!Double.isFinite(value)) {
            throw new Failure("A figure could not be measured.");
        }
        return Math.round(value * 1000) / 1000.0;
    }
}

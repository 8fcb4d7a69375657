package io.keepwell.deploy.bench;

import io.keepwell.core.format.TextTable;
import io.keepwell.deploy.Failure;
import io.keepwell.deploy.Json;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `keepwell bench ingest`: events through the partners' door against rows straight into the database.
@Command(
        name = "ingest",
        description = {
            "Measures how fast events are taken in: over gRPC, validated, distinguished from repeats, marked for refresh and",
            "committed; against LOAD DATA and INSERT of the same rows into the same table, in turn, in one run.",
            "Starts a MySQL and the ingestion service for itself. What is compared is in docs/performance.md."
        })
public final class IngestBenchCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before the command runs
    private CommandSpec spec;

    @Option(
            names = "--db",
            paramLabel = "URL",
            description =
                    "A server to use instead of an own one. Only its schema keepwell_bench is touched, and dropped.")
    private @Nullable String db;

    @Option(names = "--quick", description = "A rougher answer within 45 seconds.")
    private boolean quick;

    @Option(names = "--rounds", paramLabel = "N", description = "Rounds that count. Default: 7, quick 3.")
    private @Nullable Integer rounds;

    @Option(names = "--rows", paramLabel = "N", description = "Rows each way, each round. Default: 40000, quick 10000.")
    private @Nullable Integer rows;

    @Option(names = "--pool", paramLabel = "MB", description = "The server's buffer pool. Default: ${DEFAULT-VALUE}.")
    private int poolMegabytes = 512;

    @Option(
            names = "--tail-pool",
            paramLabel = "MB",
            description = "The buffer pool under a table of twice its size. Default: 128, quick 16.")
    private @Nullable Integer tailPoolMegabytes;

    @Option(names = "--json", description = "Print one line of JSON.")
    private boolean json;

    @SuppressWarnings("NullAway.Init") // picocli fills it in before the command runs
    IngestBenchCommand() {}

    @Override
    public Integer call() throws Exception {
        IngestBench.Sizes sizes = new IngestBench.Sizes(
                Optional.ofNullable(rounds).orElse(quick ? 3 : 7),
                Optional.ofNullable(rows).orElse(quick ? 10_000 : 40_000),
                quick ? 0.3 : 2,
                quick ? 4 : 30,
                poolMegabytes,
                Optional.ofNullable(tailPoolMegabytes).orElse(quick ? 16 : 128),
                quick ? 3 : 20,
                quick ? 10_000 : 100_000);
        if (sizes.rounds() < 1 || sizes.rows() < AnswerEvents.A_BATCH || sizes.tailPoolMegabytes() < 16) {
            throw new ParameterException(
                    spec.commandLine(), "At least 1 round of 1000 rows, and 16 MB of pool, are needed.");
        }
        Optional<String> given = Optional.ofNullable(db).filter(text -> !text.isBlank());
        PrintWriter progress = spec.commandLine().getErr();
        try (BenchDatabase database = BenchDatabase.start(given, sizes.tailPoolMegabytes(), progress)) {
            print(sizes, new IngestBench(database, sizes, progress).run());
        }
        return 0;
    }

    private void print(IngestBench.Sizes sizes, IngestBench.Result result) throws Exception {
        Map<String, Double> ratios = ratios(result);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.line(object(sizes, result, ratios)));
            return;
        }
        TextTable ways = new TextTable().text("").number("rows/s").text("processor time a row, in microseconds");
        for (IngestMethod way : IngestMethod.values()) {
            StringBuilder spent = new StringBuilder();
            result.laps()
                    .microsPerRow(way)
                    .forEach((process, micros) ->
                            spent.append(String.format(Locale.ROOT, "%s %.1f  ", process, micros)));
            ways.row(
                    way.title(),
                    String.format(Locale.ROOT, "%,.0f", result.laps().rowsPerSecond(way)),
                    spent.toString().strip());
        }
        ways.print(out);
        out.println();
        TextTable figures = new TextTable().text("").number("");
        ratios.forEach((name, ratio) -> figures.row(name, String.format(Locale.ROOT, "%.2f", ratio)));
        figures(result).forEach((name, figure) -> figures.row(name, String.format(Locale.ROOT, "%,.0f", figure)));
        figures.print(out);
    }

    /// Besides the ratios.
    private static Map<String, Double> figures(IngestBench.Result result) {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("unary_p50_ms", result.unary().millis(50));
        figures.put("unary_p99_ms", result.unary().millis(99));
        figures.put("visible_rows_per_second", result.visible().rowsPerSecond());
        figures.put("visible_p50_ms", result.visible().latencies().millis(50));
        figures.put("visible_p99_ms", result.visible().latencies().millis(99));
        figures.put("backdated_visible_ms", result.backdated().toNanos() / 1e6);
        figures.put("overload_answered", (double) result.overload().answered());
        figures.put("overload_put_off", (double) result.overload().putOff());
        figures.put("overload_failed", (double) result.overload().failed());
        return figures;
    }

    private static Map<String, Double> ratios(IngestBench.Result result) {
        Laps laps = result.laps();
        Map<String, Double> ratios = new LinkedHashMap<>();
        ratios.put(
                "vs_load_data",
                laps.ratio(
                        round -> round.best(IngestMethod.GRPC_1, IngestMethod.GRPC_2),
                        round -> round.best(IngestMethod.LOAD_DATA_1, IngestMethod.LOAD_DATA_2)));
        ratios.put(
                "vs_load_data_1",
                laps.ratio(round -> round.of(IngestMethod.GRPC_1), round -> round.of(IngestMethod.LOAD_DATA_1)));
        ratios.put(
                "vs_load_data_2",
                laps.ratio(round -> round.of(IngestMethod.GRPC_2), round -> round.of(IngestMethod.LOAD_DATA_2)));
        ratios.put(
                "vs_multi_row_insert",
                laps.ratio(
                        round -> round.best(IngestMethod.GRPC_1, IngestMethod.GRPC_2),
                        round -> round.best(IngestMethod.INSERT_1, IngestMethod.INSERT_2)));
        ratios.put(
                "unary_vs_autocommit",
                laps.ratio(round -> round.of(IngestMethod.UNARY), round -> round.of(IngestMethod.AUTOCOMMIT_1)));
        ratios.put(
                "unary_vs_autocommit_many",
                laps.ratio(round -> round.of(IngestMethod.UNARY), round -> round.of(IngestMethod.AUTOCOMMIT_MANY)));
        ratios.put(
                "replay_vs_fresh",
                laps.ratio(round -> round.of(IngestMethod.REPLAY_2), round -> round.of(IngestMethod.GRPC_2)));
        ratios.put("tail_vs_head", result.tail().lastToFirst());
        return ratios;
    }

    private Map<String, Object> object(IngestBench.Sizes sizes, IngestBench.Result result, Map<String, Double> ratios)
            throws Exception {
        Map<String, Object> object = new LinkedHashMap<>();
        ratios.forEach((name, ratio) -> object.put(name, rounded(name, ratio)));
        figures(result).forEach((name, figure) -> object.put(name, rounded(name, figure)));
        Map<String, Object> rates = new LinkedHashMap<>();
        Map<String, Object> processors = new LinkedHashMap<>();
        for (IngestMethod way : IngestMethod.values()) {
            rates.put(way.id(), Math.round(result.laps().rowsPerSecond(way)));
            Map<String, Object> spent = new LinkedHashMap<>();
            result.laps()
                    .microsPerRow(way)
                    .forEach((process, micros) -> spent.put(process, rounded(way + " " + process, micros)));
            processors.put(way.id(), spent);
        }
        object.put("rows_per_second", rates);
        object.put("processor_micros_a_row", processors);
        object.put("rounds", sizes.rounds());
        object.put("rows_a_round", sizes.rows());
        object.put("backdated_events", sizes.backdatedEvents());
        object.put("tail_rows", result.tail().rows());
        object.put("tail_pool_megabytes", sizes.tailPoolMegabytes());
        object.put("service_heap_megabytes", ServiceProcess.HEAP_MEGABYTES);
        object.put("database", result.settings());
        object.put("machine", Machine.describe());
        object.put("keepwell", spec.root().versionProvider().getVersion()[0]);
        return object;
    }

    private static double rounded(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new Failure("A figure could not be measured: " + name + ".");
        }
        return Math.round(value * 1000) / 1000.0;
    }
}

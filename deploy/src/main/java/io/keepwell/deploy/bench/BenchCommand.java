package io.keepwell.deploy.bench;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `keepwell bench`: how fast, against what.
@Command(
        name = "bench",
        description = {"Measures how fast Keepwell is on this machine, against other ways of doing the same."},
        subcommands = {IngestBenchCommand.class, ReadBenchCommand.Query.class, ReadBenchCommand.Rebuild.class})
public final class BenchCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before the command runs
    private CommandSpec spec;

    /// Without a subcommand there is nothing to do.
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which bench? There are: ingest, query, rebuild.");
    }
}

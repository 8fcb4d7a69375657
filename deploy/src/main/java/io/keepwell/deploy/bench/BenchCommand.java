package io.keepwell.deploy.bench;

import picocli.CommandLine.Command;

/// `keepwell bench`: how fast, against what.
@Command(
        name = "bench",
        description = {"Measures how fast Keepwell is on this machine, against other ways of doing the same."},
        subcommands = {IngestBenchCommand.class, ReadBenchCommand.Query.class, ReadBenchCommand.Rebuild.class})
public final class BenchCommand {}

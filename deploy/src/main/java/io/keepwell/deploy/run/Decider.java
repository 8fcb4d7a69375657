package io.keepwell.deploy.run;

import picocli.CommandLine.Option;

/// Who decides what a command changes.
public final class Decider {
    @Option(
            names = "--who",
            paramLabel = "NAME",
            defaultValue = "command line, ${sys:user.name}",
            description = "Who decides; is kept. Default: the user of this machine.")
    private String who;

    public String who() {
        return who;
    }
}

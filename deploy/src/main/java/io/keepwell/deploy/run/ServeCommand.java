package io.keepwell.deploy.run;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `keepwell serve`: all services on this machine, empty at first.
@Command(
        name = "serve",
        description = {
            "Runs all services on this machine until it is told to stop (Ctrl+C).",
            "Empty at first; `import` or a partner fills it."
        })
public final class ServeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ServicesOptions options = new ServicesOptions();

    @Override
    public Integer call() throws InterruptedException {
        try (AllInOne services = AllInOne.start(options, AllInOne.NEW_FIRM, _ -> Map.of())) {
            PrintWriter out = spec.commandLine().getOut();
            Welcome.print(services, out);
            services.untilStopped(out);
        }
        return 0;
    }
}

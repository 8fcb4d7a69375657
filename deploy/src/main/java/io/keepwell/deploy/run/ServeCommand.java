package io.keepwell.deploy.run;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
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
    @SuppressWarnings("NullAway.Init") // picocli fills it in before the command runs
    private CommandSpec spec;

    @Mixin
    private ServicesOptions options = new ServicesOptions();

    @Override
    public Integer call() throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        try (AllInOne services = AllInOne.start(options, Map.of())) {
            Thread mainThread = Thread.currentThread();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                stopped.countDown();
                waitFor(mainThread);
            }));
            Welcome.print(services, spec.commandLine().getOut());
            PrintWriter out = spec.commandLine().getOut();
            out.println("Ready. Ctrl+C stops it.");
            out.flush();
            stopped.await();
        }
        return 0;
    }

    private static void waitFor(Thread thread) {
        try {
            thread.join(30_000);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

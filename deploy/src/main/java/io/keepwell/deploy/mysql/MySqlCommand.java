package io.keepwell.deploy.mysql;

import io.keepwell.core.database.CacheFolder;
import io.keepwell.deploy.Failure;
import io.keepwell.deploy.Json;
import io.keepwell.deploy.mysql.MySqlServer.Running;
import io.keepwell.deploy.mysql.MySqlServer.Wishes;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `keepwell mysql`: a real MySQL for developers and the test suites.
@Command(
        name = "mysql",
        description = {
            "A real MySQL of your own, on this machine.",
            "",
            "It is the mysqld that KEEPWELL_MYSQLD names or that is on the PATH, else a container where Docker runs,"
                    + " else Debian's packages, unpacked into the cache folder and not installed. It is for development"
                    + " and tests: its user keepwell has the rights that production needs, on the schema keepwell and on"
                    + " those of tests, and no others."
        })
public final class MySqlCommand {
    @Spec
    private CommandSpec spec;

    /// What is printed about a server that runs.
    static final class Printed {
        @Option(names = "--root", description = "The address of its administrator instead, who may do everything.")
        private boolean root;

        @Option(names = "--json", description = "Print one line of JSON.")
        private boolean json;
    }

    @Command(
            name = "start",
            description = "Starts it, unless it runs, and prints its JDBC address. It goes on running.")
    int start(
            @Option(
                            names = "--port",
                            paramLabel = "PORT",
                            defaultValue = "0",
                            description = "The port, instead of the last one or any free one.")
                    int port,
            @Option(names = "--fresh", description = "Start over: everything in it is lost.") boolean fresh,
            @Option(names = "--relaxed", description = "Commits don't wait for the disk: for tests.") boolean relaxed,
            @Option(
                            names = "--pool",
                            paramLabel = "MB",
                            defaultValue = "" + MySqlServer.USUAL_POOL,
                            description = "Memory for pages of tables. Default: ${DEFAULT-VALUE}.")
                    int poolMegabytes,
            @Mixin Printed printed) {
        print(server().start(new Wishes(port, fresh, relaxed, poolMegabytes)), printed);
        return 0;
    }

    @Command(name = "stop", description = "Stops it; fine when it doesn't run.")
    int stop(@Option(names = "--json", description = "Print one line of JSON.") boolean json) {
        boolean stopped = server().stop();
        if (json) {
            spec.commandLine().getOut().println(Json.line(Map.of("stopped", stopped)));
        } else {
            spec.commandLine().getErr().println(stopped ? "MySQL is stopped." : "MySQL did not run.");
        }
        return 0;
    }

    @Command(name = "url", description = "Prints its JDBC address; fails when it doesn't run.")
    int url(@Mixin Printed printed) {
        print(
                server().find()
                        .orElseThrow(() -> new Failure("MySQL does not run: start it with keepwell mysql start")),
                printed);
        return 0;
    }

    private MySqlServer server() {
        return new MySqlServer(CacheFolder.path(), spec.commandLine().getErr());
    }

    private void print(Running running, Printed printed) {
        String url = (printed.root ? running.rootUrl() : running.url()).text();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("url", url);
        answer.put("version", running.version());
        answer.put("started", running.started());
        spec.commandLine().getOut().println(printed.json ? Json.line(answer) : url);
    }
}

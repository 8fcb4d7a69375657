package io.keepwell.deploy.run;

import io.keepwell.client.PartnerClient;
import io.keepwell.deploy.Failure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How a command finds the partners' door and what it shows there.
public final class ServerOptions {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Data folder of the services on this machine. Default: ${DEFAULT-VALUE}.",
            defaultValue = DataFolder.DEFAULT)
    private Path data = Path.of(DataFolder.DEFAULT);

    @Option(
            names = "--server",
            paramLabel = "HOST:PORT",
            description = "Where the partners' door is. Default: as the data folder says.")
    private @Nullable String server;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "Partner key; safer in the variable KEEPWELL_KEY. Default: the data folder's own.",
            defaultValue = "${env:KEEPWELL_KEY}")
    private @Nullable String key;

    /// A client for that door.
    ///
    /// @param patience how long to go on trying what fails for a passing reason
    public PartnerClient connect(Duration patience) {
        Optional<Connection> known = Connection.read(data);
        String target = Optional.ofNullable(server)
                .or(() -> known.map(Connection::target))
                .orElseThrow(() -> new Failure("Nothing ever ran on the data folder " + data
                        + ". Start the services with `keepwell serve`, or say --server and --key."));
        String shown = Optional.ofNullable(key)
                .filter(text -> !text.isBlank())
                .or(() -> known.map(Connection::key))
                .orElseThrow(() -> new Failure("A partner key is needed: say --key, or set KEEPWELL_KEY."));
        return PartnerClient.plaintext(target, shown, patience);
    }
}

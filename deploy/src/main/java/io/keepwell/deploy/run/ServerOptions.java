package io.keepwell.deploy.run;

import io.keepwell.client.PartnerClient;
import io.keepwell.client.Tls;
import io.keepwell.deploy.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How a command reaches the services by gRPC, as partners do, and what it shows there.
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
            description = "Where the services listen for partners, by gRPC. Default: as the data folder says.")
    private @Nullable String server;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "Partner key; safer in the variable KEEPWELL_KEY. Default: the data folder's own.",
            defaultValue = "${env:KEEPWELL_KEY}")
    private @Nullable String key;

    @Option(
            names = "--tls",
            description = "Encrypt, trusting what the Java platform trusts. Default: as the data folder says.")
    private boolean tls;

    @Option(
            names = "--tls-ca",
            paramLabel = "FILE",
            description = "Encrypt, trusting the authorities in this PEM file.")
    private @Nullable Path authorities;

    @Option(names = "--tls-certificate", paramLabel = "FILE", description = "PEM of the client certificate to show.")
    private @Nullable Path certificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "PEM of its private key, PKCS 8.")
    private @Nullable Path privateKey;

    /// A client for that door.
    ///
    /// @param patience how long to go on trying what fails for a passing reason
    public PartnerClient connect(Duration patience) {
        Optional<Connection> known = Connection.find(data);
        String target = Optional.ofNullable(server)
                .or(() -> known.map(Connection::target))
                .orElseThrow(() -> new Failure("Nothing ever ran on the data folder " + data
                        + ". Start the services with `keepwell serve`, or say --server and --key."));
        String shown = Optional.ofNullable(key)
                .filter(text -> !text.isBlank())
                .or(() -> known.map(Connection::key))
                .orElseThrow(() -> new Failure("A partner key is needed: say --key, or set KEEPWELL_KEY."));
        Optional<Tls> encryption = encryption(known.filter(_ -> server == null));
        try {
            return encryption.isPresent()
                    ? PartnerClient.tls(target, shown, patience, encryption.get())
                    : PartnerClient.plaintext(target, shown, patience);
        } catch (IOException | IllegalArgumentException unusable) {
            throw new Failure("The files for TLS can't be used: " + unusable.getMessage(), unusable);
        }
    }

    /// @param known the door of this machine, where that is the one to talk to
    private Optional<Tls> encryption(Optional<Connection> known) {
        if ((certificate == null) != (privateKey == null)) {
            throw new Failure("--tls-certificate and --tls-key go together.");
        }
        Optional<Tls> trust = authorities != null
                ? Optional.of(Tls.PLATFORM.trusting(authorities))
                : tls
                        ? Optional.of(Tls.PLATFORM)
                        : known.map(Connection::certificate)
                                .filter(file -> !file.isBlank())
                                .map(file -> ServerCertificate.trust(Path.of(file)));
        if (certificate == null || privateKey == null) {
            return trust;
        }
        return Optional.of(trust.orElse(Tls.PLATFORM).identifiedBy(certificate, privateKey));
    }
}

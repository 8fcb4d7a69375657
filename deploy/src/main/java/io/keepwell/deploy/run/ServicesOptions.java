package io.keepwell.deploy.run;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where the services of this machine keep their data and where they listen.
public final class ServicesOptions {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder of everything that is kept. Default: ${DEFAULT-VALUE}.",
            defaultValue = DataFolder.DEFAULT)
    Path data = Path.of(DataFolder.DEFAULT);

    @Option(
            names = "--db",
            paramLabel = "URL",
            description =
                    "A MySQL to use, such as jdbc:mysql://host:3306/keepwell?user=name. Default: an embedded database in the data folder.",
            defaultValue = "${env:KEEPWELL_DB_URL}")
    @Nullable
    String db;

    @Option(
            names = "--ui-port",
            paramLabel = "PORT",
            description = "For the browser; 0 for any free one. Default: ${DEFAULT-VALUE}.",
            defaultValue = "8080")
    int uiPort;

    @Option(
            names = "--grpc-port",
            paramLabel = "PORT",
            description = "For partners; 0 for any free one. Default: ${DEFAULT-VALUE}.",
            defaultValue = "9090")
    int grpcPort;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            description = "Where to listen. Default: ${DEFAULT-VALUE}, this machine only.",
            defaultValue = "127.0.0.1")
    String bind = "127.0.0.1";

    @Option(
            names = "--tls-certificate",
            paramLabel = "FILE",
            description = "PEM of the certificate for partners. Default: no encryption.")
    @Nullable
    Path tlsCertificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "PEM of its private key, PKCS 8.")
    @Nullable
    Path tlsKey;

    @Option(
            names = "--tls-client-ca",
            paramLabel = "FILE",
            description = "PEM of the authorities whose client certificates are accepted.")
    @Nullable
    Path tlsClientAuthorities;

    @Option(
            names = "--tls-client-required",
            description = "Refuse connections without a client certificate. Default: only a key may need one.")
    boolean tlsClientRequired;

    @Option(names = "--fresh", description = "Throw away what the data folder's own database holds, and start over.")
    boolean fresh;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "Reporting zone of a new firm, such as Europe/Berlin. Default: UTC.")
    @Nullable
    String zone;

    @Option(
            names = "--currency",
            paramLabel = "CODE",
            description = "Reporting currency of a new firm, such as EUR. Default: EUR.")
    @Nullable
    String currency;

    /// The data folder.
    public Path data() {
        return data;
    }

    /// Whether to start over.
    public boolean fresh() {
        return fresh;
    }

    /// How partners' connections are encrypted, as configuration; as far as it is said.
    Map<String, Object> tls() {
        Map<String, Object> properties = new LinkedHashMap<>();
        putPath(properties, "certificate", tlsCertificate);
        putPath(properties, "private-key", tlsKey);
        putPath(properties, "client-authorities", tlsClientAuthorities);
        if (tlsClientRequired) {
            properties.put("keepwell.grpc.tls.client-certificates", "required");
        }
        return properties;
    }

    private static void putPath(Map<String, Object> properties, String name, @Nullable Path file) {
        if (file != null) {
            properties.put("keepwell.grpc.tls." + name, file.toAbsolutePath().toString());
        }
    }

    Optional<String> givenDatabase() {
        return Optional.ofNullable(db).filter(text -> !text.isBlank());
    }
}

package io.keepwell.ingestion.security;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.nio.file.Files;
import java.nio.file.Path;

/// How partners' connections are encrypted: `keepwell.grpc.tls.*`. All files are PEM.
///
/// @param certificate file of the server's certificate, then those that lead to its authority; empty for no TLS
/// @param privateKey file of its private key, PKCS 8 and not encrypted
/// @param clientAuthorities file of the authorities whose client certificates are accepted; empty for none
/// @param clientCertificates whether a connection without a client certificate is refused
@ConfigurationProperties("keepwell.grpc.tls")
record TlsConfiguration(
        @Bindable(defaultValue = "") String certificate,
        @Bindable(defaultValue = "") String privateKey,
        @Bindable(defaultValue = "") String clientAuthorities,
        @Bindable(defaultValue = "OPTIONAL") ClientCertificates clientCertificates) {
    /// Whether clients must show a certificate. What they show is always checked.
    enum ClientCertificates {
        /// Only a key that is bound to one needs it.
        OPTIONAL,
        /// Every connection needs one, health checks too.
        REQUIRED
    }

    TlsConfiguration {
        if (certificate.isBlank() != privateKey.isBlank()) {
            throw new IllegalArgumentException(
                    "keepwell.grpc.tls.certificate and keepwell.grpc.tls.private-key go together");
        }
        if (certificate.isBlank() && !clientAuthorities.isBlank()) {
            throw new IllegalArgumentException(
                    "keepwell.grpc.tls.client-authorities needs keepwell.grpc.tls.certificate");
        }
        if (clientAuthorities.isBlank() && clientCertificates == ClientCertificates.REQUIRED) {
            throw new IllegalArgumentException(
                    "keepwell.grpc.tls.client-certificates=required needs keepwell.grpc.tls.client-authorities");
        }
        refuseUnreadable("certificate", certificate);
        refuseUnreadable("private-key", privateKey);
        refuseUnreadable("client-authorities", clientAuthorities);
    }

    private static void refuseUnreadable(String property, String file) {
        if (!file.isBlank() && !Files.isReadable(Path.of(file))) {
            throw new IllegalArgumentException("keepwell.grpc.tls." + property + " can't be read: " + file);
        }
    }

    boolean isOn() {
        return !certificate.isBlank();
    }
}

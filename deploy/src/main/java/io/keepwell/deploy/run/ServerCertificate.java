package io.keepwell.deploy.run;

import io.keepwell.client.Tls;
import io.keepwell.deploy.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;

/// The certificate that the services of this machine show to partners.
final class ServerCertificate {
    private static final int DNS_NAME = 2;

    private ServerCertificate() {}

    /// Trusts that very certificate, whatever the address by which its server is reached here.
    ///
    /// @throws Failure where the file has no certificate
    static Tls trust(Path file) {
        Tls trusting = Tls.PLATFORM.trusting(file);
        try (InputStream pem = Files.newInputStream(file)) {
            X509Certificate certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? trusting
                    : names.stream()
                            .filter(name -> name.getFirst().equals(DNS_NAME))
                            // Any name will do that a wildcard stands for.
                            .map(name -> String.valueOf(name.get(1)).replace("*", "keepwell"))
                            .map(trusting::expecting)
                            .findFirst()
                            .orElse(trusting);
        } catch (IOException | CertificateException unreadable) {
            throw new Failure("There is no certificate in " + file + ": " + unreadable.getMessage(), unreadable);
        }
    }
}

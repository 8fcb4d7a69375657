package io.keepwell.deploy.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.suite.RunsOnce;
import io.keepwell.core.suite.Slow;
import io.keepwell.core.suite.UsesDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Services whose partners' connections are encrypted, and the commands that talk to them.
@UsesDatabase
@RunsOnce("connections of partners")
@Slow
final class ServeTlsTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path folder;

    @Test
    void commands_of_this_machine_trust_the_services_of_its_data_folder_and_nobody_trusts_them_unasked()
            throws Exception {
        makeCertificate("CN=keepwell", "dns:keepwell.example");
        try (TestServices services =
                TestServices.start("--tls-certificate", certificate().toString(), "--tls-key", key().toString())) {
            TestServices.Said said = services.run("query");
            assertThat(said.exitCode()).as(said.err()).isZero();
            assertThat(said.out()).contains("revenue.mrr");

            String target = services.services().connection().target();
            TestServices.Said untrusted = services.run("query", "--server", target, "--tls");
            assertThat(untrusted.exitCode()).isEqualTo(1);
            TestServices.Said half = services.run("query", "--tls-key", key().toString());
            assertThat(half.err()).contains("go together");
        }
    }

    private Path certificate() {
        return folder.resolve("server.pem");
    }

    private Path key() {
        return folder.resolve("server.key");
    }

    private void makeCertificate(String name, String alternative)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path store = folder.resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        name,
                        "-ext",
                        "san=" + alternative,
                        "-keystore",
                        store.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore loaded = KeyStore.getInstance("PKCS12");
        try (InputStream stream = Files.newInputStream(store)) {
            loaded.load(stream, PASSWORD.toCharArray());
        }
        writePem(certificate(), "CERTIFICATE", loaded.getCertificate("server").getEncoded());
        writePem(
                key(),
                "PRIVATE KEY",
                loaded.getKey("server", PASSWORD.toCharArray()).getEncoded());
    }

    private static void writePem(Path file, String what, byte[] content) throws IOException {
        Files.writeString(
                file,
                "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END "
                        + what + "-----\n");
    }
}

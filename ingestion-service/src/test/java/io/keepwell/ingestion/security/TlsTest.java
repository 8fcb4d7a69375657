package io.keepwell.ingestion.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.rpc.ErrorInfo;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.util.AdvancedTlsX509KeyManager;
import io.keepwell.client.PartnerClient;
import io.keepwell.client.Tls;
import io.keepwell.core.access.CertificateFingerprint;
import io.keepwell.core.access.KeyQuotas;
import io.keepwell.core.access.KeyTerms;
import io.keepwell.core.access.Scope;
import io.keepwell.core.database.TestDatabase;
import io.keepwell.core.suite.RunsOnce;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.ingestion.Messages;
import io.keepwell.ingestion.TestIngestion;
import io.keepwell.ingestion.security.Certificates.Issued;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Encrypted connections, with certificates of an authority of our own.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@UsesDatabase
@RunsOnce("connections of partners")
final class TlsTest {
    private final Path folder;
    private final Certificates authority;
    private final Certificates stranger;
    private final Issued partner;
    private final TestIngestion optional;

    TlsTest(@TempDir Path folder) {
        this.folder = folder;
        authority = new Certificates(folder, "authority");
        stranger = new Certificates(folder, "stranger");
        partner = authority.issue("partner");
        optional = start("server-1", "optional");
    }

    @AfterAll
    void close() {
        optional.close();
    }

    @Test
    void events_are_taken_over_an_encrypted_connection() {
        assertThat(outcome(optional, key(Optional.empty()), trusting())).isEmpty();
    }

    @Test
    void server_of_an_authority_that_is_not_trusted_is_refused_by_the_client() {
        assertThat(code(optional, Tls.PLATFORM)).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(code(optional, Tls.PLATFORM.trusting(stranger.authority()))).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(code(optional, trusting().expecting("elsewhere.example"))).isEqualTo(Status.Code.UNAVAILABLE);
    }

    @Test
    void plaintext_is_refused() {
        try (PartnerClient client = PartnerClient.plaintext(optional.target(), key(Optional.empty()), Duration.ZERO)) {
            assertThat(catchThrowableOfType(StatusRuntimeException.class, () -> publish(client)))
                    .isNotNull();
        }
    }

    @Test
    void key_that_is_bound_to_a_certificate_only_works_with_that_one() {
        String key = key(Optional.of(CertificateFingerprint.of(partner.certificate())));
        Issued other = authority.issue("other");

        assertThat(outcome(optional, key, trusting().identifiedBy(partner.file(), partner.key())))
                .isEmpty();
        assertThat(outcome(optional, key, trusting())).contains("CERTIFICATE_MISSING");
        assertThat(outcome(optional, key, trusting().identifiedBy(other.file(), other.key())))
                .contains("CERTIFICATE_MISSING");
    }

    @Test
    void key_that_is_bound_to_a_certificate_does_not_work_without_encryption() {
        try (TestIngestion plain = TestIngestion.start()) {
            String key = plain.key(terms(Optional.of(CertificateFingerprint.of(partner.certificate()))))
                    .text();
            try (PartnerClient client = PartnerClient.plaintext(plain.target(), key, Duration.ZERO)) {
                assertThat(reason(client)).contains("CERTIFICATE_MISSING");
            }
        }
    }

    @Test
    void certificate_of_another_authority_is_refused() throws IOException, GeneralSecurityException {
        Issued foreign = stranger.issue("foreign");
        // Shows its certificate whatever the server asks for; an honest client wouldn't.
        AdvancedTlsX509KeyManager insistent = new AdvancedTlsX509KeyManager();
        insistent.updateIdentityCredentials(
                foreign.file().toFile(), foreign.key().toFile());
        ManagedChannel channel = Grpc.newChannelBuilder(
                        optional.target(),
                        TlsChannelCredentials.newBuilder()
                                .trustManager(authority.authority().toFile())
                                .keyManager(insistent)
                                .build())
                .build();
        try {
            StatusRuntimeException failure = catchThrowableOfType(
                    StatusRuntimeException.class,
                    () -> HealthGrpc.newBlockingStub(channel).check(HealthCheckRequest.getDefaultInstance()));
            assertThat(failure).as("the call should have failed").isNotNull();
            assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        } finally {
            channel.shutdownNow();
        }
    }

    @Test
    void connection_without_a_certificate_is_refused_where_it_is_required() {
        try (TestIngestion required = start("server-2", "required")) {
            assertThat(code(required, trusting())).isEqualTo(Status.Code.UNAVAILABLE);
            String key = required.key(terms(Optional.empty())).text();
            assertThat(outcome(required, key, trusting().identifiedBy(partner.file(), partner.key())))
                    .isEmpty();
        }
    }

    @Test
    void configuration_that_makes_no_sense_is_a_start_up_error() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.pem"));

        assertThatThrownBy(() -> new TlsConfiguration(
                        partner.file().toString(), "", "", TlsConfiguration.ClientCertificates.OPTIONAL))
                .hasMessageContaining("go together");
        assertThatThrownBy(() -> new TlsConfiguration(
                        partner.file().toString(),
                        folder.resolve("gone").toString(),
                        "",
                        TlsConfiguration.ClientCertificates.OPTIONAL))
                .hasMessageContaining("gone");
        assertThatThrownBy(() -> new TlsConfiguration(
                        partner.file().toString(),
                        partner.key().toString(),
                        "",
                        TlsConfiguration.ClientCertificates.REQUIRED))
                .hasMessageContaining("client-authorities");
        assertThatThrownBy(() -> new TlsConfiguration(
                        "", "", authority.authority().toString(), TlsConfiguration.ClientCertificates.OPTIONAL))
                .hasMessageContaining("needs keepwell.grpc.tls.certificate");
        try (ServerTls tls = new ServerTls(new TlsConfiguration(
                empty.toString(), partner.key().toString(), "", TlsConfiguration.ClientCertificates.OPTIONAL))) {
            assertThatThrownBy(() -> tls.apply(NettyServerBuilder.forPort(0)))
                    .hasMessageContaining("keepwell.grpc.tls");
        }
    }

    private TestIngestion start(String server, String clientCertificates) {
        Issued own = authority.issue(server);
        return TestIngestion.start(
                TestDatabase.create(),
                Map.of(
                        "keepwell.grpc.tls.certificate", own.file().toString(),
                        "keepwell.grpc.tls.private-key", own.key().toString(),
                        "keepwell.grpc.tls.client-authorities",
                                authority.authority().toString(),
                        "keepwell.grpc.tls.client-certificates", clientCertificates));
    }

    private Tls trusting() {
        return Tls.PLATFORM.trusting(authority.authority());
    }

    private String key(Optional<CertificateFingerprint> certificate) {
        return optional.key(terms(certificate)).text();
    }

    private static KeyTerms terms(Optional<CertificateFingerprint> certificate) {
        return new KeyTerms("", Set.of(Scope.PUBLISH), Optional.empty(), KeyQuotas.DEFAULT, certificate);
    }

    private static Status.Code code(TestIngestion ingestion, Tls tls) {
        String key = ingestion.key(terms(Optional.empty())).text();
        try (PartnerClient client = PartnerClient.tls(ingestion.target(), key, Duration.ZERO, tls)) {
            StatusRuntimeException failure = catchThrowableOfType(StatusRuntimeException.class, () -> publish(client));
            assertThat(failure).as("the call should have failed").isNotNull();
            return failure.getStatus().getCode();
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    /// Why the call was refused; empty where it wasn't.
    private static Optional<String> outcome(TestIngestion ingestion, String key, Tls tls) {
        try (PartnerClient client = PartnerClient.tls(ingestion.target(), key, Duration.ZERO, tls)) {
            return reason(client);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static Optional<String> reason(PartnerClient client) {
        StatusRuntimeException failure = catchThrowableOfType(StatusRuntimeException.class, () -> publish(client));
        return failure == null
                ? Optional.empty()
                : TestIngestion.detail(failure, ErrorInfo.class).map(ErrorInfo::getReason);
    }

    private static void publish(PartnerClient client) {
        assertThat(client.publish(List.of(Messages.answer("one", "acme", "2026-03-05T12:00:00Z", 9, ""))))
                .hasSize(1);
    }
}

package io.keepwell.ingestion.security;

import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.util.AdvancedTlsX509KeyManager;
import io.grpc.util.CertificateUtils;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContextBuilder;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Encrypts partners' connections where it is configured. A renewed certificate is taken within a minute, without a
/// restart, as soon as both its file and its key's are new.
@Singleton
public final class ServerTls implements AutoCloseable {
    private final TlsConfiguration configuration;
    private final ScheduledExecutorService renewal = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("tls-renewal").daemon(true).factory());

    ServerTls(TlsConfiguration configuration) {
        this.configuration = configuration;
    }

    /// @throws IllegalStateException where the files are no certificate and its key
    public void apply(NettyServerBuilder server) {
        if (!configuration.isOn()) {
            return;
        }
        try {
            refuseEmpty(configuration.certificate());
            AdvancedTlsX509KeyManager identity = new AdvancedTlsX509KeyManager();
            var _ = identity.updateIdentityCredentials(
                    new File(configuration.certificate()),
                    new File(configuration.privateKey()),
                    1,
                    TimeUnit.MINUTES,
                    renewal);
            SslContextBuilder context = GrpcSslContexts.configure(SslContextBuilder.forServer(identity));
            if (!configuration.clientAuthorities().isBlank()) {
                context.trustManager(new File(configuration.clientAuthorities()));
                context.clientAuth(
                        switch (configuration.clientCertificates()) {
                            case OPTIONAL -> ClientAuth.OPTIONAL;
                            case REQUIRED -> ClientAuth.REQUIRE;
                        });
            }
            server.sslContext(context.build());
        } catch (GeneralSecurityException | IllegalArgumentException unusable) {
            throw new IllegalStateException("the files of keepwell.grpc.tls can't be used", unusable);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the files of keepwell.grpc.tls can't be read", unreadable);
        }
    }

    /// Without a certificate the server would start, and refuse every connection.
    private static void refuseEmpty(String file) throws IOException, GeneralSecurityException {
        try (InputStream pem = Files.newInputStream(Path.of(file))) {
            if (CertificateUtils.getX509Certificates(pem).length == 0) {
                throw new CertificateException("there is no certificate in " + file);
            }
        }
    }

    @Override
    @PreDestroy
    public void close() {
        renewal.shutdownNow();
    }
}

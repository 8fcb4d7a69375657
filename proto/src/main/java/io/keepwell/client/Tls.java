package io.keepwell.client;

import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.TlsChannelCredentials;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// How the way to Keepwell is encrypted, and by what both sides are known. All files are PEM.
///
/// @param authorities certificates of those whose word about the server is taken; empty for those that
///     the Java platform trusts
/// @param identity by what this client is known; empty where the server asks for nothing
/// @param serverName the name that the server's certificate has to be for; empty for that of the target
public record Tls(Optional<Path> authorities, Optional<Identity> identity, Optional<String> serverName) {
    /// A certificate with its private key.
    ///
    /// @param certificate the client's own first, then those that lead to the authority
    /// @param privateKey PKCS 8, not encrypted
    public record Identity(Path certificate, Path privateKey) {}

    /// Trusts what the Java platform trusts, and shows nothing.
    public static final Tls PLATFORM = new Tls(Optional.empty(), Optional.empty(), Optional.empty());

    /// Trusts these authorities instead.
    public Tls trusting(Path ownAuthorities) {
        return new Tls(Optional.of(ownAuthorities), identity, serverName);
    }

    /// Shows this certificate where the server asks for one.
    public Tls identifiedBy(Path certificate, Path privateKey) {
        return new Tls(authorities, Optional.of(new Identity(certificate, privateKey)), serverName);
    }

    /// Expects the server to have that name, whatever the target is called.
    public Tls expecting(String name) {
        return new Tls(authorities, identity, Optional.of(name));
    }

    ManagedChannel channel(String target) throws IOException {
        TlsChannelCredentials.Builder credentials = TlsChannelCredentials.newBuilder();
        if (authorities.isPresent()) {
            credentials.trustManager(authorities.get().toFile());
        }
        if (identity.isPresent()) {
            credentials.keyManager(
                    identity.get().certificate().toFile(),
                    identity.get().privateKey().toFile());
        }
        ManagedChannelBuilder<?> channel = PartnerClient.alive(Grpc.newChannelBuilder(target, credentials.build()));
        serverName.ifPresent(channel::overrideAuthority);
        return channel.build();
    }
}

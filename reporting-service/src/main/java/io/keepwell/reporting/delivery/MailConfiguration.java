package io.keepwell.reporting.delivery;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Which mail server reports go out through, set under `keepwell.mail`.
///
/// @param host empty where there is none: reports then wait
/// @param port 587 as a rule, 465 with IMPLICIT, 25 without encryption
/// @param user empty where the server asks for none
/// @param password never logged
/// @param from the sender's address; its domain is in the id of every mail, so keep it
/// @param fromName the sender's name
/// @param timeout of connecting, and of each answer
@ConfigurationProperties("keepwell.mail")
public record MailConfiguration(
        @Bindable(defaultValue = "") String host,
        @Bindable(defaultValue = "587") int port,
        @Bindable(defaultValue = "") String user,
        @Nullable String password,
        @Bindable(defaultValue = "STARTTLS") Encryption tls,
        @Bindable(defaultValue = "keepwell@localhost") String from,
        @Bindable(defaultValue = "Keepwell") String fromName,
        @Bindable(defaultValue = "30s") Duration timeout) {
    /// How the way to the mail server is encrypted. The server's certificate is always checked against its
    /// name.
    public enum Encryption {
        /// Not at all: for a server on the same machine.
        NONE,
        /// Turned on after connecting, and insisted on.
        STARTTLS,
        /// From the first byte.
        IMPLICIT
    }

    /// Without the password.
    @Override
    public String toString() {
        return "mail server " + host + ":" + port + ", " + tls + ", from " + from;
    }
}

package io.keepwell.ui;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/// How the web UI is reached: `keepwell.ui.*`.
///
/// @param port 0 for any that is free
/// @param bind the address it listens on
/// @param secureCookies whether the session cookie is sent over HTTPS only: yes wherever browsers come by HTTPS
/// @param behindProxy whether to believe a proxy's `Forwarded` and `X-Forwarded-*` headers
/// @param idleMinutes after which somebody who does nothing is signed out
@ConfigurationProperties("keepwell.ui")
public record WebSettings(
        @Bindable(defaultValue = "8080") int port,
        @Bindable(defaultValue = "127.0.0.1") String bind,
        @Bindable(defaultValue = "false") boolean secureCookies,
        @Bindable(defaultValue = "false") boolean behindProxy,
        @Bindable(defaultValue = "60") int idleMinutes) {
    public WebSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("keepwell.ui.port must be 0 to 65535, not " + port);
        }
        if (idleMinutes < 1) {
            throw new IllegalArgumentException("keepwell.ui.idle-minutes must be at least 1, not " + idleMinutes);
        }
    }
}

package io.keepwell.ui;

import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Base64;

/// Gives each page's own inline scripts a nonce, so that no others run.
@Singleton
final class PageSecurity implements VaadinServiceInitListener {
    private static final int NONCE_BYTES = 16;

    private final SecureRandom random = new SecureRandom();

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.addIndexHtmlRequestListener(page -> {
            byte[] bytes = new byte[NONCE_BYTES];
            random.nextBytes(bytes);
            String nonce = Base64.getEncoder().encodeToString(bytes);
            page.getDocument().getElementsByTag("script").attr("nonce", nonce);
            page.getVaadinResponse().setHeader("Content-Security-Policy", SecurityHeaders.policyWith(nonce));
        });
    }
}

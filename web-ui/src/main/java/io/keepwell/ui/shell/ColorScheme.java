package io.keepwell.ui.shell;

import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinServiceInitListener;
import jakarta.inject.Singleton;
import jakarta.servlet.http.Cookie;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/// Shows the page light or dark from its first moment on, as the browser remembers.
@Singleton
final class ColorScheme implements VaadinServiceInitListener {
    private static final String COOKIE = "keepwell-scheme";
    private static final Set<String> SCHEMES = Set.of("light", "dark");

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.addIndexHtmlRequestListener(page -> chosen(page.getVaadinRequest())
                .ifPresent(scheme -> page.getDocument().getElementsByTag("html").attr("data-scheme", scheme)));
    }

    private static Optional<String> chosen(VaadinRequest request) {
        return Arrays.stream(Optional.ofNullable(request.getCookies()).orElse(new Cookie[0]))
                .filter(cookie -> cookie.getName().equals(COOKIE))
                .map(Cookie::getValue)
                .filter(SCHEMES::contains)
                .findFirst();
    }
}

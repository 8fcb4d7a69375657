package io.keepwell.ui.shell;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.component.page.Viewport;
import com.vaadin.flow.server.AppShellSettings;
import com.vaadin.flow.shared.ui.Transport;
import com.vaadin.flow.theme.aura.Aura;

/// What every page of the UI loads. Requests come by plain HTTP, so that signing in can set a new cookie;
/// what takes a while is pushed.
@Push(transport = Transport.WEBSOCKET_XHR)
@StyleSheet(Aura.STYLESHEET)
@StyleSheet("context://styles.css")
@Viewport("width=device-width, initial-scale=1")
public final class KeepwellPage implements AppShellConfigurator {
    @Override
    public void configurePage(AppShellSettings settings) {
        settings.addFavIcon("icon", "keepwell.svg", "any");
        settings.addMetaTag("color-scheme", "light dark");
        settings.addMetaTag("robots", "noindex");
    }
}

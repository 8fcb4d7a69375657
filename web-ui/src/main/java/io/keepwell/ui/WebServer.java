package io.keepwell.ui;

import com.vaadin.flow.server.VaadinServlet;
import io.micronaut.context.ApplicationContext;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Executors;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.ee11.webapp.MetaInfConfiguration;
import org.eclipse.jetty.ee11.webapp.WebAppContext;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.resource.Resource;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The web UI on a server of its own inside this process. Whoever wants it starts it; it stops with the application
/// context.
@Singleton
public final class WebServer {
    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);

    /// Where routes, screens and the framework's own components are looked for.
    private static final String SCANNED = ".*/(flow|vaadin|web-ui)[^/]*\\.jar$|.*/classes/.*";

    private static final int MOST_THREADS = 200;
    private static final int STOP_MILLIS = 5_000;

    private final ApplicationContext context;
    private final WebSettings settings;
    private final List<MountedServlet> mounted;
    private @Nullable Server server;

    WebServer(ApplicationContext context, WebSettings settings, Collection<MountedServlet> mounted) {
        this.context = context;
        this.settings = settings;
        this.mounted = List.copyOf(mounted);
    }

    /// Starts to serve, and returns when it does. Does nothing where it runs already.
    public synchronized void start() {
        if (server != null) {
            return;
        }
        // Read by the framework in many places, before and beside any servlet's own configuration.
        System.setProperty("vaadin.productionMode", "true");
        Server starting = new Server(threads());
        starting.addConnector(connector(starting));
        starting.setHandler(application());
        starting.setStopTimeout(STOP_MILLIS);
        try {
            starting.start();
        } catch (Exception failure) {
            stop(starting);
            throw new IllegalStateException(
                    "The web UI could not start on " + settings.bind() + ":" + settings.port(), failure);
        }
        server = starting;
        LOG.info("event=web_ui_started address={}", address());
    }

    /// Stops to serve. Does nothing where it doesn't run.
    @PreDestroy
    public synchronized void stop() {
        Server running = server;
        server = null;
        if (running != null) {
            stop(running);
        }
    }

    /// The port it listens on.
    public synchronized int port() {
        if (server == null) {
            throw new IllegalStateException("the web UI doesn't run");
        }
        return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    }

    /// Where a browser on this machine finds it.
    public URI address() {
        boolean everywhere =
                settings.bind().equals("0.0.0.0") || settings.bind().equals("::");
        return URI.create("http://" + (everywhere ? "localhost" : settings.bind()) + ":" + port() + "/");
    }

    private static void stop(Server server) {
        try {
            server.stop();
        } catch (Exception failure) {
            LOG.warn("event=web_ui_stop_failed", failure);
        }
    }

    private static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS);
        threads.setName("web-ui");
        threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
        return threads;
    }

    private ServerConnector connector(Server of) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        if (settings.behindProxy()) {
            http.addCustomizer(new ForwardedRequestCustomizer());
        }
        ServerConnector connector = new ServerConnector(of, new HttpConnectionFactory(http));
        connector.setHost(settings.bind());
        connector.setPort(settings.port());
        return connector;
    }

    private WebAppContext application() {
        WebAppContext application = new WebAppContext();
        application.setContextPath("/");
        application.setBaseResource(resources(application));
        application.setAttribute(MetaInfConfiguration.CONTAINER_JAR_PATTERN, SCANNED);
        application.setConfigurationDiscovered(true);
        application.setParentLoaderPriority(true);
        application.setThrowUnavailableOnStartupException(true);
        application.setAttribute(ApplicationContext.class.getName(), context);

        var sessions = application.getSessionHandler();
        sessions.setSessionCookie("KEEPWELL_SESSION");
        sessions.setHttpOnly(true);
        sessions.setSameSite(HttpCookie.SameSite.LAX);
        sessions.setSecureCookies(settings.secureCookies());
        sessions.setMaxInactiveInterval(settings.idleMinutes() * 60);

        application.addFilter(
                new FilterHolder(new SecurityHeaders(settings.secureCookies())),
                "/*",
                EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
        application.addServlet(screens(), "/*");
        mounted.forEach(each -> application.addServlet(new ServletHolder(each.servlet()), each.path()));
        return application;
    }

    private static ServletHolder screens() {
        ServletHolder screens = new ServletHolder("screens", new VaadinServlet());
        screens.setAsyncSupported(true);
        screens.setInitOrder(1);
        // An open but idle tab doesn't keep a session alive.
        screens.setInitParameter("closeIdleSessions", "true");
        return screens;
    }

    /// All files that any part of the class path offers to browsers.
    private static Resource resources(WebAppContext application) {
        ResourceFactory factory = ResourceFactory.of(application);
        try {
            List<Resource> found = new ArrayList<>();
            for (URL url : Collections.list(WebServer.class.getClassLoader().getResources("META-INF/resources"))) {
                found.add(factory.newResource(url));
            }
            return ResourceFactory.combine(found);
        } catch (IOException failure) {
            throw new UncheckedIOException("the class path can't be read", failure);
        }
    }
}

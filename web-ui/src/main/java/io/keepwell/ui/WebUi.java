package io.keepwell.ui;

import io.keepwell.core.quality.ZoneRulesWarnings;
import io.micronaut.context.ApplicationContext;
import java.util.concurrent.CountDownLatch;

/// The web UI as a service of its own. Configured by `application-ui.yml` and the environment: `KEEPWELL_DB_URL`,
/// `KEEPWELL_UI_PORT` and so on.
public final class WebUi {
    /// The environment whose configuration is `application-ui.yml`.
    public static final String ENVIRONMENT = "ui";

    private WebUi() {}

    /// Runs until the process is told to end.
    public static void main(String[] arguments) throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        ApplicationContext context = ApplicationContext.builder(arguments)
                .mainClass(WebUi.class)
                .environments(ENVIRONMENT)
                .start();
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("web-ui-stop").unstarted(() -> {
                    context.close();
                    end.countDown();
                }));
        start(context);
        end.await();
    }

    /// Starts the web UI as the only service of a context, and warns where the rules of time zones make days less
    /// sure than they look.
    public static void start(ApplicationContext context) {
        context.getBean(WebServer.class).start();
        context.getBean(ZoneRulesWarnings.class).log();
    }
}

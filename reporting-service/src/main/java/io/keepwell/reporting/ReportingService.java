package io.keepwell.reporting;

import io.keepwell.core.quality.ZoneRulesWarnings;
import io.micronaut.context.ApplicationContext;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The reporting service by itself: delivers what is due until it is told to stop. Any number may run on one
/// schema.
public final class ReportingService {
    /// The environment whose configuration is `application-reporting.yml`.
    public static final String ENVIRONMENT = "reporting";

    private static final Logger LOG = LoggerFactory.getLogger(ReportingService.class);

    private ReportingService() {}

    /// Runs until the process is asked to end; what is being sent then is sent to its end.
    public static void main(String[] arguments) throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        ApplicationContext context = ApplicationContext.builder()
                .environments(ENVIRONMENT)
                .args(arguments)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            context.close();
            stopped.countDown();
        }));
        started(context);
        stopped.await();
    }

    /// Tells the log that the service runs by itself in a context, and warns where the rules of time zones make days
    /// less sure than they look.
    public static void started(ApplicationContext context) {
        LOG.info("event=started service=reporting");
        context.getBean(ZoneRulesWarnings.class).log();
    }
}

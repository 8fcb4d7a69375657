package io.keepwell.reporting;

import io.micronaut.context.ApplicationContext;
import java.util.concurrent.CountDownLatch;

/// The reporting service by itself: delivers what is due until it is told to stop. Any number may run on one
/// schema.
public final class ReportingService {
    /// The environment whose configuration is `application-reporting.yml`.
    public static final String ENVIRONMENT = "reporting";

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
        stopped.await();
    }
}

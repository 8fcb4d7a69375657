package io.keepwell.ingestion;

import io.keepwell.core.quality.ZoneRulesWarnings;
import io.keepwell.core.rollup.refresh.StoredZoneRules;
import io.keepwell.ingestion.admission.UseCounter;
import io.keepwell.ingestion.refresher.Refresher;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Value;
import io.micronaut.grpc.server.GrpcEmbeddedServer;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The service that partners talk to: gRPC server and refresher.
@Singleton
public final class IngestionService implements AutoCloseable {
    /// The environment whose configuration is `application-ingestion.yml`.
    public static final String ENVIRONMENT = "ingestion";

    private static final Logger LOG = LoggerFactory.getLogger(IngestionService.class);

    private final GrpcEmbeddedServer server;
    private final Refresher refresher;
    private final UseCounter use;
    private final boolean refreshes;

    /// @param refreshes whether this process takes part in bringing the figures up to date
    IngestionService(
            GrpcEmbeddedServer server,
            Refresher refresher,
            UseCounter use,
            @Value("${keepwell.refresher.enabled:true}") boolean refreshes) {
        this.server = server;
        this.refresher = refresher;
        this.use = use;
        this.refreshes = refreshes;
    }

    /// Runs the service by itself until the process is told to stop.
    public static void main(String[] arguments) throws InterruptedException {
        ApplicationContext context = ApplicationContext.builder()
                .args(arguments)
                .environments(ENVIRONMENT)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(context::close));
        IngestionService service = context.getBean(IngestionService.class);
        context.getBean(StoredZoneRules.class).noteFirstUse();
        service.start();
        LOG.info("event=started service=ingestion port={}", service.port());
        context.getBean(ZoneRulesWarnings.class).log();
        Thread.currentThread().join();
    }

    public void start() {
        server.start();
        if (refreshes) {
            refresher.start();
        }
        use.start();
    }

    /// The port that partners connect to.
    public int port() {
        return server.getPort();
    }

    /// Takes no new calls and begins no new turn of the refresher, lets the calls and the turn under way end for ten
    /// seconds at most, then stops counting. A turn that takes longer is done anew by whoever refreshes next.
    @Override
    @PreDestroy
    public void close() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var _ = threads.submit(refresher::close);
            server.stop();
            server.getServer().shutdownNow();
        }
        use.close();
    }
}

package io.keepwell.deploy.run;

import io.keepwell.core.access.PartnerKeys;
import io.keepwell.core.access.Scope;
import io.keepwell.core.access.Staff;
import io.keepwell.core.access.StaffMember;
import io.keepwell.core.audit.Audit;
import io.keepwell.core.database.Database;
import io.keepwell.core.database.DatabaseUrl;
import io.keepwell.core.database.EmbeddedDatabase;
import io.keepwell.core.database.Schema;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.quality.ZoneRulesWarnings;
import io.keepwell.core.rollup.refresh.RefreshStatus;
import io.keepwell.core.rollup.refresh.StoredZoneRules;
import io.keepwell.core.setting.Firm;
import io.keepwell.core.setting.Settings;
import io.keepwell.core.time.ReportingZone;
import io.keepwell.deploy.Failure;
import io.keepwell.ingestion.IngestionService;
import io.keepwell.reporting.ReportingService;
import io.keepwell.ui.WebServer;
import io.keepwell.ui.WebUi;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// All three services in this process, over one database. Each is wired as it is by itself.
public final class AllInOne implements AutoCloseable {
    private static final String COMMAND_LINE_PARTNER = "command-line";
    private static final String FIRST_PARTNER = "first-partner";
    private static final String FIRST_STAFF = "admin@keepwell.example";
    /// What a firm is where nothing is said about it.
    public static final Firm NEW_FIRM = new Firm("Keepwell", ReportingZone.of("UTC"), new CurrencyCode("EUR"));

    private static final Duration LONGEST_STOP = Duration.ofSeconds(30);

    private final Optional<EmbeddedDatabase> embedded;
    private final ApplicationContext context;
    private final Connection connection;
    private final Optional<FirstSignIn> firstSignIn;
    private final CountDownLatch closed = new CountDownLatch(1);

    /// What is shown once, when a firm is new.
    ///
    /// @param key of the partner `first-partner`
    public record FirstSignIn(String email, String password, String key) {}

    private AllInOne(
            Optional<EmbeddedDatabase> embedded,
            ApplicationContext context,
            Connection connection,
            Optional<FirstSignIn> firstSignIn) {
        this.embedded = embedded;
        this.context = context;
        this.connection = connection;
        this.firstSignIn = firstSignIn;
    }

    /// Starts everything.
    ///
    /// @param newFirm what a new firm is, as far as the options don't say
    /// @param properties more configuration, such as where mail goes, by the database's address; asked for once the
    ///     database is open, its folder locked, and before anything in it is changed
    /// @param beans more parts, such as a servlet that the web server shows beside the UI
    /// @throws Failure where something about the options or the machine is in the way
    public static AllInOne start(
            ServicesOptions options, Firm newFirm, Function<String, Map<String, Object>> properties, Object... beans) {
        Path data = options.data().toAbsolutePath();
        Optional<EmbeddedDatabase> embedded =
                options.givenDatabase().isPresent() ? Optional.empty() : Optional.of(embedded(options, data));
        try {
            return start(options, newFirm, properties, beans, data, embedded);
        } catch (RuntimeException failure) {
            embedded.ifPresent(EmbeddedDatabase::close);
            throw failure;
        }
    }

    private static EmbeddedDatabase embedded(ServicesOptions options, Path data) {
        Path folder = data.resolve("database");
        try {
            Files.createDirectories(data);
        } catch (IOException problem) {
            throw new Failure("The data folder " + data + " can't be made: " + problem.getMessage(), problem);
        }
        if (options.fresh) {
            EmbeddedDatabase.erase(folder);
        }
        return EmbeddedDatabase.start(folder, 0);
    }

    private static AllInOne start(
            ServicesOptions options,
            Firm newFirm,
            Function<String, Map<String, Object>> properties,
            Object[] beans,
            Path data,
            Optional<EmbeddedDatabase> embedded) {
        String url = embedded.map(EmbeddedDatabase::jdbcUrl).orElseGet(() -> givenUrl(options));
        Map<String, Object> all = new LinkedHashMap<>(properties.apply(url));
        Schema.migrate(url);
        all.put("keepwell.db.url", url);
        all.putAll(options.tls());
        all.put("keepwell.grpc.bind", options.bind);
        all.put("keepwell.grpc.port", options.grpcPort);
        all.put("keepwell.ui.bind", options.bind);
        all.put("keepwell.ui.port", options.uiPort);
        ApplicationContext context = ApplicationContext.builder()
                .environments(IngestionService.ENVIRONMENT, ReportingService.ENVIRONMENT, WebUi.ENVIRONMENT)
                .properties(all)
                .singletons(beans)
                .banner(false)
                .start();
        try {
            Optional<FirstSignIn> firstSignIn = prepareFirm(context, options, newFirm);
            IngestionService ingestion = context.getBean(IngestionService.class);
            ingestion.start();
            context.getBean(WebServer.class).start();
            Connection connection = connection(context, data, options.bind + ":" + ingestion.port(), url);
            return new AllInOne(embedded, context, connection, firstSignIn);
        } catch (RuntimeException failure) {
            context.close();
            throw failure;
        }
    }

    private static String givenUrl(ServicesOptions options) {
        if (options.fresh) {
            throw new Failure("--fresh is for the data folder's own database; a given one is never emptied.");
        }
        return DatabaseUrl.parse(options.givenDatabase().orElseThrow()).text();
    }

    private static Optional<FirstSignIn> prepareFirm(
            ApplicationContext context, ServicesOptions options, Firm newFirm) {
        Settings settings = context.getBean(Settings.class);
        Optional<Firm> before = SetFirm.find(settings, context.getBean(RefreshStatus.class));
        Firm wanted = wanted(options, before.orElse(newFirm));
        before.ifPresentOrElse(firm -> SetFirm.refuseOtherDays(firm, wanted), () -> {
            Audit audit = context.getBean(Audit.class);
            context.getBean(Database.class).run(_ -> {
                settings.put(wanted);
                SetFirm.noteZoneRules(settings, audit, "serve");
            });
        });
        context.getBean(StoredZoneRules.class).noteFirstUse();
        context.getBean(ZoneRulesWarnings.class).log();
        Staff staff = context.getBean(Staff.class);
        if (!staff.isEmpty()) {
            return Optional.empty();
        }
        String password = Staff.randomPassword();
        staff.add("serve", new StaffMember(FIRST_STAFF, "Admin", StaffMember.Role.ADMIN), password);
        return Optional.of(new FirstSignIn(FIRST_STAFF, password, issueKey(context, FIRST_PARTNER)));
    }

    private static Firm wanted(ServicesOptions options, Firm otherwise) {
        try {
            return new Firm(
                    otherwise.name(),
                    options.zone == null ? otherwise.zone() : ReportingZone.of(options.zone),
                    options.currency == null ? otherwise.currency() : new CurrencyCode(options.currency));
        } catch (DateTimeException | IllegalArgumentException unknown) {
            throw new Failure("--zone or --currency names none that exists: " + unknown.getMessage(), unknown);
        }
    }

    private static String issueKey(ApplicationContext context, String partner) {
        PartnerKeys keys = context.getBean(PartnerKeys.class);
        Set<Scope> scopes = EnumSet.allOf(Scope.class);
        return keys.issue(keys.partner(partner), scopes, Optional.empty());
    }

    /// The folder's own key goes on being used as long as this database knows it.
    private static Connection connection(ApplicationContext context, Path data, String target, String url) {
        PartnerKeys keys = context.getBean(PartnerKeys.class);
        String key = Connection.read(data)
                .map(Connection::key)
                .filter(known -> keys.check(known) instanceof PartnerKeys.Check.Valid)
                .orElseGet(() -> issueKey(context, COMMAND_LINE_PARTNER));
        String certificate = context.getProperty("keepwell.grpc.tls.certificate", String.class)
                .filter(file -> !file.isBlank())
                .map(file -> Path.of(file).toAbsolutePath().toString())
                .orElse("");
        Connection connection = new Connection(target, key, url, certificate);
        connection.write(data);
        return connection;
    }

    /// Another part of the process.
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /// Waits until the process is told to stop, and lets it end only after everything was closed.
    public void untilStopped(PrintWriter out) throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stopped.countDown();
            try {
                // Not for the thread that closes: it may itself wait for the process to end.
                var _ = closed.await(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }));
        out.println("Ready. Ctrl+C stops it.");
        out.flush();
        stopped.await();
    }

    /// Where a browser on this machine finds the web UI.
    public URI address() {
        return context.getBean(WebServer.class).address();
    }

    public Connection connection() {
        return connection;
    }

    /// Empty where the firm was there before.
    public Optional<FirstSignIn> firstSignIn() {
        return firstSignIn;
    }

    /// Stops the services, then the embedded database.
    @Override
    public void close() {
        try {
            context.close();
            embedded.ifPresent(EmbeddedDatabase::close);
        } finally {
            closed.countDown();
        }
    }
}

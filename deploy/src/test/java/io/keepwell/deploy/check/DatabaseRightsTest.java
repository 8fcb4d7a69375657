package io.keepwell.deploy.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.client.PartnerClient;
import io.keepwell.core.access.PartnerKeys;
import io.keepwell.core.access.Scope;
import io.keepwell.core.access.Staff;
import io.keepwell.core.access.StaffMember;
import io.keepwell.core.database.DatabaseRights;
import io.keepwell.core.database.DatabaseUrl;
import io.keepwell.core.database.TestDatabase;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.report.Report;
import io.keepwell.core.report.ReportId;
import io.keepwell.core.report.ReportText;
import io.keepwell.core.report.Reports;
import io.keepwell.core.rollup.refresh.Refresh;
import io.keepwell.core.suite.Slow;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.core.time.Grain;
import io.keepwell.core.time.Period;
import io.keepwell.deploy.Keepwell;
import io.keepwell.deploy.demo.EventMessages;
import io.keepwell.ingestion.IngestionService;
import io.keepwell.ingestion.v1.Disposition;
import io.keepwell.ingestion.v1.Event;
import io.keepwell.query.v1.QueryMetricRequest;
import io.keepwell.reporting.Reporting;
import io.keepwell.reporting.ReportingService;
import io.keepwell.reporting.RunResult;
import io.keepwell.ui.WebServer;
import io.keepwell.ui.WebUi;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The rights that docs/operations.md grants are enough, and each is needed.
@UsesDatabase
@Slow
final class DatabaseRightsTest {
    private static final Path OPERATIONS = Path.of("..", "docs", "operations.md");
    private static final String PASSWORD = "a0b1c2d3";
    private static final int EVENTS = 100;
    private static final LocalDate DAY = LocalDate.of(2026, 3, 10);

    /// What later ones will need besides, and what services need that `serve` runs, is granted from the start.
    private static final Set<String> NEEDED_BY_MIGRATIONS_SO_FAR =
            Set.of("select", "insert", "update", "create", "alter");

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    /// Lasts longer than the schema, which is dropped and made anew.
    @AutoClose
    private final Connection root = database.asRoot();

    private final String schema = DatabaseUrl.parse(database.jdbcUrl()).database();
    /// Accounts are the whole server's.
    private final String owner = "o" + schema.substring("kw_test_".length());
    private final String services = "s" + schema.substring("kw_test_".length());

    DatabaseRightsTest() throws SQLException {}

    private record Said(int exitCode, String err) {}

    @BeforeEach
    void run_the_documented_statements() throws SQLException, IOException {
        List<String> statements = documented();
        assertThat(statements)
                .contains(
                        DatabaseRights.MIGRATION.grant("keepwell", "'keepwell_owner'@'%'"),
                        DatabaseRights.SERVICES.grant("keepwell", "'keepwell'@'%'"));
        asRoot("drop database " + schema);
        for (String statement : statements) {
            asRoot(statement
                    .replace("database keepwell ", "database " + schema + " ")
                    .replace("`keepwell`", "`" + schema.replace("_", "\\_") + "`")
                    .replace("'keepwell_owner'", "'" + owner + "'")
                    .replace("'keepwell'", "'" + services + "'")
                    .replace("'…'", "'" + PASSWORD + "'"));
        }
    }

    @AfterEach
    void drop_the_users() throws SQLException {
        asRoot("drop user if exists '%s'@'%%', '%s'@'%%'".formatted(owner, services));
    }

    @Test
    void documented_rights_are_enough_to_migrate_and_for_the_three_services() throws Exception {
        assertThat(migrate()).isEqualTo(new Said(0, ""));
        try (ApplicationContext ingestion = start(IngestionService.ENVIRONMENT);
                ApplicationContext reporting = start(ReportingService.ENVIRONMENT);
                ApplicationContext ui = start(WebUi.ENVIRONMENT)) {
            IngestionService service = ingestion.getBean(IngestionService.class);
            service.start();
            ui.getBean(WebServer.class).start();
            long loads = loads();
            try (PartnerClient client =
                    PartnerClient.plaintext("127.0.0.1:" + service.port(), key(ingestion), Duration.ofSeconds(20))) {
                assertThat(client.publish(events()))
                        .allMatch(answer -> answer.getDisposition() == Disposition.DISPOSITION_ACCEPTED);
                assertThat(client.publish(events()))
                        .allMatch(answer -> answer.getDisposition() == Disposition.DISPOSITION_DUPLICATE);
                assertThat(loads()).as("events are kept by LOAD DATA").isGreaterThan(loads);
                assertThat(nps(ingestion, client)).isEqualTo("100");

                ingestion.getBean(Refresh.class).askForRebuild();
                assertThat(nps(ingestion, client)).isEqualTo("100");
            }

            reporting.getBean(Reports.class).put("test", report());
            assertThat(reporting.getBean(Reporting.class).run(report().id(), Period.of(Grain.MONTH, DAY)))
                    .isInstanceOf(RunResult.Made.class);

            ui.getBean(Staff.class)
                    .add("a test", new StaffMember("ada@example.com", "Ada", StaffMember.Role.ADMIN), "correct horse");
            assertThat(ui.getBean(Staff.class).signIn("ada@example.com", "correct horse"))
                    .isPresent();
            HttpURLConnection page = (HttpURLConnection)
                    ui.getBean(WebServer.class).address().toURL().openConnection();
            assertThat(page.getResponseCode()).isEqualTo(200);
        }
    }

    @Test
    void migrate_names_the_right_that_is_missing() throws SQLException {
        for (String missing : DatabaseRights.MIGRATION.privileges()) {
            asRoot("revoke %s on %s from '%s'@'%%'".formatted(missing, granted(), owner));

            Said said = migrate();

            if (NEEDED_BY_MIGRATIONS_SO_FAR.contains(missing)) {
                assertThat(said.exitCode()).as(missing).isEqualTo(1);
                assertThat(said.err()).contains(missing.toUpperCase(Locale.ROOT) + " command denied to user '" + owner);
            } else {
                assertThat(said.exitCode()).as(missing + ": " + said.err()).isZero();
            }
            asRoot(DatabaseRights.MIGRATION.grant(schema.replace("_", "\\_"), "'" + owner + "'@'%'"));
            asRoot("drop database " + schema);
            asRoot("create database " + schema + " character set utf8mb4 collate utf8mb4_0900_ai_ci");
        }
    }

    @Test
    void commands_and_services_name_the_right_that_is_missing() throws SQLException {
        assertThat(migrate()).isEqualTo(new Said(0, ""));
        Map<String, List<String>> commands = Map.of(
                "select", List.of("key", "list"),
                "insert", List.of("key", "create", "--partner", "billing", "--scope", "publish"),
                "update", List.of("setting", "set", "check_in_days", "61", "--why", "a test"),
                "delete", List.of("focus", "set", "voice.nps"));
        assertThat(commands).containsOnlyKeys(DatabaseRights.SERVICES.privileges());
        for (String missing : DatabaseRights.SERVICES.privileges()) {
            asRoot("revoke %s on %s from '%s'@'%%'".formatted(missing, granted(), services));

            Said said = run(commands.get(missing));

            assertThat(said.exitCode()).as(missing).isEqualTo(1);
            assertThat(said.err()).contains(missing.toUpperCase(Locale.ROOT) + " command denied to user '" + services);
            asRoot(DatabaseRights.SERVICES.grant(schema.replace("_", "\\_"), "'" + services + "'@'%'"));
            assertThat(run(commands.get(missing))).isEqualTo(new Said(0, ""));
        }
    }

    private static List<String> documented() throws IOException {
        Matcher block = Pattern.compile("<!-- grants: .*?-->\\s*```sql\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(OPERATIONS));
        assertThat(block.find()).as("the statements in " + OPERATIONS).isTrue();
        return Arrays.stream(block.group(1).split(";\\R")).toList();
    }

    private Said migrate() {
        return run(List.of("migrate"), owner);
    }

    private Said run(@Nullable List<String> command) {
        return run(Objects.requireNonNull(command), services);
    }

    private Said run(List<String> command, String user) {
        List<String> all = new ArrayList<>(command);
        all.add(1, "--db");
        all.add(2, url(user));
        StringWriter err = new StringWriter();
        int exitCode = Keepwell.run(
                all.toArray(new String[0]), new PrintWriter(new StringWriter()), new PrintWriter(err, true));
        return new Said(exitCode, err.toString());
    }

    /// The schema as it stands in grants.
    private String granted() {
        return "`" + schema.replace("_", "\\_") + "`.*";
    }

    private String url(String user) {
        return "jdbc:mysql://%s/%s?user=%s&password=%s"
                .formatted(DatabaseUrl.parse(database.jdbcUrl()).hosts(), schema, user, PASSWORD);
    }

    /// A service as it is by itself, but for its port.
    private ApplicationContext start(String environment) {
        return ApplicationContext.builder()
                .deduceEnvironment(false)
                .environments(environment)
                .properties(Map.of(
                        "keepwell.db.url", url(services),
                        "keepwell.db.pool", 4,
                        "keepwell.grpc.port", 0,
                        "keepwell.ui.port", 0,
                        "keepwell.ui.bind", "127.0.0.1"))
                .banner(false)
                .start();
    }

    private static String key(ApplicationContext ingestion) {
        PartnerKeys keys = ingestion.getBean(PartnerKeys.class);
        return keys.issue(keys.partner("billing"), EnumSet.allOf(Scope.class), Optional.empty());
    }

    private static List<Event> events() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            Story story = new Story("account-" + i, new CurrencyCode("EUR"));
            story.on(DAY).recommends(9);
            story.reported().forEach(reported -> events.add(EventMessages.message(reported)));
        }
        return events;
    }

    private static String nps(ApplicationContext ingestion, PartnerClient client) {
        ingestion.getBean(Refresh.class).untilIdle();
        return client.query(QueryMetricRequest.newBuilder()
                        .setMetric("voice.nps")
                        .setFrom("2026-03-01")
                        .setTo("2026-04-01")
                        .build())
                .getValues(0)
                .getValue();
    }

    private static Report report() {
        return ReportText.parse(new ReportId("monthly"), """
                title: Monthly
                send: monthly on day 2 at 07:00
                metrics: [voice.nps]
                sections: [figures]
                recipients: [ada@example.com]
                """, true);
    }

    private long loads() throws SQLException {
        try (Statement statement = root.createStatement();
                ResultSet rows = statement.executeQuery("show global status like 'Com_load'")) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(2);
        }
    }

    private void asRoot(String sql) throws SQLException {
        try (Statement statement = root.createStatement()) {
            statement.execute(sql);
        }
    }
}

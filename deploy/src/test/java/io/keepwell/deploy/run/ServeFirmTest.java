package io.keepwell.deploy.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.core.database.Database;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.rollup.refresh.RefreshStatus;
import io.keepwell.core.setting.Firm;
import io.keepwell.core.setting.Settings;
import io.keepwell.core.suite.Slow;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.core.time.ReportingZone;
import io.keepwell.deploy.Failure;
import io.micronaut.context.ApplicationContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// What `serve` makes of the firm, before there is any event.
@UsesDatabase
@Slow
final class ServeFirmTest {
    private static final Firm NORDLICHT =
            new Firm("Nordlicht", ReportingZone.of("Europe/Berlin"), new CurrencyCode("CHF"));

    @AutoClose
    private final TestCommands commands = new TestCommands();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path data;

    @Test
    void firm_that_was_initialised_stays_and_takes_no_other_zone_or_currency() {
        assertThat(commands.run("firm", "init", "--name", "Nordlicht", "--zone", "Europe/Berlin", "--currency", "CHF")
                        .exitCode())
                .isZero();

        assertThat(firmServed()).isEqualTo(NORDLICHT);
        assertThat(firmServed("--zone", "Europe/Berlin", "--currency", "CHF")).isEqualTo(NORDLICHT);
        for (List<String> other : List.of(List.of("--zone", "UTC"), List.of("--currency", "EUR"))) {
            assertThatThrownBy(() -> firmServed(other.toArray(new String[0])))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("zone Europe/Berlin and currency CHF can't be changed any more");
        }
    }

    @Test
    void zone_that_a_first_start_named_stays_when_a_second_names_none() {
        assertThat(firmServed("--zone", "Asia/Tokyo").zone()).isEqualTo(ReportingZone.of("Asia/Tokyo"));

        assertThat(firmServed().zone()).isEqualTo(ReportingZone.of("Asia/Tokyo"));
    }

    @Test
    void event_that_still_waits_for_its_figures_fixes_the_firm_that_nobody_named() {
        try (ApplicationContext context = commands.connect()) {
            Settings settings = context.getBean(Settings.class);
            RefreshStatus status = context.getBean(RefreshStatus.class);
            assertThat(SetFirm.find(settings, status)).isEmpty();

            context.getBean(Database.class).run(connection -> {
                try (var statement = connection.createStatement()) {
                    statement.execute("insert into change_log (batch, kind, accounts, days, logged_at)"
                            + " values (1, 1, '', '', '2026-03-01 12:00:00')");
                }
            });

            assertThat(SetFirm.find(settings, status)).contains(AllInOne.NEW_FIRM);
        }
    }

    private Firm firmServed(String... more) {
        List<String> all =
                new ArrayList<>(List.of("--data", data.toString(), "--db", commands.url(), "--ui-port", "0"));
        all.addAll(List.of("--grpc-port", "0"));
        all.addAll(Arrays.asList(more));
        ServicesOptions options = CommandLine.populateCommand(new ServicesOptions(), all.toArray(new String[0]));
        try (AllInOne services = AllInOne.start(options, AllInOne.NEW_FIRM, _ -> Map.of())) {
            return services.bean(Settings.class).firm();
        }
    }
}

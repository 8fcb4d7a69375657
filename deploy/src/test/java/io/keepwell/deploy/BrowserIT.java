package io.keepwell.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.WebSocketRoute;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.keepwell.core.access.Staff;
import io.keepwell.core.access.StaffMember;
import io.keepwell.core.setting.Settings;
import io.keepwell.core.suite.Chromium;
import io.keepwell.core.suite.NeedsBrowser;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.core.time.ZoneRulesVersion;
import io.keepwell.deploy.run.TestServices;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A staff member's way through the real pages in a real browser, over a company that was reported through
/// the partners' door. Pictures of what it saw are left in `target/screenshots`.
@UsesDatabase
@NeedsBrowser
class BrowserIT {
    private static final String EMAIL = "ada@keepwell.example";
    private static final String PASSWORD = "correct horse battery staple";
    private static final Path SCREENSHOTS = Path.of("target/screenshots");
    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");
    private static final String MAPPING = """
            events:
              - kind: account_profile
                event_id: "{id}/profile"
                account_id: "{id}"
                occurred_at: "{start}"
                fields: {name: "{name}", segment: "{segment}", owner: "{owner}"}
              - kind: subscription_change
                event_id: "{id}/start"
                account_id: "{id}"
                occurred_at: "{start}"
                fields:
                  subscription_id: main
                  step: START
                  price: {amount: "{price}", currency_code: EUR}
                  interval: {count: 1, unit: MONTH}
              - kind: subscription_change
                when: {column: left, is: "yes"}
                event_id: "{id}/end"
                account_id: "{id}"
                occurred_at: "2026-03-15"
                fields: {subscription_id: main, step: END}
              - kind: survey_answer
                event_id: "{id}/answer"
                account_id: "{id}"
                occurred_at: "2026-03-10"
                fields: {kind: NPS, scale_low: 0, scale_high: 10, score: "{score}", comment: "Answer of {name}"}
            """;

    @SuppressWarnings("NullAway.Init") // set before the first test
    private static TestServices services;

    @SuppressWarnings("NullAway.Init") // set before the first test
    private static Playwright playwright;

    @SuppressWarnings("NullAway.Init") // set before the first test
    private static Browser browser;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        services = TestServices.start();
        services.services()
                .bean(Staff.class)
                .add("a test", new StaffMember(EMAIL, "Ada", StaffMember.Role.VIEWER), PASSWORD);
        sendCompany();
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Chromium.program().orElseThrow())
                        .setArgs(ARGUMENTS));
        Files.createDirectories(SCREENSHOTS);
    }

    /// 40 accounts since January; 3 of them leave in March.
    private static void sendCompany() throws IOException, InterruptedException {
        StringBuilder csv = new StringBuilder("id,name,segment,owner,start,price,left,score\n");
        for (int i = 1; i <= 40; i++) {
            csv.append("a%d,Account %02d,%s,%s,2026-01-%02d,%d.00,%s,%d%n"
                    .formatted(
                            i,
                            i,
                            i % 2 == 0 ? "Enterprise" : "Small business",
                            i % 3 == 0 ? "A. Okafor" : "M. Duarte",
                            1 + i % 28,
                            100 + i,
                            i <= 3 ? "yes" : "no",
                            i % 11));
        }
        Path mapping = Files.writeString(services.data().resolve("mapping.yaml"), MAPPING);
        Path file = Files.writeString(services.data().resolve("company.csv"), csv);
        TestServices.Said said = services.run("import", mapping.toString(), file.toString());
        assertThat(said.exitCode()).as(said.err()).isZero();
        services.awaitFigures();
    }

    @AfterAll
    static void stop() {
        if (playwright != null) {
            playwright.close();
        }
        if (services != null) {
            services.close();
        }
    }

    private static String shown(String metric) throws IOException {
        TestServices.Said said = services.run("query", metric, "--from", "2026-03-01", "--to", "2026-04-01", "--json");
        JsonNode figure = new ObjectMapper().readTree(said.out());
        return figure.get("shown").asText();
    }

    @Test
    void the_pages_show_the_figures_that_query_gives() throws IOException {
        try (BrowserContext context = browser.newContext(new Browser.NewContextOptions().setViewportSize(1440, 1000))) {
            Page page = signedIn(context);

            page.navigate(services.services().address() + "?period=2026-03");
            page.waitForSelector("[id='kpi-retention.customer_churn'] .kw-value");
            picture(page, "overview");
            String onCard = page.locator("[id='kpi-retention.customer_churn'] .kw-value")
                    .innerText();

            page.navigate(services.services().address() + "metrics/retention.customer_churn?period=2026-03");
            page.waitForSelector("#figure-value");
            page.waitForSelector("#drill-total");
            picture(page, "metric");
            String onPage = page.locator("#figure-value").innerText();
            String drillTotal = page.locator("#drill-total").innerText();

            // 3 of 40 left: 7.5 %
            assertThat(shown("retention.customer_churn")).isEqualTo("7.50 %");
            assertThat(squeezed(onCard)).isEqualTo("7.50 %");
            assertThat(squeezed(onPage)).contains("7.50 %");
            assertThat(drillTotal).contains("3");
        }
    }

    @Test
    void card_and_page_say_how_a_target_stands() {
        TestServices.Said set = services.run(
                "target", "set", "retention.customer_churn", "--value=5", "--from=2026-03-01", "--to=2026-04-01");
        assertThat(set.exitCode()).as(set.err()).isZero();
        services.run("target", "review", "retention.customer_churn", "--on=2026-04-30");
        try (BrowserContext context = browser.newContext(new Browser.NewContextOptions().setViewportSize(1440, 1000))) {
            Page page = signedIn(context);

            page.navigate(services.services().address() + "?period=2026-03");
            page.waitForSelector("[id='kpi-retention.customer_churn'] .kw-aim");
            picture(page, "overview-target");
            String onCard =
                    page.locator("[id='kpi-retention.customer_churn'] .kw-aim").innerText();
            page.navigate(services.services().address() + "metrics/retention.customer_churn?period=2026-03");
            page.waitForSelector("#targets .kw-target");
            picture(page, "metric-target");
            String onPage = page.locator("#targets").innerText();

            assertThat(squeezed(onCard)).contains("missed").contains("Target 5.00 % for March 2026");
            assertThat(squeezed(onPage))
                    .contains("Target 5.00 % for March 2026, short-term")
                    .contains("7.50 % (March 2026)")
                    .contains("review overdue since 30 Apr 2026");
        }
    }

    @Test
    void person_who_is_disabled_is_out_with_the_next_screen() {
        String email = "cy@example.com";
        services.services()
                .bean(Staff.class)
                .add("a test", new StaffMember(email, "Cy", StaffMember.Role.VIEWER), PASSWORD);
        try (BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            page.navigate(services.services().address().toString());
            fillSignIn(page, email, PASSWORD);
            page.waitForSelector("[id^='kpi-']");

            assertThat(services.run("staff", "disable", email).exitCode()).isZero();
            page.navigate(services.services().address() + "accounts");
            fillSignIn(page, email, PASSWORD);
            page.waitForSelector("#sign-in-problem:not([hidden])");

            assertThat(page.locator("#sign-in-problem").innerText()).contains("Email or password is wrong.");
        }
    }

    @Test
    void account_page_shows_how_health_came_about() {
        try (BrowserContext context = browser.newContext(new Browser.NewContextOptions().setViewportSize(1440, 1000))) {
            Page page = signedIn(context);

            page.navigate(services.services().address() + "accounts/20");
            page.waitForSelector("#health-score");
            picture(page, "account-health");
            String card = page.locator("#health").innerText();

            assertThat(page.locator("#health-score").innerText()).matches("[0-9]+\\.[0-9]");
            assertThat(squeezed(card)).contains("Last NPS answer").contains("missing: it never opened a ticket");
        }
    }

    @Test
    void metric_page_says_why_definitions_differ() {
        try (BrowserContext context = browser.newContext(new Browser.NewContextOptions().setViewportSize(1440, 1000))) {
            Page page = signedIn(context);

            page.navigate(services.services().address() + "metrics/retention.customer_churn?period=2026-03");
            page.waitForSelector("#why-closing");

            // 3 of the 40 of the beginning left, or 3 for 37 of the end.
            assertThat(squeezed(page.locator("#why-opening").innerText())).contains("default", "7.50 %");
            assertThat(squeezed(page.locator("#why-closing").innerText()))
                    .contains("8.11 %", "+0.61 pt against the default", "3 ÷ 37 instead of 3 ÷ 40");
        }
    }

    @Test
    void cohort_cell_leads_to_its_customers_who_add_up_to_it() {
        try (BrowserContext context = browser.newContext(
                new Browser.NewContextOptions().setViewportSize(1440, 1000).setAcceptDownloads(true))) {
            Page page = signedIn(context);

            page.navigate(services.services().address() + "retention?period=2026-03");
            page.waitForSelector("[id='cell-2026-01-3']");
            String cell = page.locator("[id='cell-2026-01-3']").innerText();
            page.click("[id='cell-2026-01-3']");
            page.waitForSelector("#cohort-list-check");
            page.waitForSelector("#survival kw-chart svg");
            picture(page, "retention");

            // All 40 were won in January; 3 of them left in March.
            assertThat(cell).isEqualTo("92.5 %");
            assertThat(squeezed(page.locator("#cohort-list").innerText()))
                    .contains("37 of 40 customers kept", "40 customers, 15 of them not shown", "adds up ✓");
            // 104 + 105 + … + 140
            assertThat(page.locator("#cohort-list-mrr").innerText()).isEqualTo("4,514.00");
            // All were won in January, and followed to the end of March, 89 days at most: nobody left within 30.
            assertThat(squeezed(page.locator("#survival table").innerText())).contains("30 40 0 100.0 %");
            assertThat(page.locator("#survival").innerText()).contains("followed until 31 Mar 2026");
            assertThat(page.waitForDownload(() -> page.click("#export-cohorts")).suggestedFilename())
                    .isEqualTo("cohorts-2025-04-2026-03.csv");
        }
    }

    /// Every push gets lost until the browser notices and asks for everything anew. It may notice by any request;
    /// DeferredTest has it ask by itself.
    @Test
    void screen_is_filled_where_pushes_got_lost() {
        try (BrowserContext context = browser.newContext()) {
            Page page = signedIn(context);
            AtomicInteger lost = new AtomicInteger();
            AtomicBoolean noticed = new AtomicBoolean();
            page.onRequest(request -> {
                String body = request.postData();
                if (body != null && body.contains("resynchronize")) {
                    noticed.set(true);
                }
            });
            page.routeWebSocket(Pattern.compile(".*"), socket -> {
                WebSocketRoute server = socket.connectToServer();
                server.onMessage(message -> {
                    if (noticed.get()) {
                        socket.send(message.text());
                    } else {
                        lost.incrementAndGet();
                    }
                });
            });
            page.navigate(services.services().address() + "metrics/revenue.mrr?period=2026-02");
            page.waitForCondition(noticed::get);
            page.waitForSelector("#drill-total");
            page.waitForFunction("document.querySelectorAll('[aria-busy=true]').length == 0");

            assertThat(names(page)).hasSize(25);
            assertThat(lost).hasPositiveValue();
        }
    }

    @Test
    void list_is_sorted_and_turned_by_keyboard_and_a_link_shows_the_same() {
        try (BrowserContext context = browser.newContext(new Browser.NewContextOptions().setViewportSize(1440, 1000))) {
            Page page = signedIn(context);
            page.navigate(services.services().address() + "metrics/revenue.mrr?period=2026-02");
            page.waitForSelector("#drill-total");
            String total = page.locator("#drill-total").innerText();

            // By name from Z to A: all 40, not only the 25 greatest that were shown.
            page.locator("#sort-account").focus();
            page.keyboard().press("Enter");
            page.waitForSelector("th[aria-sort='ascending']");
            page.waitForFunction("document.activeElement.id == 'sort-account'");
            page.keyboard().press("Enter");
            page.waitForSelector("th[aria-sort='descending']");
            page.waitForFunction("document.activeElement.id == 'sort-account'");

            assertThat(names(page))
                    .hasSize(25)
                    .startsWith("Account 40", "Account 39")
                    .endsWith("Account 16");
            page.locator("#rows-next").focus();
            page.keyboard().press("Enter");
            page.waitForFunction("document.activeElement.id == 'rows-first'");
            assertThat(names(page)).hasSize(15).startsWith("Account 15").endsWith("Account 01");
            assertThat(page.locator("#rows-said").innerText()).isEqualTo("Rows 26 to 40 of 40");
            assertThat(page.locator("#drill-total").innerText()).isEqualTo(total);
            assertThat(squeezed(page.locator("#drill-check").innerText())).contains("adds up");
            assertThat(page.url()).contains("sort=-account", "page=2");
            picture(page, "metric-list");
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            picture(page, "metric-list-dark");
            page.setViewportSize(390, 844);
            page.locator("#rows-said").scrollIntoViewIfNeeded();
            picture(page, "metric-list-narrow");
            assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
            page.setViewportSize(1440, 1000);

            Page other = context.newPage();
            other.navigate(page.url());
            other.waitForSelector("#drill-total");
            assertThat(names(other)).isEqualTo(names(page));
            page.goBack();
            page.waitForSelector("#rows-next");
            assertThat(names(page)).startsWith("Account 40");
        }
    }

    private static List<String> names(Page page) {
        return page.locator("table:has(#sort-account) tbody td:first-child").allInnerTexts();
    }

    @Test
    void every_row_of_a_list_comes_as_csv_to_whoever_is_signed_in() throws IOException {
        try (BrowserContext context = browser.newContext(
                new Browser.NewContextOptions().setViewportSize(1440, 1000).setAcceptDownloads(true))) {
            Page page = signedIn(context);
            page.navigate(services.services().address() + "metrics/revenue.mrr?period=2026-02&segment=Small+business");
            page.waitForSelector("#download-rows");
            Download download = page.waitForDownload(() -> page.click("#download-rows"));
            List<String> lines = Files.readAllLines(download.path());
            String address = String.valueOf(page.locator("#download-rows").evaluate("link => link.href"));
            int begin = lines.indexOf("account,name,day,what,amount");
            List<String> rows = lines.subList(begin + 1, lines.size());

            assertThat(download.suggestedFilename()).isEqualTo("revenue.mrr-subscriptions-2026-02-01-2026-02-28.csv");
            assertThat(lines.subList(0, begin))
                    .contains(
                            "metric,revenue.mrr,Monthly recurring revenue",
                            "period,2026-02-01,2026-02-28",
                            "slice,segment=Small business",
                            "rows,20")
                    .anyMatch(line -> line.startsWith("as of,20"))
                    // 101 + 103 + … + 139
                    .anyMatch(line -> line.startsWith("figure,2400") && line.endsWith(",money_per_month,EUR"))
                    .anyMatch(line -> line.startsWith("which stands for,") && line.endsWith(",adds up"));
            assertThat(rows).hasSize(20);
            assertThat(rows.stream()
                            .map(row -> new BigDecimal(row.substring(row.lastIndexOf(',') + 1)))
                            .reduce(BigDecimal.ZERO, BigDecimal::add))
                    .isEqualByComparingTo("2400");

            assertThat(page.request().get(address).status()).isEqualTo(200);
            try (BrowserContext stranger = browser.newContext()) {
                APIResponse answer = stranger.request().get(address);
                assertThat(answer.text()).doesNotContain("Account 01");
            }
            assertThat(page.textContent("#zone-rules"))
                    .isEqualTo("Time zone rules " + ZoneRulesVersion.inUse().name());
            page.click("#sign-out");
            page.waitForSelector("#sign-in-email");
            assertThat(page.request().get(address).text()).doesNotContain("Account 01");
        }
    }

    @Test
    void customers_behind_a_cohort_cell_are_sorted_turned_and_downloaded() throws IOException {
        try (BrowserContext context = browser.newContext(
                new Browser.NewContextOptions().setViewportSize(1440, 1000).setAcceptDownloads(true))) {
            Page page = signedIn(context);
            page.navigate(services.services().address()
                    + "retention?period=2026-03&cohort=2026-01&month=3&sort=-first&page=2");
            page.waitForSelector("#cohort-list-check");

            // The greatest first: 140 to 116 on the first page.
            assertThat(names(page)).hasSize(15).startsWith("Account 15").endsWith("Account 01");
            List<String> lines = Files.readAllLines(
                    page.waitForDownload(() -> page.click("#download-cohort")).path());
            assertThat(lines)
                    .contains("cohort,2026-01", "month,3", "customers,40", "kept,37")
                    .anyMatch(line -> line.startsWith("mrr,4514") && line.endsWith(",EUR,adds up"));
            assertThat(lines.subList(
                            lines.indexOf("account,name,first_subscription,kept,first_mrr,mrr") + 1, lines.size()))
                    .hasSize(40);
        }
    }

    @Test
    void metric_page_asks_about_one_detail() throws IOException, InterruptedException {
        sendMeasures();
        try (BrowserContext context = browser.newContext(new Browser.NewContextOptions().setViewportSize(1440, 1000))) {
            Page page = signedIn(context);
            page.navigate(services.services().address() + "metrics/custom.measure?period=2026-03");
            page.waitForSelector("#choose-of input");
            picture(page, "metric-details");
            page.click("#choose-of input");
            page.click("vaadin-combo-box-item:has-text('visits')");
            page.waitForSelector("#drill-total");
            page.waitForSelector("kw-chart svg");
            picture(page, "metric-detail");

            // 3 + 4
            assertThat(page.url()).contains("of=visits");
            assertThat(page.locator("#figure-value").innerText()).isEqualTo("7.00");
            assertThat(page.locator("#definition-mean .kw-value").innerText()).isEqualTo("3.50");
            assertThat(page.locator("#drill-total").innerText()).isEqualTo("7.00");

            page.navigate(services.services().address() + "metrics/custom.measure?period=2026-03&of=nothing");
            page.waitForSelector(".kw-notice-problem");
            assertThat(squeezed(page.locator("main").innerText()))
                    .contains("There is no measure 'nothing'. Valid: seats, visits.");
        }
    }

    private static void sendMeasures() throws IOException, InterruptedException {
        Path mapping = Files.writeString(services.data().resolve("measures.yaml"), """
                events:
                  - kind: measurement
                    event_id: "{id}/{name}"
                    account_id: "{id}"
                    occurred_at: "2026-03-20"
                    fields: {name: "{name}", value: "{value}"}
                """);
        Path file = Files.writeString(
                services.data().resolve("measures.csv"), "id,name,value\na20,visits,3\na21,visits,4\na20,seats,9\n");
        TestServices.Said said = services.run("import", mapping.toString(), file.toString());
        assertThat(said.exitCode()).as(said.err()).isZero();
        services.awaitFigures();
    }

    @Test
    void target_stands_as_the_figures_are_known() {
        TestServices.Said set = services.run(
                "target", "set", "retention.revenue_churn", "--value=5", "--from=2026-03-01", "--to=2026-04-01");
        assertThat(set.exitCode()).as(set.err()).isZero();
        try (BrowserContext context = browser.newContext(new Browser.NewContextOptions().setViewportSize(1440, 1000))) {
            Page page = signedIn(context);
            page.navigate(
                    services.services().address() + "metrics/retention.revenue_churn?period=2026-03&known=2026-04-05");
            page.waitForSelector("#targets .kw-target");

            // Everything came in only now: nothing was known in April.
            assertThat(squeezed(page.locator("#targets").innerText()))
                    .contains("not known")
                    .doesNotContain("(March 2026)");
        }
    }

    @Test
    void what_of_an_address_was_not_understood_is_reported_above_what_is_shown_without_it() {
        Map<String, String> answers = new LinkedHashMap<>();
        answers.put("?known=garbage", "'known' can't be 'garbage'. Valid: a day before today, such as 20");
        answers.put("metrics?known=2100-01-01", "'known' can't be '2100-01-01'. Valid: a day before today, such as 20");
        answers.put("metrics/revenue.mrr?segmnt=Enterprise", "There is no 'segmnt'. Valid: ");
        answers.put("metrics/revenue.mrr?grain=hour", "'grain' can't be 'hour'. Valid: week, month,");
        answers.put("metrics/revenue.mrr?rolling=soon", "'rolling' can't be 'soon'. Valid: so many days or months");
        answers.put("metrics/revenue.mrr?by=shoe_size", "'by' can't be 'shoe_size'. Valid: ");
        answers.put("metrics/revenue.mrr?since=then", "'since' can't be 'then'. Valid: a moment");
        answers.put("metrics/revenue.mrr?sort=colour", "'sort' can't be 'colour'. Valid: account, day, what, amount");
        answers.put("retention?compare=apples&months=13", "'months' can't be '13'. Valid: 12, 24, 36.");
        answers.put("accounts?segmnt=Enterprise", "There is no 'segmnt'. Valid: ");
        try (BrowserContext context = browser.newContext()) {
            Page page = signedIn(context);
            answers.forEach((address, answer) -> {
                page.navigate(services.services().address() + address);
                page.waitForSelector("#misread");

                assertThat(squeezed(page.locator("#misread").innerText()))
                        .as(address)
                        .contains("What is shown is without it", answer);
            });
            page.navigate(services.services().address() + "metrics/revenue.mrr?period=2026-03&segmnt=Enterprise");
            page.waitForSelector("#figure-value");
            picture(page, "metric-misread");
            page.click("#misread a");
            page.waitForSelector("#misread", new Page.WaitForSelectorOptions().setState(WaitForSelectorState.DETACHED));
            assertThat(page.url()).endsWith("metrics/revenue.mrr?period=2026-03");
        }
    }

    @Test
    void metric_page_tells_what_changed_the_figure_since_a_moment() throws IOException, InterruptedException {
        ZoneId zone = services.services().bean(Settings.class).firm().zone().id();
        String moment = LocalDateTime.now(zone).truncatedTo(ChronoUnit.MILLIS).toString();
        sendLate();
        try (BrowserContext context = browser.newContext(new Browser.NewContextOptions().setViewportSize(1440, 1000))) {
            Page page = signedIn(context);

            page.navigate(
                    services.services().address() + "metrics/retention.customer_churn?period=2026-05&since=" + moment);
            page.waitForSelector("#changed-total");
            picture(page, "metric-changes");

            // One of 37 left in May, as is known only since.
            assertThat(page.locator("#changed-from").innerText()).isEqualTo("0.00 %");
            assertThat(page.locator("#changed-to").innerText()).isEqualTo("2.70 %");
            assertThat(page.locator("#changed-by").innerText()).isEqualTo("+2.70 pt");
            assertThat(page.locator("#changed-total").innerText()).isEqualTo("+1");
            assertThat(squeezed(page.locator("#changes").innerText()))
                    .contains("Account 40", "Subscription main ends", "15 May 2026");
        }
    }

    /// Account 40 left in May, as is heard only now.
    private static void sendLate() throws IOException, InterruptedException {
        Path mapping = Files.writeString(services.data().resolve("late.yaml"), """
                events:
                  - kind: subscription_change
                    event_id: "{id}/late-end"
                    account_id: "{id}"
                    occurred_at: "2026-05-15"
                    fields: {subscription_id: main, step: END}
                """);
        Path file = Files.writeString(services.data().resolve("late.csv"), "id\na40\n");
        TestServices.Said said = services.run("import", mapping.toString(), file.toString());
        assertThat(said.exitCode()).as(said.err()).isZero();
        services.awaitFigures();
    }

    @Test
    void wrong_address_is_answered_with_what_would_be_valid() {
        Map<String, String> answers = new LinkedHashMap<>();
        answers.put("metrics/revenue.mmr", "There is no metric 'revenue.mmr'. Valid: adoption.active, ");
        answers.put(
                "metrics/retention.customer_churn?definition=mine",
                "There is no definition 'mine' of this metric. Valid: acquired, all_cancellations, closing,");
        answers.put(
                "metrics/retention.customer_churn?segment=Tiny",
                "No account ever had the segment 'Tiny'. Valid: Enterprise, Small business.");
        for (String screen : List.of("", "metrics", "metrics/retention.customer_churn", "retention")) {
            answers.put(
                    screen + "?period=2026-04-01..2026-03-01",
                    "There is no period '2026-04-01..2026-03-01'. Valid: a year such as 2026,");
        }
        answers.put(
                "metrics/retention.customer_churn?period=2025-03",
                "The period lies before all data for this figure, which begins on");
        try (BrowserContext context = browser.newContext()) {
            Page page = signedIn(context);

            answers.forEach((address, answer) -> {
                page.navigate(services.services().address() + address);
                page.waitForSelector(".kw-notice");
                page.waitForTimeout(500);

                assertThat(squeezed(page.locator("main").innerText()))
                        .as(address)
                        .contains(answer);
            });
        }
    }

    @Test
    void report_is_copied_changed_previewed_saved_and_taken_back() {
        String email = "dee@example.com";
        services.services()
                .bean(Staff.class)
                .add("a test", new StaffMember(email, "Dee", StaffMember.Role.ADMIN), PASSWORD);
        try (BrowserContext context = browser.newContext(new Browser.NewContextOptions().setViewportSize(1440, 1000))) {
            Page page = context.newPage();
            page.navigate(services.services().address().toString());
            fillSignIn(page, email, PASSWORD);
            page.waitForSelector("[id^='kpi-']");
            page.navigate(services.services().address() + "reports");
            page.click("text=Executive summary");
            page.waitForSelector("#report-preview iframe");
            String begun = page.inputValue("#report-text textarea");

            page.fill("#report-text textarea", begun.replace("- headlines", "- pie"));
            page.click("#report-save");
            page.waitForSelector("text=Not saved: There is no section 'pie'.");
            page.waitForFunction("document.querySelector('#report-preview').innerText.includes(\"section 'pie'\")");

            page.fill(
                    "#report-text textarea",
                    begun.replace("title: Executive summary", "title: Our own summary")
                            .replace("- headlines", "- words: {text: 'Dear all, of {accounts}.'}\n- headlines"));
            page.click("#report-save");
            page.waitForSelector("#screen-title:has-text('Our own summary')");
            page.frameLocator("#report-preview iframe")
                    .locator("text=Dear all, of all customers.")
                    .waitFor();
            picture(page, "report-editor");
            page.click("#report-turn");
            page.waitForSelector("#report-turn:has-text('Pause')");
            assertThat(services.run("report", "list", "--json").out())
                    .contains("Our own summary")
                    .contains("\"enabled\":true");
            page.click("#report-turn");
            page.waitForSelector("#report-turn:has-text('Send by schedule')");
            page.navigate(services.services().address() + "reports");
            page.waitForSelector("text=paused (monthly on the first working day at 07:00)");
            picture(page, "reports");
        }
        try (BrowserContext context = browser.newContext()) {
            Page page = signedIn(context);
            page.navigate(services.services().address() + "report/executive-monthly");
            page.waitForSelector("text=Only administrators may change reports.");
            assertThat(page.locator("#report-save").count()).isZero();
        }
    }

    @Test
    void nobody_sees_anything_without_signing_in() {
        try (BrowserContext context = browser.newContext()) {
            Page page = context.newPage();

            page.navigate(services.services().address() + "accounts");
            page.waitForSelector("#sign-in-email");

            assertThat(page.content()).doesNotContain("Account 01");
        }
    }

    @Test
    void a_wrong_password_is_refused() {
        try (BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            page.navigate(services.services().address().toString());

            fillSignIn(page, "wrong");
            page.waitForSelector("#sign-in-problem");

            assertThat(page.locator("#sign-in-problem").innerText()).isNotBlank();
        }
    }

    private static Page signedIn(BrowserContext context) {
        Page page = context.newPage();
        page.navigate(services.services().address().toString());
        fillSignIn(page, PASSWORD);
        page.waitForSelector("[id^='kpi-']");
        return page;
    }

    private static void fillSignIn(Page page, String password) {
        fillSignIn(page, EMAIL, password);
    }

    private static void fillSignIn(Page page, String email, String password) {
        page.waitForSelector("#sign-in-email input");
        page.fill("#sign-in-email input", email);
        page.fill("#sign-in-password input", password);
        page.click("#sign-in-button");
    }

    private static void picture(Page page, String name) {
        page.waitForTimeout(800);
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".png"))
                .setFullPage(true));
    }

    /// Without line breaks between a figure and its unit.
    private static String squeezed(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}

package io.keepwell.ingestion.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.grpc.Status;
import io.keepwell.client.PartnerClient;
import io.keepwell.core.access.KeyId;
import io.keepwell.core.access.Partner;
import io.keepwell.core.access.PartnerKeys;
import io.keepwell.core.access.Scope;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.suite.RunsOnce;
import io.keepwell.core.suite.Slow;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.ingestion.TestIngestion;
import io.keepwell.ingestion.admission.UseCounter;
import io.keepwell.ingestion.v1.Disposition;
import io.keepwell.ingestion.v1.Event;
import io.keepwell.ingestion.v1.EventAnswer;
import io.keepwell.ingestion.v1.PublishEventsRequest;
import io.keepwell.ingestion.v1.ReconcileDaysResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// A partner sees and touches only what it sent itself, whatever it says in whichever call.
///
/// One partner has reported events of every kind with a secret of its own in every text. A stranger says
/// these secrets in every field of every call. Somebody ignorant does the same with texts that nobody
/// ever reported, and both have to be answered alike.
@UsesDatabase
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@RunsOnce("who sees whose events is decided before any of them is read")
@Slow
final class IsolationTest {
    private static final String SECRET = "sesame";
    private static final String UNKNOWN = "walnut";
    private static final Pattern SECRETS = Pattern.compile(SECRET + "[-a-z_.]*");

    @AutoClose
    private static final TestIngestion ingestion = TestIngestion.start();

    private static final PartnerKeys keys = ingestion.platform().get(PartnerKeys.class);
    private static final Partner partner = keys.partner(SECRET + "-partner");
    private static final List<EveryCall> calls = EveryCall.of(ingestion);

    /// What only the partner knows.
    private static final Set<String> secrets = new TreeSet<>();

    /// With what the partner could go on with a stream.
    private static String token = "";

    private static String keyId = "";

    @BeforeAll
    static void send() throws Exception {
        List<Event> events = new ArrayList<>();
        for (List<Message> requests : call("PublishEvents").withTexts(IsolationTest::secret, SECRET + "-own-")) {
            events.addAll(((PublishEventsRequest) requests.getFirst()).getEventsList());
        }
        List<EventAnswer> answers;
        try (PartnerClient client = ingestion.client(partner, Duration.ZERO)) {
            answers = client.publish(events);
        }
        for (int i = 0; i < events.size(); i++) {
            if (answers.get(i).getDisposition() != Disposition.DISPOSITION_REJECTED) {
                SECRETS.matcher(events.get(i).toString()).results().forEach(found -> secrets.add(found.group()));
            }
        }
        secrets.add(partner.name());
        String key = ingestion.key(partner, EnumSet.of(Scope.PUBLISH));
        keyId = KeyId.of(key).text();
        token = BareCalls.resumeToken(ingestion, key);
        ingestion.awaitRefresh();
        ingestion.platform().get(UseCounter.class).flush();
        assertThat(secrets).as("texts that the partner has reported").hasSizeGreaterThan(50);
    }

    /// Short enough to be repeated wholly by an answer that says what is wrong with it.
    private static String secret(String path) {
        return SECRET + "-" + path.substring(Math.max(0, path.length() - 28));
    }

    private static EveryCall call(String name) {
        return calls.stream()
                .filter(each -> each.method().getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void every_call_has_a_request_that_is_answered() throws Exception {
        String key = ingestion.key(keys.partner("plain"), EnumSet.allOf(Scope.class));
        for (EveryCall call : calls) {
            BareCalls.Answer answer = call.ask(ingestion, key, call.requests());
            assertThat(answer.status().getCode())
                    .as(call.method().getFullName())
                    .isEqualTo(Status.Code.OK);
        }
    }

    @Test
    void what_another_partner_reported_makes_no_difference_in_any_field_of_any_call() throws Exception {
        List<String> before = everythingOf(partner);
        String strangersKey = ingestion.key(keys.partner("stranger"), EnumSet.of(Scope.PUBLISH));
        String ignorantKey = ingestion.key(keys.partner("ignorant"), EnumSet.of(Scope.PUBLISH));
        for (String key : List.of(strangersKey, ignorantKey)) {
            assertThat(ReconcileDaysResponse.parseFrom(
                                    ask("ReconcileDays", key).messages().getFirst())
                            .getDaysList())
                    .as("what is kept of somebody who has sent nothing")
                    .isEmpty();
        }
        List<String> reported = new ArrayList<>(secrets);
        reported.addAll(List.of(token, keyId));
        Set<String> tried = new HashSet<>();
        int requests = 0;
        for (int i = 0; i < reported.size(); i++) {
            String secret = reported.get(i);
            String unknown = unknown(secret);
            for (EveryCall call : calls) {
                if (call.scope() == Scope.QUERY && i % 10 != 0) {
                    // Refused for want of the scope; a few secrets will do.
                    continue;
                }
                String ids = "own-" + call.method().getName() + "-" + i + "-";
                List<List<Message>> strangers = call.withTexts(_ -> secret, ids);
                List<List<Message>> others = call.withTexts(_ -> unknown, ids);
                for (int variant = 0; variant < strangers.size(); variant++) {
                    String answered = text(call.ask(ingestion, strangersKey, strangers.get(variant)));
                    String expected = text(call.ask(ingestion, ignorantKey, others.get(variant)));
                    assertThat(answered.replace(secret, unknown))
                            .as(call.method().getName() + " with " + strangers.get(variant))
                            .isEqualTo(expected)
                            .doesNotContain(SECRET);
                    requests++;
                }
                tried.add(call.method().getFullName());
            }
            String strangersDays = text(ask("ReconcileDays", strangersKey));
            assertThat(strangersDays).isEqualTo(text(ask("ReconcileDays", ignorantKey)));
        }
        ingestion.awaitRefresh();

        assertThat(tried).hasSameSizeAs(calls);
        assertThat(requests).isGreaterThan(200);
        assertUntouched(before);
        assertThat(ingestion
                        .platform()
                        .rows("select count(*) from account_alias a join account_alias b on a.account = b.account"
                                + " where a.partner_id = " + partner.id() + " and b.partner_id <> a.partner_id"))
                .as("accounts that another partner's name leads to")
                .containsExactly("0");
    }

    /// A text of the same length that nobody has reported.
    private static String unknown(String secret) {
        if (secret.equals(token)) {
            return token.substring(0, token.length() - 4) + (token.endsWith("AAAA") ? "BBBB" : "AAAA");
        }
        return secret.equals(keyId) ? "kw_00000000" : secret.replace(SECRET, UNKNOWN);
    }

    private static BareCalls.Answer ask(String name, String key) throws Exception {
        EveryCall call = call(name);
        return call.ask(ingestion, key, call.requests());
    }

    /// All that an answer says, but for the moment at which a resume token was made for whom.
    private static String text(BareCalls.Answer answer) {
        return answer.status().getCode() + " "
                + answer.text().replaceAll("[-_A-Za-z0-9]{32}(?![-_A-Za-z0-9])", "token");
    }

    /// With the scope `query` everybody sees the figures of the whole firm and the records of them, by
    /// design: names, words and amounts; but not by which ids partners send.
    @Test
    @Order(1) // before strangers name measures of their own after the secrets
    void figures_tell_what_is_behind_them_but_no_ids_of_events_accounts_streams_or_keys() throws Exception {
        String key = ingestion.key(keys.partner("asking"), EnumSet.of(Scope.QUERY));
        List<String> hidden = new ArrayList<>(
                secrets.stream().filter(secret -> secret.endsWith("event_id")).toList());
        hidden.addAll(List.of(SECRET + "-own-", partner.name(), token, keyId));
        assertThat(hidden).hasSizeGreaterThanOrEqualTo(5);
        int answered = 0;
        for (EveryCall call : calls) {
            if (call.scope() == Scope.QUERY) {
                List<List<Message>> variants = new ArrayList<>(List.of(call.requests()));
                for (String secret : List.of(secret("event_id"), secret("account_id"), token)) {
                    variants.addAll(call.withTexts(_ -> secret, ""));
                }
                for (List<Message> requests : variants) {
                    BareCalls.Answer answer = call.ask(ingestion, key, requests);
                    for (String text : hidden) {
                        if (!requests.toString().contains(text)) {
                            assertThat(answer.text()).as(requests.toString()).doesNotContain(text);
                        }
                    }
                    answered += answer.status().isOk() ? 1 : 0;
                }
            }
        }
        assertThat(answered).isGreaterThan(5);
    }

    /// The only way to speak about another partner's account: a profile names it. Since its own partner
    /// describes it, that stays a proposal.
    @Test
    void profile_that_names_the_account_of_another_partner_who_describes_it_changes_nothing_of_it() throws Exception {
        List<String> before = everythingOf(partner);
        Event.Builder event = ((PublishEventsRequest)
                        call("PublishEvents").requests().getFirst())
                .getEventsList().stream().filter(Event::hasAccountProfile).findFirst().orElseThrow().toBuilder();
        event.getAccountProfileBuilder()
                .clearAliases()
                .addAliasesBuilder()
                .setPartner(partner.name())
                .setAccountId(secret("account_id"));
        event.setEventId("takes-over").setAccountId("takes-over");
        try (PartnerClient client = ingestion.client(keys.partner("naming"), Duration.ZERO)) {
            assertThat(client.publish(List.of(event.build())).getFirst().getDisposition())
                    .isEqualTo(Disposition.DISPOSITION_ACCEPTED);
        }
        ingestion.awaitRefresh();

        assertUntouched(before);
        assertThat(ingestion
                        .platform()
                        .rows("select count(*) from account_merge m join account_alias a"
                                + " on a.account in (m.account, m.primary_account) where a.partner_id = "
                                + partner.id()))
                .containsExactly("0");
    }

    /// A profile may say beforehand what another partner will call an account, by a name that this one
    /// never used: here those of the sample profile.
    private static void assertUntouched(List<String> before) {
        List<String> after = everythingOf(partner);
        assertThat(after).as("what the partner has reported").containsAll(before);
        after.removeAll(before);
        assertThat(after)
                .as("what is new")
                .allMatch(row -> row.matches("account_alias: [0-9]+ (4711|A-1) [0-9]+")
                        || row.matches("account: [0-9]+ (4711|A-1) 1 .*"));
    }

    /// Every row that is stored under the partner's number, and its accounts.
    private static List<String> everythingOf(Partner partner) {
        List<String> tables = ingestion
                .platform()
                .rows("select table_name from information_schema.columns where table_schema = database()"
                        + " and column_name = 'partner_id' order by table_name");
        assertThat(tables)
                .containsAll(FactTables.ALL.stream().map(FactTable::table).toList());
        List<String> rows = new ArrayList<>();
        for (String table : tables) {
            List<String> own =
                    ingestion.platform().rows("select * from " + table + " where partner_id = " + partner.id());
            own.stream().sorted().map(row -> table + ": " + row).forEach(rows::add);
        }
        ingestion
                .platform()
                .rows("select a.* from account a where a.account in (select account from account_alias"
                        + " where partner_id = " + partner.id() + ") order by a.account")
                .forEach(row -> rows.add("account: " + row));
        return rows;
    }
}

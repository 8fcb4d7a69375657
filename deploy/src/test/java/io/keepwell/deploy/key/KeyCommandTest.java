package io.keepwell.deploy.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.rpc.ErrorInfo;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.keepwell.client.PartnerClient;
import io.keepwell.core.suite.Slow;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.deploy.Failure;
import io.keepwell.deploy.run.TestServices;
import io.keepwell.deploy.run.TestServices.Said;
import io.keepwell.ingestion.admission.UseCounter;
import io.keepwell.ingestion.v1.Disposition;
import io.keepwell.ingestion.v1.Event;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@UsesDatabase
@Slow
final class KeyCommandTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @AutoClose
    @SuppressWarnings("NullAway.Init") // set before the first test
    private static TestServices services;

    @BeforeAll
    static void start() throws IOException {
        services = TestServices.start();
    }

    @Test
    void created_key_is_shown_once_and_lets_its_partner_in() {
        Said said = services.run("key", "create", "--partner", "crm", "--scope", "publish,query", "--label", "prod");

        assertThat(said.exitCode()).as(said.err()).isZero();
        String key = said.lines().getFirst().replace("Key:      ", "");
        assertThat(key).startsWith("kw_").hasSize(67);
        assertThat(said.out())
                .contains("Id:       " + key.substring(0, 11))
                .contains("Partner:  crm (new)")
                .contains("Scopes:   publish,query")
                .contains("Expires:  never")
                .contains("shown this once only");
        assertThat(publish(key)).isEqualTo("DISPOSITION_REJECTED");
        assertThat(services.run("key", "list").out())
                .contains(key.substring(0, 11))
                .doesNotContain(key.substring(11));
    }

    @Test
    void list_tells_what_a_key_was_made_for_and_used_for() throws IOException {
        JsonNode created = json(
                "create",
                "--partner=billing",
                "--scope=publish",
                "--expires=90d",
                "--events-per-minute=500",
                "--streams=2");
        publish(created.get("key").asText());
        services.services().bean(UseCounter.class).flush();

        JsonNode listed = MAPPER.readTree(services.run("key", "list", "--partner=billing", "--json")
                .lines()
                .getFirst());
        assertThat(listed.has("key")).isFalse();
        assertThat(listed.get("id")).isEqualTo(created.get("id"));
        assertThat(listed.get("state").asText()).isEqualTo("valid");
        assertThat(listed.get("events_per_minute").asLong()).isEqualTo(500);
        assertThat(listed.get("streams_at_once").asLong()).isEqualTo(2);
        assertThat(listed.has("bytes_per_minute")).isFalse();
        assertThat(listed.get("calls").asLong()).isEqualTo(1);
        assertThat(listed.get("rejected").asLong()).isEqualTo(1);
        assertThat(Instant.parse(listed.get("expires").asText()))
                .isCloseTo(inNinetyDays(), within(5, ChronoUnit.MINUTES));
        assertThat(Instant.parse(listed.get("last_used").asText()))
                .isAfterOrEqualTo(Instant.parse(listed.get("created").asText()));
        assertThat(services.run("key", "list", "--partner", "nobody").out()).isEqualTo("There is no key.\n");
    }

    @Test
    void rotated_key_works_beside_the_old_one_and_a_third_is_refused() {
        JsonNode old = json("create", "--partner=rotating", "--scope=publish", "--expires=90d");
        String id = old.get("id").asText();

        JsonNode fresh = json("rotate", id, "--overlap=12h");

        assertThat(fresh.get("rotated_from").asText()).isEqualTo(id);
        assertThat(Instant.parse(fresh.get("old_expires").asText()))
                .isCloseTo(Instant.now().plus(Duration.ofHours(12)), within(5, ChronoUnit.MINUTES));
        assertThat(Instant.parse(fresh.get("expires").asText()))
                .as("as long as the old one was made for")
                .isCloseTo(inNinetyDays(), within(5, ChronoUnit.MINUTES));
        assertThat(publish(old.get("key").asText())).isEqualTo("DISPOSITION_REJECTED");
        assertThat(publish(fresh.get("key").asText())).isEqualTo("DISPOSITION_REJECTED");
        Said third = services.run("key", "rotate", id);
        assertThat(third.exitCode()).isEqualTo(1);
        assertThat(third.err()).contains(id, fresh.get("id").asText(), "both valid");

        assertThat(services.run("key", "revoke", id).out()).startsWith("The key " + id + " of rotating is revoked.");
        assertThat(services.run("key", "rotate", id).err()).contains("was revoked");
        Said again = services.run("key", "rotate", fresh.get("id").asText());
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(again.out())
                .contains("The old key " + fresh.get("id").asText() + " works until ")
                .contains("shown this once only");
    }

    @Test
    void revoked_key_is_refused_for_that_reason() {
        JsonNode key = json("create", "--partner=leaked", "--scope=publish");
        // The whole key will do as well as its id.
        JsonNode revoked = json("revoke", key.get("key").asText());

        assertThat(revoked.get("id")).isEqualTo(key.get("id"));
        assertThat(Instant.parse(revoked.get("revoked").asText())).isBeforeOrEqualTo(Instant.now());
        assertThat(publish(key.get("key").asText())).isEqualTo("KEY_REVOKED");
        assertThat(services.run("key", "list", "--partner=leaked").out()).contains("revoked");
    }

    @Test
    void what_can_not_be_done_says_why_and_makes_nothing() {
        int before = services.run("key", "list").lines().size();

        assertFails("There is no key kw_00000000", "revoke", "kw_00000000");
        assertFails("There is no key kw_00000000", "rotate", "kw_00000000");
        assertFails("8 hexadecimal digits", "revoke", "billing");
        assertFails("1 to 10000000000, not 0", "create", "--partner=a", "--scope=publish", "--events-per-minute=0");
        assertFails("would never be valid", "create", "--partner=a", "--scope=publish", "--expires=0d");
        assertFails("How long is 5 weeks", "rotate", "kw_00000000", "--overlap=5 weeks");
        assertFails("no certificate in pom.xml", "create", "--partner=a", "--scope=publish", "--certificate=pom.xml");
        assertFails("1 to 64 characters", "create", "--partner=" + "x".repeat(65), "--scope=publish");
        assertFails("none of them a control character", "create", "--partner=two\nlines", "--scope=publish");
        assertThat(services.run("key", "create", "--partner=a", "--scope=everything")
                        .exitCode())
                .isEqualTo(2);
        assertThat(services.run("key").exitCode()).isEqualTo(2);

        assertThat(services.run("key", "list").lines()).hasSize(before);
    }

    @Test
    void ends_are_read_as_durations_and_moments() {
        Instant now = Instant.parse("2026-11-01T12:00:00Z");

        assertThat(Lasting.end("90d", now)).isEqualTo("2027-01-30T12:00:00Z");
        assertThat(Lasting.end("2027-01-01T00:00:00Z", now)).isEqualTo("2027-01-01T00:00:00Z");
        assertThat(Lasting.duration("30m")).isEqualTo(Duration.ofMinutes(30));
        assertThatThrownBy(() -> Lasting.end("2026-11-01T12:00:00Z", now)).isInstanceOf(Failure.class);
        assertThatThrownBy(() -> Lasting.end("noT", now)).isInstanceOf(Failure.class);
    }

    private static Instant inNinetyDays() {
        return Instant.now().plus(Duration.ofDays(90));
    }

    private static void assertFails(String message, String... arguments) {
        Said said = key(arguments);
        assertThat(said.exitCode()).as(said.out()).isEqualTo(1);
        assertThat(said.out()).isEmpty();
        assertThat(said.err()).contains(message);
    }

    private static JsonNode json(String... arguments) {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.add("--json");
        Said said = key(all.toArray(new String[0]));
        assertThat(said.exitCode()).as(said.err()).isZero();
        try {
            return MAPPER.readTree(said.lines().getFirst());
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    private static Said key(String... arguments) {
        List<String> all = new ArrayList<>(List.of("key"));
        all.addAll(Arrays.asList(arguments));
        return services.run(all.toArray(new String[0]));
    }

    /// What becomes of an event that says nothing: it is rejected where the key is good, else the reason
    /// of the call.
    private static String publish(String key) {
        String target = services.services().connection().target();
        try (PartnerClient client = PartnerClient.plaintext(target, key, Duration.ZERO)) {
            List<Disposition> dispositions = new ArrayList<>();
            StatusRuntimeException failure = catchThrowableOfType(
                    StatusRuntimeException.class,
                    () -> client.publish(List.of(Event.getDefaultInstance()))
                            .forEach(answer -> dispositions.add(answer.getDisposition())));
            return failure == null ? dispositions.getFirst().name() : reason(failure);
        }
    }

    private static String reason(StatusRuntimeException failure) {
        com.google.rpc.Status status = Objects.requireNonNull(StatusProto.fromThrowable(failure));
        try {
            return status.getDetails(0).unpack(ErrorInfo.class).getReason();
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }
}

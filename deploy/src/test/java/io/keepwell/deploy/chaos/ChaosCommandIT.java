package io.keepwell.deploy.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keepwell.core.suite.Slow;
import io.keepwell.deploy.Keepwell;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/// A short run; long ones are for people.
@Slow
class ChaosCommandIT {
    @Test
    void nothing_is_lost_when_service_and_database_are_disturbed() throws Exception {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Keepwell.run(
                new String[] {"chaos", "ingest", "--minutes", "0.3", "--seed", "3", "--embedded", "--json"},
                new PrintWriter(out, true),
                new PrintWriter(err, true));

        JsonNode answer = new ObjectMapper().readTree(out.toString());
        assertThat(answer.get("problems")).as(err.toString()).isEmpty();
        assertThat(answer.get("database").asText()).isEqualTo("the embedded MariaDB");
        assertThat(answer.get("stored").asLong()).isPositive();
        assertThat(answer.get("faults")).isNotEmpty();
        assertThat(exitCode).isZero();
    }
}

package io.keepwell.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.ingestion.v1.Event;
import org.junit.jupiter.api.Test;

final class LatestRowsTest {
    private static Event event(String id, int content) {
        return Event.newBuilder().setEventId(id).setAccountId("a" + content).build();
    }

    @Test
    void an_id_has_at_most_65_535_versions() {
        LatestRows last = new LatestRows();
        for (int i = 1; i <= 65_535; i++) {
            last.apply(event("x", i));
        }

        assertThat(last.corrections()).isEqualTo(65_534);
        assertThat(last.apply(event("x", 65_535)).getEventId()).as("said again").isEqualTo("x#65535");
        assertThatThrownBy(() -> last.apply(event("x", 7)))
                .isInstanceOf(ImportProblem.class)
                .hasMessage("More than 65,535 rows have the event_id 'x'.");
        assertThat(last.apply(event("y", 1)).getEventId()).isEqualTo("y");
    }
}

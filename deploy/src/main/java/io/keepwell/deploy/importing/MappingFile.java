package io.keepwell.deploy.importing;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.keepwell.deploy.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How the lines of a CSV file become events. Texts may hold columns in braces: `{customerID}/start`.
///
/// @param zone whose noon a bare day stands for; UTC where missing
/// @param dayFormat how the file writes days, such as `dd.MM.yyyy`; as `2026-01-31` where missing
/// @param files which files of a folder it is for, such as `orders-*.csv`
/// @param events what each line gives, in order
record MappingFile(
        @Nullable String zone,
        @JsonProperty("day_format") @Nullable String dayFormat,
        @Nullable String files,
        List<EventMapping> events) {
    MappingFile {
        if (events == null || events.isEmpty()) {
            throw new IllegalArgumentException("it needs 'events', a list with at least one entry");
        }
        events = List.copyOf(events);
    }

    /// One event that a line gives.
    ///
    /// @param kind of the event's payload, as in the contract: `subscription_change`
    /// @param accountId empty where missing: for what is about the firm as a whole
    /// @param correctsEventId the event whose place this one takes; empty where missing
    /// @param occurredAt a text, or a day with months added or taken
    /// @param when empty for every line
    /// @param fields of the payload, by the contract's names
    record EventMapping(
            String kind,
            @JsonProperty("event_id") String eventId,
            @JsonProperty("account_id") String accountId,
            @JsonProperty("corrects_event_id") String correctsEventId,
            @JsonProperty("occurred_at") JsonNode occurredAt,
            @Nullable When when,
            Map<String, JsonNode> fields) {
        EventMapping {
            require("kind", kind);
            require("event_id", eventId);
            accountId = accountId == null ? "" : accountId;
            correctsEventId = correctsEventId == null ? "" : correctsEventId;
            require("occurred_at", occurredAt);
            require("fields", fields);
            fields = Map.copyOf(fields);
        }

        private static void require(String name, @Nullable Object value) {
            if (value == null) {
                throw new IllegalArgumentException("an event needs '" + name + "'");
            }
        }

        Optional<When> condition() {
            return Optional.ofNullable(when);
        }
    }

    /// Holds for lines where the column has exactly this text.
    record When(String column, String is) {}

    /// @throws Failure where the file can't be read or isn't a mapping; says where
    static MappingFile read(Path file) {
        ObjectMapper yaml =
                new ObjectMapper(new YAMLFactory()).enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        try {
            return yaml.readValue(Files.readString(file), MappingFile.class);
        } catch (JacksonException problem) {
            String place = problem.getLocation() == null
                    ? ""
                    : ", at or before line " + problem.getLocation().getLineNr() + ",";
            throw new Failure(
                    "The mapping " + file + place + " can't be read: "
                            + problem.getOriginalMessage().lines().findFirst().orElse("no reason given"),
                    problem);
        } catch (IOException problem) {
            throw new Failure("The mapping " + file + " can't be read: " + problem, problem);
        }
    }
}

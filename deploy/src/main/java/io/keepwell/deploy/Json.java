package io.keepwell.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/// Answers for programs that read what a command says.
public final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    /// One line of JSON. Maps keep their own order.
    public static String line(Object answer) {
        try {
            return MAPPER.writeValueAsString(answer);
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException("not an answer: " + answer.getClass(), impossible);
        }
    }
}

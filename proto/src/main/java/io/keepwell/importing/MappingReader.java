package io.keepwell.importing;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Reads mapping files.
public final class MappingReader {
    private static final long MOST_BYTES = 1_000_000;

    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private MappingReader() {}

    /// @throws ImportProblem where the file can't be read or isn't a mapping; says where
    public static Mapping read(Path file) {
        String text;
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new ImportProblem("The mapping " + file + " is too long: at most " + MOST_BYTES + " bytes.");
            }
            text = Files.readString(file);
        } catch (NoSuchFileException missing) {
            throw new ImportProblem("There is no mapping " + file + ".", missing);
        } catch (CharacterCodingException notUtf8) {
            throw new ImportProblem("The mapping " + file + " isn't written in UTF-8.", notUtf8);
        } catch (IOException unreadable) {
            throw new ImportProblem("The mapping " + file + " can't be read: " + unreadable.getMessage(), unreadable);
        }
        return parse(file.toString(), text);
    }

    /// @param name for messages
    /// @throws ImportProblem where it isn't a mapping; says where
    public static Mapping parse(String name, String text) {
        if (text.lines().allMatch(line -> line.isBlank() || line.startsWith("#"))) {
            throw new ImportProblem("The mapping " + name + " is empty: it needs 'events'.");
        }
        try {
            return Optional.ofNullable(YAML.readValue(text, Mapping.class))
                    .orElseThrow(() -> new ImportProblem("The mapping " + name + " is empty: it needs 'events'."));
        } catch (UnrecognizedPropertyException unknown) {
            throw place(name, unknown.getPath().subList(0, unknown.getPath().size() - 1))
                    .problem("there is no part '" + unknown.getPropertyName() + "'; there are: "
                            + names(Optional.ofNullable(unknown.getKnownPropertyIds())
                                    .orElse(List.of()))
                            + ".");
        } catch (JsonMappingException unfit) {
            if (unfit.getCause() instanceof JacksonException unreadable) {
                throw notYaml(name, unreadable);
            }
            throw place(name, unfit.getPath()).problem(reason(unfit) + ".");
        } catch (JacksonException unreadable) {
            throw notYaml(name, unreadable);
        }
    }

    private static ImportProblem notYaml(String name, JacksonException unreadable) {
        return new ImportProblem(
                "The mapping " + name + " isn't YAML"
                        + (unreadable.getLocation() == null
                                ? ""
                                : ", near line " + unreadable.getLocation().getLineNr())
                        + ": " + firstLine(unreadable.getOriginalMessage()) + ".",
                unreadable);
    }

    private static String reason(JsonMappingException unfit) {
        if (unfit instanceof InvalidFormatException format
                && format.getTargetType().isEnum()) {
            return "'" + format.getValue() + "' is none of "
                    + Arrays.stream(format.getTargetType().getEnumConstants())
                            .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "));
        }
        return unfit.getCause() instanceof IllegalArgumentException ours
                ? String.valueOf(ours.getMessage())
                : "what stands there is of another shape than this part takes (a text, a list or named parts)";
    }

    private static MappingPath place(String name, List<JsonMappingException.Reference> path) {
        MappingPath place = MappingPath.of(name);
        String steps = path.stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining());
        return steps.isEmpty() ? place : place.part(steps.startsWith(".") ? steps.substring(1) : steps);
    }

    private static String names(Collection<Object> names) {
        return names.stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("no reason given");
    }
}

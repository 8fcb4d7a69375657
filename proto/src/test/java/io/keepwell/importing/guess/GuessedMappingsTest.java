package io.keepwell.importing.guess;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Small files of many shapes, and beside each the mapping that is guessed for it, to the letter: reviewed by hand, and
/// written anew with `-Dkeepwell.golden=write`.
final class GuessedMappingsTest {
    private static final Path FOLDER = Path.of("src/test/resources/guesses");

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path folder;

    private static List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void there_are_many() throws IOException {
        assertThat(files()).hasSizeGreaterThanOrEqualTo(30);
    }

    @ParameterizedTest
    @MethodSource("files")
    void mapping_is_the_one_that_was_reviewed(String name) throws IOException {
        Path file = Files.copy(FOLDER.resolve(name), folder.resolve(name));
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-03-31T23:30:00Z")));
        Path reviewed = FOLDER.resolve(name + ".yaml");

        String guessed = Guess.of(List.of(file)).getFirst().text();

        if ("write".equals(System.getProperty("keepwell.golden"))) {
            Files.writeString(reviewed, guessed);
        }
        assertThat(guessed)
                .as("review it, then write it with -Dkeepwell.golden=write")
                .isEqualTo(Files.readString(reviewed));
    }
}

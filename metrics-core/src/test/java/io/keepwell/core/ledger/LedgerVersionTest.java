package io.keepwell.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.database.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Nobody changes what makes ledgers and cells without saying whether stored ones have to be made anew.
final class LedgerVersionTest {
    private static final Path SOURCES = Path.of("src/main/java/io/keepwell/core");
    private static final List<String> PACKAGES = List.of("ledger", "ledger/builder", "rollup/cell");
    private static final Path GOLDEN = Path.of("src/test/resources/ledger-version.txt");

    @Test
    void change_of_what_makes_ledgers_and_cells_is_decided_about() throws IOException {
        List<String> now = sources();
        assertThat(now).hasSizeGreaterThan(40);
        if ("write".equals(System.getProperty("keepwell.golden"))) {
            Files.write(GOLDEN, now);
        }
        List<String> changed = new ArrayList<>(now);
        changed.removeAll(Files.readAllLines(GOLDEN));
        assertThat(changed)
                .as("Does what was changed make other ledger rows or cells of the same facts? Then count"
                        + " LedgerVersion.CURRENT up. Either way write " + GOLDEN + " with -Dkeepwell.golden=write.")
                .isEmpty();
    }

    @Test
    void source_is_the_same_whatever_its_comments_and_lines_say() {
        assertThat(hash("int a = 1; // one\n")).isEqualTo(hash("/// More.\nint a =\n    1;"));
        assertThat(hash("int a = 1;")).isNotEqualTo(hash("int a = 2;"));
    }

    private static List<String> sources() throws IOException {
        List<String> lines = new ArrayList<>(List.of("version " + LedgerVersion.CURRENT));
        for (String each : PACKAGES) {
            try (Stream<Path> files = Files.list(SOURCES.resolve(each))) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    if (!file.endsWith("LedgerVersion.java") && !file.endsWith("package-info.java")) {
                        lines.add(each + "/" + file.getFileName() + " " + hash(Files.readString(file)));
                    }
                }
            }
        }
        return lines;
    }

    /// Without comments, white space and imports.
    private static String hash(String source) {
        String bare = source.replaceAll("(?m)//.*$|^import .*$", "").replaceAll("\\s+", "");
        return HexFormat.of().formatHex(Sha256.of(bare), 0, 6);
    }
}

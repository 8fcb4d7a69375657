package io.keepwell.core.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.time.zone.ZoneRulesException;
import java.time.zone.ZoneRulesProvider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfiguredZoneRulesTest {
    private static final File OF_THE_JDK = new File(System.getProperty("java.home"), "lib/tzdb.dat");
    private static final String EDMONTON = "America/Edmonton";
    /// Six hours behind for good, from the spring of 2026 on.
    private static final ZoneRules NEWER = ZoneRules.of(
            ZoneOffset.ofHours(-7),
            ZoneOffset.ofHours(-7),
            List.of(),
            List.of(ZoneOffsetTransition.of(
                    LocalDateTime.of(2026, 3, 8, 2, 0), ZoneOffset.ofHours(-7), ZoneOffset.ofHours(-6))),
            List.of());

    @TempDir
    private Path folder = Path.of("");

    @Test
    void file_of_the_jdk_gives_the_rules_that_the_jdk_has() {
        ConfiguredZoneRules rules = new ConfiguredZoneRules(OF_THE_JDK);

        assertThat(rules.version()).isEqualTo(ZoneRulesVersion.inUse().name());
        assertThat(rules.provideZoneIds()).containsExactlyInAnyOrderElementsOf(ZoneRulesProvider.getAvailableZoneIds());
        for (String zone : rules.provideZoneIds()) {
            assertThat(rules.provideRules(zone, false))
                    .as(zone)
                    .isEqualTo(ZoneId.of(zone).getRules());
        }
        assertThatThrownBy(() -> rules.provideRules("Europe/Atlantis", false)).isInstanceOf(ZoneRulesException.class);
    }

    @Test
    void jvm_that_is_reported_of_a_newer_file_goes_by_it() throws Exception {
        Path file = write("2026f");
        assertThat(new ConfiguredZoneRules(file.toFile()).provideVersions(EDMONTON))
                .containsOnlyKeys("2026f");

        assertThat(day(
                        "-Djava.time.zone.DefaultZoneRulesProvider=" + ConfiguredZoneRules.class.getName(),
                        "-D" + ConfiguredZoneRules.FILE + "=" + file))
                .isEqualTo("2026f 2026-11-10");
    }

    /// The day and the version of a JVM of its own.
    private static String day(String... options) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(Arrays.asList(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), DayInEdmonton.class.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.strip();
    }

    @Test
    void what_is_no_such_file_is_refused() throws IOException {
        assertThatThrownBy(() -> new ConfiguredZoneRules(folder.resolve("none").toFile()))
                .isInstanceOf(IllegalStateException.class);
        Path other = Files.writeString(folder.resolve("other"), "Europe/Berlin");
        assertThatThrownBy(() -> new ConfiguredZoneRules(other.toFile()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is no file of zone rules as a JDK has it in lib/tzdb.dat");
        byte[] whole = Files.readAllBytes(OF_THE_JDK.toPath());
        for (int length : List.of(1, 20, 5_000, whole.length / 2)) {
            Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> new ConfiguredZoneRules(cut.toFile())).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void counts_and_lengths_in_a_damaged_file_are_refused() throws IOException {
        byte[] whole = Files.readAllBytes(write("2026f"));
        // Behind a byte and the group's name: the count of versions, two bytes of length and five of the version,
        // and the count of zones.
        for (int count : List.of(7, 16)) {
            byte[] damaged = whole.clone();
            damaged[count] = (byte) 0xff;
            Path file = Files.write(folder.resolve("damaged"), damaged);
            assertThatThrownBy(() -> new ConfiguredZoneRules(file.toFile())).isInstanceOf(IllegalStateException.class);
        }
    }

    /// A file with two zones.
    private Path write(String version) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(file);
        out.writeByte(1);
        out.writeUTF("TZDB");
        out.writeShort(1);
        out.writeUTF(version);
        out.writeShort(2);
        out.writeUTF(EDMONTON);
        out.writeUTF("Europe/London");
        out.writeShort(2);
        for (ZoneRules rules : List.of(NEWER, ZoneOffset.UTC.getRules())) {
            byte[] bytes = bytes(rules);
            out.writeShort(bytes.length);
            out.write(bytes);
        }
        out.writeShort(2);
        for (int zone : new int[] {0, 1}) {
            out.writeShort(zone);
            out.writeShort(zone);
        }
        return Files.write(folder.resolve("tzdb.dat"), file.toByteArray());
    }

    /// As they stand in one block of a stream of objects: after the class come a byte that says so and one of
    /// their length, and another follows them.
    private static byte[] bytes(ZoneRules rules) throws IOException {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(stream)) {
            out.writeObject(rules);
        }
        byte[] all = stream.toByteArray();
        int start = 8 + "java.time.zone.Ser".length() + 13 + 2;
        assertThat(all.length).isEqualTo(start + all[start - 1] + 1);
        return Arrays.copyOfRange(all, start, all.length - 1);
    }
}

package io.keepwell.deploy.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AptSourceTest {
    @Test
    void one_line_form_is_read_with_and_without_options() {
        List<AptSource> sources = AptSource.parseLines("""
                # deb http://off.example/debian bookworm main
                deb-src http://mirror.example/debian bookworm main
                deb http://mirror.example/debian bookworm main contrib # the usual
                deb [ arch=amd64 signed-by=/keys/a.gpg ] https://other.example/apt stable main
                """);

        assertThat(sources)
                .containsExactly(
                        new AptSource("http://mirror.example/debian", List.of("bookworm"), Map.of()),
                        new AptSource(
                                "https://other.example/apt", List.of("stable"), Map.of("Signed-By", "/keys/a.gpg")));
    }

    @Test
    void paragraphs_are_read_but_for_sources_and_what_is_switched_off() {
        List<AptSource> sources = AptSource.parseParagraphs("""
                Types: deb deb-src
                # a remark within
                URIs: http://one.example/debian http://two.example/debian
                Suites: trixie trixie-updates
                Components: main
                Signed-By: /keys/debian-archive-keyring.gpg

                Types: deb-src
                URIs: http://three.example/debian
                Suites: trixie

                Enabled: no
                Types: deb
                URIs: http://four.example/debian
                Suites: trixie
                """);

        assertThat(sources)
                .extracting(AptSource::uri)
                .containsExactly("http://one.example/debian", "http://two.example/debian");
        assertThat(sources.getFirst().suites()).containsExactly("trixie", "trixie-updates");
    }

    @Test
    void embedded_key_goes_along_to_the_other_suite() {
        AptSource source = AptSource.parseParagraphs("""
                        Types: deb
                        URIs: http://one.example/debian
                        Suites: trixie
                        Signed-By:
                         -----BEGIN PGP PUBLIC KEY BLOCK-----
                         .
                         abc
                        """).getFirst();

        assertThat(source.paragraph("unstable")).isEqualTo("""
                Types: deb
                URIs: http://one.example/debian
                Suites: unstable
                Components: main
                Signed-By:\s
                 -----BEGIN PGP PUBLIC KEY BLOCK-----
                 .
                 abc
                """);
    }

    @Test
    void debian_is_reported_from_its_security_updates_and_from_strangers(@TempDir Path folder) throws IOException {
        Path parts = Files.createDirectories(folder.resolve("sources.list.d"));
        Files.writeString(parts.resolve("a.list"), "deb https://stranger.example/apt stable main\n");
        Files.writeString(parts.resolve("b.sources"), """
                Types: deb
                URIs: http://mirror.example/debian-security
                Suites: bookworm-security
                Signed-By: /keys/debian-archive-keyring.gpg

                Types: deb
                URIs: http://mirror.example/debian/
                Suites: bookworm
                """);
        Files.writeString(parts.resolve("c.sources.disabled"), "Types: deb\nURIs: http://off.example/debian\n");

        assertThat(AptSource.debian(folder)).map(AptSource::uri).contains("http://mirror.example/debian/");
    }

    @Test
    void mirror_under_another_name_is_known_by_its_key(@TempDir Path folder) throws IOException {
        Files.writeString(
                folder.resolve("sources.list"),
                "deb [signed-by=/keys/debian-archive-keyring.gpg] https://cache.example/remote/deb bookworm main\n");

        assertThat(AptSource.debian(folder)).map(AptSource::uri).contains("https://cache.example/remote/deb");
    }

    @Test
    void machine_without_debian_has_none(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("sources.list"), "deb http://archive.example/ubuntu noble main\n");

        assertThat(AptSource.debian(folder)).isEmpty();
        assertThat(AptSource.debian(folder.resolve("nowhere"))).isEmpty();
    }
}

package io.keepwell.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// docs/commands.md is written from the commands: run with `-Dkeepwell.golden=write` after a change. The launcher
/// answers `--help` from it, so that nothing has to be built for that.
final class CommandsDocumentTest {
    private static final Path DOCUMENT = Path.of("../docs/commands.md");
    private static final Path LAUNCHER = Path.of("../keepwell");

    @Test
    void document_says_what_the_commands_say() throws IOException {
        String text = document();
        if ("write".equals(System.getProperty("keepwell.golden"))) {
            Files.writeString(DOCUMENT, text);
        }
        assertThat(DOCUMENT).as("write it with -Dkeepwell.golden=write").exists();
        assertThat(Files.readString(DOCUMENT))
                .as("docs/commands.md is stale: write it with -Dkeepwell.golden=write")
                .isEqualTo(text);
    }

    @Test
    void launcher_answers_help_and_version_without_a_build(@TempDir Path checkout) throws Exception {
        Files.copy(LAUNCHER, checkout.resolve("keepwell"));
        Files.createDirectories(checkout.resolve("docs"));
        Files.copy(DOCUMENT, checkout.resolve("docs/commands.md"));
        Files.createDirectories(checkout.resolve("deploy"));
        Files.copy(Path.of("pom.xml"), checkout.resolve("deploy/pom.xml"));

        assertThat(launch(checkout, "--help")).isEqualTo(usageOf());
        assertThat(launch(checkout, "key", "create", "--help")).isEqualTo(usageOf("key", "create"));
        assertThat(launch(checkout, "-h", "query", "revenue.mrr")).isEqualTo(usageOf("query"));
        assertThat(launch(checkout, "--version")).startsWith("keepwell 0.").contains("Java 25", "Zone rules 20");
        assertThat(launch(checkout, "test", "--help")).startsWith("Usage: keepwell test");
        assertThat(checkout.resolve("deploy/target")).doesNotExist();
    }

    private static String document() {
        StringBuilder text = new StringBuilder("""
                # Every command

                Written from the commands by CommandsDocumentTest. `./keepwell COMMAND --help` shows the same.
                """);
        append(text, Keepwell.commandLine(new Keepwell()));
        return text.toString();
    }

    private static void append(StringBuilder text, CommandLine command) {
        String name = command.getCommandSpec().qualifiedName();
        text.append("\n## %s\n\n```\n%s```\n".formatted(name, usage(command)));
        command.getSubcommands().values().forEach(other -> append(text, other));
    }

    private static String usage(CommandLine command) {
        return command.getUsageMessage(CommandLine.Help.Ansi.OFF);
    }

    /// @param names of a command under the others, outermost first
    private static String usageOf(String... names) {
        CommandLine command = Keepwell.commandLine(new Keepwell());
        for (String name : names) {
            command = Objects.requireNonNull(command.getSubcommands().get(name));
        }
        return usage(command);
    }

    /// @return what it printed to standard output; it must end well, within a minute
    private static String launch(Path checkout, String... arguments) throws Exception {
        ProcessBuilder builder = new ProcessBuilder();
        builder.command().add(checkout.resolve("keepwell").toString());
        builder.command().addAll(List.of(arguments));
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
        return output;
    }
}

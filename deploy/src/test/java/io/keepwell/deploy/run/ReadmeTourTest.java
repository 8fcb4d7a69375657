package io.keepwell.deploy.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.suite.Eventually;
import io.keepwell.core.suite.Slow;
import io.keepwell.deploy.Keepwell;
import io.keepwell.deploy.run.TestServices.Said;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The README's way to a first own figure: its very commands, on an empty data folder.
@Slow
final class ReadmeTourTest {
    private static final Path HOME = Path.of("..");
    private static final Duration LONGEST = Duration.ofMinutes(3);

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before the test
    private Path data;

    @Test
    void five_commands_lead_from_nothing_to_a_first_own_figure() throws Exception {
        List<List<String>> commands = commands();
        assertThat(commands).hasSize(5);
        assertThat(commands.getFirst()).containsExactly("serve");

        Output serving = new Output();
        Thread services = Thread.ofPlatform().start(() -> {
            var _ = run(serving, commands.get(0), "--ui-port", "0", "--grpc-port", "0");
        });
        try {
            assertThat(serving.ready.await(LONGEST.toSeconds(), TimeUnit.SECONDS))
                    .as(serving.toString())
                    .isTrue();
            assertThat(serving.toString()).contains("Browser:   http://", "Password:  ", "Ready.");

            Said foreseen = run(commands.get(1));
            assertThat(foreseen.exitCode()).as(foreseen.err()).isZero();
            assertThat(foreseen.out()).containsPattern("accepted +36").contains("nothing was kept");

            Said imported = run(commands.get(2));
            assertThat(imported.exitCode()).as(imported.err()).isZero();
            assertThat(imported.out()).containsPattern("accepted +36").containsPattern("rejected +0");

            Said churn = untilSaid(commands.get(3), "9.09 %");
            assertThat(churn.out()).contains("base: 11 customers on 1 Oct 2025", "Delta Print");

            Said all = run(commands.get(4));
            assertThat(all.exitCode()).as(all.err()).isZero();
            // 49 + 49 + 890 + 1,200 + 240 + 320 + 79 + 320 + 1,500 + 49 + 49
            assertThat(all.lines())
                    .anyMatch(line -> line.matches("revenue\\.mrr +\\S+ +EUR 4,745\\.00"))
                    .anyMatch(line -> line.startsWith("voice.nps "))
                    .hasSizeGreaterThan(40);
        } finally {
            services.interrupt();
            services.join(LONGEST);
        }
        assertThat(services.isAlive()).isFalse();
    }

    /// As a shell takes them apart, without the program's name.
    private static List<List<String>> commands() throws IOException {
        Matcher block = Pattern.compile("<!-- tour: .*?-->\\s*```sh\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(HOME.resolve("README.md")));
        assertThat(block.find()).as("the commands in README.md").isTrue();
        List<List<String>> commands = new ArrayList<>();
        for (String line : block.group(1).lines().toList()) {
            String command = line.replaceFirst("\\s+#.*", "");
            assertThat(command).startsWith("./keepwell ");
            commands.add(Arrays.stream(command.split(" +", -1)).skip(1).toList());
        }
        return commands;
    }

    /// Figures follow an import within seconds.
    private Said untilSaid(List<String> command, String text) {
        Eventually.until(
                String.join(" ", command) + " says " + text,
                LONGEST,
                () -> run(command).out().contains(text));
        return run(command);
    }

    private Said run(List<String> command) {
        Output out = new Output();
        StringWriter err = new StringWriter();
        int exitCode = Keepwell.run(arguments(command), new PrintWriter(out, true), new PrintWriter(err, true));
        return new Said(exitCode, out.toString(), err.toString());
    }

    private int run(Output out, List<String> command, String... more) {
        return Keepwell.run(arguments(command, more), new PrintWriter(out, true), new PrintWriter(out, true));
    }

    /// The same command on a data folder of its own. Files are those of the project's folder, where the README has one
    /// type it.
    private String[] arguments(List<String> command, String... more) {
        List<String> all = new ArrayList<>(command.stream()
                .map(argument ->
                        argument.startsWith("docs/") ? HOME.resolve(argument).toString() : argument)
                .toList());
        all.addAll(List.of("--data", data.toString()));
        all.addAll(Arrays.asList(more));
        return all.toArray(new String[0]);
    }

    /// What a command says, to be waited for.
    private static final class Output extends Writer {
        private final StringBuilder text = new StringBuilder();
        private final CountDownLatch ready = new CountDownLatch(1);

        @Override
        public synchronized void write(char[] characters, int offset, int length) {
            text.append(characters, offset, length);
            if (text.indexOf("Ready.") >= 0) {
                ready.countDown();
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}

        @Override
        public synchronized String toString() {
            return text.toString();
        }
    }
}

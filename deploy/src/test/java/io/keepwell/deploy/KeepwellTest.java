package io.keepwell.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeepwellTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "chaos ingest --help",
                "key --help",
                "key rotate -h",
                "firm init --help",
                "staff add --help",
                "mysql --help",
                "mysql start --help",
                "mysql stop --help",
                "account merge --help",
                "quality --help",
                "mysql url -h"
            })
    void every_command_has_help_on_standard_output(String line) {
        assertThat(run(line.split(" ", -1))).isZero();

        assertThat(out.toString()).startsWith("Usage: keepwell").contains("Exit codes:");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void version_is_the_builds() {
        assertThat(run("--version")).isZero();

        assertThat(out.toString()).matches("(?s)keepwell [0-9]+\\.[0-9]+.*Java .*Zone rules 20[0-9]{2}[a-z]\\s*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "chaos",
                "chaos ingest --minutes=0",
                "quality --from=yesterday",
                "firm init --name=X",
                "staff add x@example.com",
                "query revenue.mrr --all",
                "mysql",
                "mysql start --port=many",
                "mysql url --unknown"
            })
    void misunderstood_command_says_so_in_a_line_and_ends_with_2(String line) {
        assertThat(run(line.split(" ", -1))).isEqualTo(2);

        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines()).hasSize(2).last().asString().matches("Try: keepwell.* --help");
    }

    @Test
    void no_command_at_all_ends_with_2() {
        assertThat(run()).isEqualTo(2);
    }

    @Test
    void command_that_does_nothing_by_itself_names_those_under_it() {
        assertThat(run("setting")).isEqualTo(2);

        assertThat(err.toString()).startsWith("keepwell: Which of set, show?");
    }

    @Test
    void sentence_of_a_failure_names_the_deepest_cause_unless_people_were_reported_already() {
        Throwable cause = new IllegalStateException("no room\nmore");

        assertThat(Failure.sentence(new Failure("The disk is full", cause))).isEqualTo("The disk is full");
        assertThat(Failure.sentence(new IllegalStateException("can't write", cause)))
                .isEqualTo("can't write (no room)");
        assertThat(Failure.sentence(new NullPointerException())).isEqualTo("NullPointerException");
    }

    private int run(String... arguments) {
        return Keepwell.run(arguments, new PrintWriter(out, true), new PrintWriter(err, true));
    }
}

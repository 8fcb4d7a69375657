package io.keepwell.deploy.staff;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keepwell.core.access.Staff;
import io.keepwell.core.access.StaffMember;
import io.keepwell.core.audit.Audit;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.deploy.run.TestCommands;
import io.keepwell.deploy.run.TestServices.Said;
import io.micronaut.context.ApplicationContext;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

@UsesDatabase
final class StaffCommandTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @AutoClose
    private static final TestCommands commands = new TestCommands();

    @AutoClose
    private static final ApplicationContext context = commands.connect();

    private static final Staff staff = context.getBean(Staff.class);

    @Test
    void made_password_is_shown_once_and_signs_in_until_there_is_another_one() throws Exception {
        Said added = commands.run("staff", "add", "Ada@Example.com", "--name", "Ada Berg", "--role", "admin", "--json");
        assertThat(added.exitCode()).as(added.err()).isZero();
        String first = MAPPER.readTree(added.out()).get("password").asText();
        assertThat(first).hasSize(20);
        assertThat(staff.signIn("ada@example.com", first))
                .contains(new StaffMember("ada@example.com", "Ada Berg", StaffMember.Role.ADMIN));

        Said again = commands.run("staff", "add", "ada@example.com", "--name", "Ada");
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.err()).contains("ada@example.com may sign in already");

        Said changed = commands.run("staff", "password", "ada@example.com");
        assertThat(changed.lines())
                .hasSize(3)
                .startsWith("ada@example.com has another password.")
                .endsWith("It is shown this once only.");
        String second = changed.lines().get(1).substring("Password:  ".length());
        assertThat(staff.signIn("ada@example.com", first)).isEmpty();
        assertThat(staff.signIn("ada@example.com", second)).isPresent();
    }

    @Test
    void password_is_taken_from_standard_input_and_never_said() {
        Said added = withInput("correct horse battery\nnext line\n", "add", "ben@example.com", "--name", "Ben");
        assertThat(added).isEqualTo(new Said(0, "ben@example.com may sign in.\n", ""));
        assertThat(staff.signIn("ben@example.com", "correct horse battery"))
                .hasValueSatisfying(ben -> assertThat(ben.role()).isEqualTo(StaffMember.Role.VIEWER));

        Said changed = withInput("another horse battery\r\n", "password", "ben@example.com");
        assertThat(changed.out()).isEqualTo("ben@example.com has another password.\n");
        assertThat(staff.signIn("ben@example.com", "another horse battery")).isPresent();

        for (String bad : new String[] {"", "too short\n", "x".repeat(201) + "\n", "x".repeat(100_000)}) {
            Said refused = withInput(bad, "password", "ben@example.com");
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.err()).isEqualTo("keepwell: A password has 12 to 200 characters.\n");
        }
        assertThat(staff.signIn("ben@example.com", "another horse battery")).isPresent();
    }

    @Test
    void disabled_person_signs_in_no_more_until_added_again() throws Exception {
        withInput("correct horse battery\n", "add", "cy@example.com", "--name", "Cy");

        JsonNode disabled = MAPPER.readTree(
                commands.run("staff", "disable", "cy@example.com", "--json").out());
        assertThat(disabled.get("enabled").asBoolean()).isFalse();
        assertThat(staff.signIn("cy@example.com", "correct horse battery")).isEmpty();
        assertThat(commands.run("staff", "disable", "cy@example.com"))
                .isEqualTo(new Said(0, "cy@example.com may not sign in any more.\n", ""));
        Said password = commands.run("staff", "password", "cy@example.com");
        assertThat(password.exitCode()).isEqualTo(1);
        assertThat(password.err()).contains("Nobody may sign in as cy@example.com. See staff list.");
        assertThat(commands.run("staff", "list").lines())
                .anyMatch(line -> line.matches("cy@example.com +viewer +disabled +Cy"));

        withInput("correct horse battery 2\n", "add", "cy@example.com", "--name", "Cy B");
        assertThat(staff.signIn("cy@example.com", "correct horse battery 2")).isPresent();
        assertThat(commands.run("staff", "list", "--json").lines())
                .map(MAPPER::readTree)
                .anySatisfy(person -> {
                    assertThat(person.get("email").asText()).isEqualTo("cy@example.com");
                    assertThat(person.get("name").asText()).isEqualTo("Cy B");
                    assertThat(person.get("enabled").asBoolean()).isTrue();
                });
        assertThat(context.getBean(Audit.class).about("staff cy@example.com", 9))
                .extracting(Audit.Entry::who, Audit.Entry::action, Audit.Entry::detail)
                .containsExactly(
                        tuple("ann", "staff.add", "Cy B, viewer, after having been disabled"),
                        tuple("command line, " + System.getProperty("user.name"), "staff.disable", ""),
                        tuple("ann", "staff.add", "Cy, viewer"));
    }

    @Test
    void wrong_people_are_refused() {
        for (String address : new String[] {"ada", "a@b c", "x".repeat(190) + "@example.com"}) {
            Said refused = commands.run("staff", "add", address, "--name", "X");
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.err()).contains("That is no mail address");
        }
        assertThat(commands.run("staff", "add", "x@example.com", "--name", " ").err())
                .contains("A person's name has 1 to 200 characters");
        assertThat(commands.run("staff", "disable", "x@example.com").err()).contains("Nobody may sign in as");
        assertThat(commands.run("staff", "add", "x@example.com", "--name", "X", "--role", "boss")
                        .exitCode())
                .isEqualTo(2);
    }

    private static Said withInput(String input, String command, String... more) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input.getBytes(UTF_8)));
        try {
            String[] arguments = {"staff", command, "--ask", "--who", "ann"};
            String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
            System.arraycopy(more, 0, all, arguments.length, more.length);
            return commands.run(all);
        } finally {
            System.setIn(before);
        }
    }
}

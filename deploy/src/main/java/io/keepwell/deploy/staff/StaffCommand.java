package io.keepwell.deploy.staff;

import io.keepwell.core.access.Staff;
import io.keepwell.core.access.StaffEntry;
import io.keepwell.core.access.StaffMember;
import io.keepwell.core.format.TextTable;
import io.keepwell.core.report.MailAddress;
import io.keepwell.deploy.Failure;
import io.keepwell.deploy.Json;
import io.keepwell.deploy.run.DatabaseOptions;
import io.keepwell.deploy.run.Decider;
import io.micronaut.context.ApplicationContext;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `keepwell staff`: who may sign in to the web UI.
@Command(
        name = "staff",
        description = {
            "The people who may sign in to the web UI: add, list, disable, and give another password.",
            "",
            "A password is made at random and shown once, or asked for with --ask. It is never an argument: those are"
                    + " there for everybody on the machine to see."
        })
public final class StaffCommand {
    private static final int LONGEST_NAME = 200;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Command(name = "add", description = "Adds somebody, or lets somebody in again who was disabled.")
    int add(
            @Parameters(paramLabel = "EMAIL", description = "What they sign in with.") String email,
            @Option(names = "--name", paramLabel = "NAME", required = true, description = "As screens show it.")
                    String name,
            @Option(
                            names = "--role",
                            paramLabel = "ROLE",
                            defaultValue = "VIEWER",
                            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
                    StaffMember.Role role,
            @Mixin PasswordOption passwords,
            @Mixin Decider decider,
            @Option(names = "--json", description = "Print one line of JSON.") boolean json) {
        if (name.isBlank() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new Failure("A person's name has 1 to %d characters, none of them a control character."
                    .formatted(LONGEST_NAME));
        }
        StaffMember member = new StaffMember(address(email), name.strip(), role);
        PasswordOption.Chosen chosen = passwords.choose();
        try (ApplicationContext context = database.connect()) {
            if (!context.getBean(Staff.class).add(decider.who(), member, chosen.password())) {
                throw new Failure(member.email() + " may sign in already. Another password: staff password "
                        + member.email() + ".");
            }
            print(member.email() + " may sign in.", described(member), chosen, json);
            return 0;
        }
    }

    @Command(
            name = "password",
            description = "Gives somebody another password. Whoever is signed in as them has to do so again.")
    int password(
            @Parameters(paramLabel = "EMAIL", description = "What they sign in with.") String email,
            @Mixin PasswordOption passwords,
            @Mixin Decider decider,
            @Option(names = "--json", description = "Print one line of JSON.") boolean json) {
        String address = address(email);
        PasswordOption.Chosen chosen = passwords.choose();
        try (ApplicationContext context = database.connect()) {
            if (!context.getBean(Staff.class).setPassword(decider.who(), address, chosen.password())) {
                throw nobody(address);
            }
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("email", address);
            print(address + " has another password.", object, chosen, json);
            return 0;
        }
    }

    @Command(
            name = "disable",
            description =
                    "Lets somebody sign in no more. Where they are signed in, that ends with the next screen or file"
                            + " they ask for.")
    int disable(
            @Parameters(paramLabel = "EMAIL", description = "What they sign in with.") String email,
            @Mixin Decider decider,
            @Option(names = "--json", description = "Print one line of JSON.") boolean json) {
        String address = address(email);
        try (ApplicationContext context = database.connect()) {
            StaffEntry entry =
                    context.getBean(Staff.class).disable(decider.who(), address).orElseThrow(() -> nobody(address));
            if (json) {
                out().println(Json.line(object(entry)));
            } else {
                out().println(address + " may not sign in any more.");
            }
            return 0;
        }
    }

    @Command(name = "list", description = "Lists everybody who may sign in or might once.")
    int list(@Option(names = "--json", description = "One JSON object a person, a line each.") boolean json) {
        try (ApplicationContext context = database.connect()) {
            List<StaffEntry> entries = context.getBean(Staff.class).list();
            if (json) {
                entries.forEach(entry -> out().println(Json.line(object(entry))));
            } else if (entries.isEmpty()) {
                out().println("Nobody may sign in. See staff add.");
            } else {
                TextTable table = new TextTable().text("").text("").text("").text("");
                entries.forEach(entry -> table.row(
                        entry.member().email(),
                        role(entry.member()),
                        entry.isEnabled() ? "" : "disabled",
                        entry.member().name()));
                table.print(out());
            }
            return 0;
        }
    }

    /// As it is kept.
    private static String address(String text) {
        return MailAddress.parse(text)
                .map(address -> address.address().toLowerCase(Locale.ROOT))
                .filter(address -> address.length() <= Staff.LONGEST_EMAIL)
                .orElseThrow(() -> new Failure("That is no mail address like name@example.com of at most "
                        + Staff.LONGEST_EMAIL + " characters."));
    }

    private static Failure nobody(String address) {
        return new Failure("Nobody may sign in as " + address + ". See staff list.");
    }

    private void print(String sentence, Map<String, Object> object, PasswordOption.Chosen chosen, boolean json) {
        Optional<String> shown = chosen.isMade() ? Optional.of(chosen.password()) : Optional.empty();
        if (json) {
            shown.ifPresent(password -> object.put("password", password));
            out().println(Json.line(object));
            return;
        }
        out().println(sentence);
        shown.ifPresent(password -> {
            out().println("Password:  " + password);
            out().println("It is shown this once only.");
        });
    }

    private static Map<String, Object> described(StaffMember member) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("email", member.email());
        object.put("name", member.name());
        object.put("role", role(member));
        return object;
    }

    private static Map<String, Object> object(StaffEntry entry) {
        Map<String, Object> object = described(entry.member());
        object.put("enabled", entry.isEnabled());
        object.put("added", entry.addedAt().toString());
        entry.disabledAt().ifPresent(moment -> object.put("disabled", moment.toString()));
        return object;
    }

    private static String role(StaffMember member) {
        return member.role().name().toLowerCase(Locale.ROOT);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}

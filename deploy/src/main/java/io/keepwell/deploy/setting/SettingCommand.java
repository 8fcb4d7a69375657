package io.keepwell.deploy.setting;

import io.keepwell.core.rollup.refresh.PolicyChanges;
import io.keepwell.core.setting.Policies;
import io.keepwell.core.setting.Policy;
import io.keepwell.core.setting.Settings;
import io.keepwell.deploy.Failure;
import io.keepwell.deploy.Json;
import io.keepwell.deploy.run.DatabaseOptions;
import io.keepwell.deploy.run.Decider;
import io.micronaut.context.ApplicationContext;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `keepwell setting`: what the firm counts differently.
@Command(
        name = "setting",
        description = {
            "Shows and changes what the firm counts differently. After most changes all figures are made anew, by",
            "themselves; the fiscal year only cuts periods. Who changed what is kept."
        })
public final class SettingCommand {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Command(name = "show", description = "Lists every setting with its value.")
    int show(@Option(names = "--json", description = "One JSON object a setting, a line each.") boolean json) {
        try (ApplicationContext context = database.connect()) {
            Policies policies = context.getBean(Settings.class).policies();
            for (Policy policy : Policy.values()) {
                String value = policy.text(policies);
                String usual = policy.text(Policies.DEFAULT);
                if (json) {
                    Map<String, Object> object = new LinkedHashMap<>();
                    object.put("setting", policy.id());
                    object.put("value", value);
                    object.put("default", usual);
                    object.put("meaning", policy.meaning());
                    out().println(Json.line(object));
                } else {
                    out().printf(
                                    "%-18s %s%s%n    %s%n",
                                    policy.id(),
                                    value,
                                    value.equals(usual) ? "" : "  (default: " + usual + ")",
                                    policy.meaning());
                }
            }
            return 0;
        }
    }

    @Command(name = "set", description = "Changes a setting.")
    int set(
            @Parameters(paramLabel = "NAME", description = "As `show` lists it.") String name,
            @Parameters(paramLabel = "VALUE", description = "As `show` writes it.") String value,
            @Option(names = "--why", paramLabel = "TEXT", required = true, description = "The reason; is kept.")
                    String why,
            @Mixin Decider decider,
            @Option(names = "--json", description = "Print one line of JSON.") boolean json) {
        Policy policy = Policy.parse(name)
                .orElseThrow(() -> new Failure("There is no setting '" + name + "'. Valid: "
                        + Arrays.stream(Policy.values()).map(Policy::id).collect(Collectors.joining(", ")) + "."));
        try (ApplicationContext context = database.connect()) {
            print(set(context.getBean(PolicyChanges.class), policy, value, decider.who(), why), json);
            return 0;
        }
    }

    private static PolicyChanges.Change set(
            PolicyChanges changes, Policy policy, String value, String who, String why) {
        try {
            return changes.set(policy, value, who, why);
        } catch (IllegalArgumentException refused) {
            throw new Failure(String.valueOf(refused.getMessage()), refused);
        }
    }

    private void print(PolicyChanges.Change change, boolean json) {
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("setting", change.policy().id());
            object.put("before", change.before());
            object.put("after", change.after());
            object.put("changed", change.isChange());
            object.put("rebuild", change.isChange() && change.policy().isBakedIn());
            out().println(Json.line(object));
        } else if (change.isChange()) {
            out().printf(
                            "%s: %s → %s. %s%n",
                            change.policy().id(),
                            change.before(),
                            change.after(),
                            change.policy().isBakedIn()
                                    ? "All figures are made anew by it, by the refresher's next turn."
                                    : "Figures follow it from now on; nothing that is stored has to be made anew.");
        } else {
            out().printf("%s is %s already.%n", change.policy().id(), change.after());
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}

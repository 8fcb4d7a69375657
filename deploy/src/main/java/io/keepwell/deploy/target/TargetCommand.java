package io.keepwell.deploy.target;

import io.keepwell.core.metric.DefinitionId;
import io.keepwell.core.metric.MetricCatalogue;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.setting.Settings;
import io.keepwell.core.target.Target;
import io.keepwell.core.target.TargetStatuses;
import io.keepwell.core.target.Targets;
import io.keepwell.core.time.Period;
import io.keepwell.deploy.Failure;
import io.keepwell.deploy.run.DatabaseOptions;
import io.keepwell.deploy.run.Decider;
import io.keepwell.deploy.run.SliceOption;
import io.micronaut.context.ApplicationContext;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `keepwell target`: where figures are to get, and whether they do.
@Command(
        name = "target",
        description = {
            "Where figures are to get: set, list, remove; and by when a metric is to be reviewed: review.",
            "",
            "A target whose period has ended is attained or missed. Until then it is on track or at risk: counts and sums",
            "are held against the part of the target that belongs to the days passed, ratios and levels against all of it."
        })
public final class TargetCommand {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Command(
            name = "set",
            description = "Sets a target, in place of the one for the same metric, definition, slice and period.")
    int set(
            @Parameters(paramLabel = "METRIC", description = "Such as retention.nrr.") String metric,
            @Option(
                            names = "--value",
                            paramLabel = "N",
                            required = true,
                            description = "In the metric's unit: 105 for 105 %%.")
                    BigDecimal value,
            @Option(
                            names = "--from",
                            paramLabel = "DAY",
                            required = true,
                            description = "First day, such as 2026-01-01.")
                    LocalDate from,
            @Option(names = "--to", paramLabel = "DAY", required = true, description = "First day after.") LocalDate to,
            @Option(names = "--definition", paramLabel = "D", description = "Default: the metric's own.") @Nullable
                    String definition,
            @Option(names = "--long-term", description = "For long-term plans. Default: short-term.") boolean longTerm,
            @Mixin SliceOption slice,
            @Mixin Decider decider,
            @Option(names = "--json", description = "Print one line of JSON.") boolean json) {
        if (!from.isBefore(to)) {
            throw new ParameterException(spec.commandLine(), "--from is before --to.");
        }
        try (ApplicationContext context = database.connect()) {
            MetricInfo info =
                    context.getBean(MetricCatalogue.class).get(metricId(metric)).info();
            Target target = context.getBean(Targets.class)
                    .put(
                            decider.who(),
                            info.id(),
                            definition == null ? info.defaultDefinition().id() : new DefinitionId(definition),
                            slice.slice(),
                            new Period(from, to),
                            longTerm ? Target.Horizon.LONG_TERM : Target.Horizon.SHORT_TERM,
                            value);
            answers(context, json).targets(List.of(target));
            return 0;
        } catch (IllegalArgumentException nonsense) {
            throw new Failure("Not set: " + nonsense.getMessage() + ".", nonsense);
        }
    }

    @Command(name = "list", description = "Lists targets and how they stand, and reviews that are due.")
    int list(
            @Parameters(arity = "0..1", paramLabel = "METRIC", description = "Only of this one.") @Nullable
                    String metric,
            @Option(names = "--json", description = "One JSON object a target or review, a line each.") boolean json) {
        try (ApplicationContext context = database.connect()) {
            Targets targets = context.getBean(Targets.class);
            TargetAnswers answers = answers(context, json);
            answers.targets(targets.all().stream()
                    .filter(target -> metric == null || target.metric().id().equals(metric))
                    .toList());
            LocalDate today = context.getBean(Settings.class).firm().zone().today(context.getBean(Clock.class));
            targets.reviews().forEach((id, on) -> {
                if (metric == null || id.id().equals(metric)) {
                    answers.review(id, on, on.isBefore(today));
                }
            });
            return 0;
        }
    }

    @Command(name = "remove", description = "Forgets a target.")
    int remove(
            @Parameters(paramLabel = "NUMBER", description = "As list prints it.") int number, @Mixin Decider decider) {
        try (ApplicationContext context = database.connect()) {
            if (!context.getBean(Targets.class).remove(decider.who(), number)) {
                throw new Failure("There is no target " + number + ".");
            }
            spec.commandLine().getOut().printf("Target %d is removed.%n", number);
            return 0;
        }
    }

    @Command(
            name = "review",
            description = "Says by which day somebody has to look again whether a metric is measured in the right way.")
    int review(
            @Parameters(paramLabel = "METRIC") String metric,
            @Option(names = "--on", paramLabel = "DAY", required = true, description = "Such as 2027-01-31.")
                    LocalDate on,
            @Mixin Decider decider) {
        try (ApplicationContext context = database.connect()) {
            context.getBean(Targets.class).review(decider.who(), metricId(metric), on);
            spec.commandLine().getOut().printf("%s is to be reviewed by %s.%n", metric, on);
            return 0;
        }
    }

    static MetricId metricId(String text) {
        try {
            return new MetricId(text);
        } catch (IllegalArgumentException notOne) {
            throw new Failure("'" + text + "' is no metric's id, such as retention.nrr.", notOne);
        }
    }

    private TargetAnswers answers(ApplicationContext context, boolean json) {
        return new TargetAnswers(
                spec.commandLine().getOut(),
                json,
                context.getBean(MetricCatalogue.class),
                context.getBean(TargetStatuses.class),
                context.getBean(Settings.class).firm().currency());
    }
}

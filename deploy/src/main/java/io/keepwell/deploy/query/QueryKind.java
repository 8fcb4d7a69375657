package io.keepwell.deploy.query;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/// What is asked for, and which options go with it.
///
/// @param label as a message names it
record QueryKind(String label, List<String> options) {
    static final String COHORTS = "retention.cohorts";
    static final String SURVIVAL = "retention.survival";

    private static final QueryKind LIST = new QueryKind("The list of metrics", List.of("--json"));
    private static final QueryKind FIGURES = new QueryKind(
            "A query for figures",
            List.of(
                    "--from",
                    "--to",
                    "--definition",
                    "--slice",
                    "--by",
                    "--rolling",
                    "--of",
                    "--by-dimension",
                    "--top",
                    "--explain",
                    "--as-of",
                    "--json"));
    private static final QueryKind EVERY_METRIC =
            new QueryKind("--all", List.of("--all", "--from", "--to", "--slice", "--as-of", "--json"));
    private static final QueryKind COMPARISON =
            new QueryKind("--compare", List.of("--compare", "--from", "--to", "--slice", "--of", "--as-of", "--json"));
    private static final QueryKind REVISION = new QueryKind(
            "--since", List.of("--since", "--from", "--to", "--definition", "--slice", "--of", "--as-of", "--json"));
    private static final QueryKind COHORT_TABLE =
            new QueryKind(COHORTS, List.of("--from", "--to", "--slice", "--months", "--as-of", "--json"));
    private static final QueryKind SURVIVAL_CURVE =
            new QueryKind(SURVIVAL, List.of("--from", "--to", "--slice", "--followed-to", "--as-of", "--json"));

    private static final Set<String> OF_ANY = Stream.of(
                    LIST, EVERY_METRIC, FIGURES, COMPARISON, REVISION, COHORT_TABLE, SURVIVAL_CURVE)
            .flatMap(kind -> kind.options.stream())
            .collect(Collectors.toUnmodifiableSet());

    static QueryKind of(@Nullable String metric, boolean all, boolean compare, boolean since) {
        if (metric == null) {
            return all ? EVERY_METRIC : LIST;
        }
        if (metric.equals(COHORTS)) {
            return COHORT_TABLE;
        }
        if (metric.equals(SURVIVAL)) {
            return SURVIVAL_CURVE;
        }
        if (compare) {
            return COMPARISON;
        }
        return since ? REVISION : FIGURES;
    }

    /// @throws ParameterException where an option was given that would change nothing
    void refuseOptionsWithoutEffect(CommandLine command) {
        String wrong = command.getParseResult().matchedOptions().stream()
                .map(OptionSpec::longestName)
                .filter(name -> OF_ANY.contains(name) && !options.contains(name))
                .distinct()
                .collect(Collectors.joining(", "));
        if (!wrong.isEmpty()) {
            throw new ParameterException(
                    command,
                    label + " goes without " + wrong + ". It goes with: "
                            + options.stream()
                                    .filter(name -> !name.equals(label))
                                    .collect(Collectors.joining(", "))
                            + ".");
        }
    }
}

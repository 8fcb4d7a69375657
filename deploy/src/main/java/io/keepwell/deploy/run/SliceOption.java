package io.keepwell.deploy.run;

import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.deploy.Failure;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/// Which accounts a command is about.
public final class SliceOption {
    @Option(
            names = "--slice",
            paramLabel = "NAME=VALUE",
            description = "Only these, such as segment=Enterprise. Repeatable.")
    private Map<String, String> slice = new LinkedHashMap<>();

    /// @throws Failure where somebody named a dimension that there is none of
    public Slice slice() {
        Map<Dimension, String> values = new EnumMap<>(Dimension.class);
        slice.forEach((id, value) -> values.put(
                Dimension.parse(id)
                        .orElseThrow(() -> new Failure("There is no dimension '" + id + "'. Valid: "
                                + Dimension.ALL.stream().map(Dimension::id).collect(Collectors.joining(", ")) + ".")),
                value));
        return new Slice(values);
    }
}

package io.keepwell.deploy.demo;

import io.keepwell.deploy.run.DataFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Gives the demo a data folder of its own; all other options keep their defaults.
final class DemoFolder implements IDefaultValueProvider {
    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        return argument instanceof OptionSpec option && option.longestName().equals("--data") ? DataFolder.DEMO : null;
    }
}

package io.keepwell.deploy.run;

/// Where everything is kept that the services keep on this machine.
public final class DataFolder {
    /// Under the folder the command is typed in.
    public static final String DEFAULT = ".keepwell";

    private DataFolder() {}
}

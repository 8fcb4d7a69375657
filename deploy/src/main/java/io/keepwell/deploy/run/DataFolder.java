package io.keepwell.deploy.run;

/// Where everything is kept that the services keep on this machine.
public final class DataFolder {
    /// Under the folder the command is typed in.
    public static final String DEFAULT = ".keepwell";

    static final String DEMO_IN_DEFAULT = "demo";
    /// The demo's own, apart from what a person keeps.
    public static final String DEMO = DEFAULT + "/" + DEMO_IN_DEFAULT;

    private DataFolder() {}
}

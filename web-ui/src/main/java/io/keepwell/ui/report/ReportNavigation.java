package io.keepwell.ui.report;

import io.keepwell.core.report.RunId;
import io.keepwell.ui.component.Link;
import io.keepwell.ui.shell.NavigationItem;
import jakarta.inject.Singleton;

/// The ways to the reports.
@Singleton
public final class ReportNavigation implements NavigationItem {
    static final String PATH = "reports";

    /// One run: the report, its first day and the first day after.
    static final String RUN_PATH = PATH + "/:report/:from/:to";

    /// The runs of all reports.
    public static Link list() {
        return Link.to(PATH);
    }

    /// One run, as it was sent.
    public static Link run(RunId run) {
        return Link.to(PATH + "/" + run.report().id() + "/" + run.period().from() + "/"
                + run.period().to());
    }

    @Override
    public String title() {
        return "Reports";
    }

    @Override
    public int place() {
        return 40;
    }

    @Override
    public String path() {
        return PATH;
    }
}

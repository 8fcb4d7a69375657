package io.keepwell.ui.report;

import io.keepwell.core.report.ReportId;
import io.keepwell.core.report.run.RunId;
import io.keepwell.ui.component.Link;
import io.keepwell.ui.shell.NavigationItem;
import jakarta.inject.Singleton;

/// The ways to the reports.
@Singleton
public final class ReportNavigation implements NavigationItem {
    static final String PATH = "reports";

    /// One run: the report and the moment at which it was due.
    static final String RUN_PATH = PATH + "/:report/:due";

    /// A report's text.
    static final String EDIT_PATH = "report/:report";

    /// Names the ready-made report that a new one begins as.
    static final String LIKE = "like";

    /// The text of a report.
    static Link edit(ReportId report) {
        return Link.to("report/" + report);
    }

    /// The text of a new report that begins as a ready-made one.
    static Link create(ReportId report, String like) {
        return edit(report).with(LIKE, like);
    }

    /// The runs of all reports.
    public static Link list() {
        return Link.to(PATH);
    }

    /// One run, as it was sent.
    public static Link run(RunId run) {
        return Link.to(PATH + "/" + run.report().id() + "/" + run.dueAt());
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

package io.keepwell.ui.retention;

import io.keepwell.ui.component.Link;
import io.keepwell.ui.shell.NavigationItem;
import io.keepwell.ui.shell.Selection;
import jakarta.inject.Singleton;

/// The way to what became of customers since they were won.
@Singleton
public final class RetentionNavigation implements NavigationItem {
    public static final String PATH = "retention";

    /// The cohorts that end with the selected period.
    public static Link retention(Selection selection) {
        return selection.write(Link.to(PATH));
    }

    @Override
    public String title() {
        return "Retention";
    }

    @Override
    public int place() {
        return 25;
    }

    @Override
    public String path() {
        return PATH;
    }
}

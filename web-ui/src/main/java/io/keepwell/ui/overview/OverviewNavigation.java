package io.keepwell.ui.overview;

import io.keepwell.ui.component.Link;
import io.keepwell.ui.shell.NavigationItem;
import io.keepwell.ui.shell.Selection;
import jakarta.inject.Singleton;

/// The way to the first screen.
@Singleton
public final class OverviewNavigation implements NavigationItem {
    static final String PATH = "";

    public static Link overview(Selection selection) {
        return selection.write(Link.to(PATH));
    }

    @Override
    public String title() {
        return "Overview";
    }

    @Override
    public int place() {
        return 10;
    }

    @Override
    public String path() {
        return PATH;
    }
}

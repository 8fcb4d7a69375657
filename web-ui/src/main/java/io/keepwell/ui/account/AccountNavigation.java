package io.keepwell.ui.account;

import io.keepwell.core.account.Slice;
import io.keepwell.ui.component.Link;
import io.keepwell.ui.shell.NavigationItem;
import io.keepwell.ui.shell.Selection;
import jakarta.inject.Singleton;

/// The ways to the accounts.
@Singleton
public final class AccountNavigation implements NavigationItem {
    static final String PATH = "accounts";

    /// The query parameter that says what names are searched for.
    static final String SEARCH = "search";

    /// The accounts that stand in the selected slice.
    public static Link list(Selection selection) {
        return selection.write(Link.to(PATH));
    }

    /// The accounts whose name holds a text.
    static Link list(Selection selection, Slice slice, String search) {
        Link link = list(selection.withSlice(slice));
        return search.isBlank() ? link : link.with(SEARCH, search.strip());
    }

    /// An account's page.
    ///
    /// @param selection kept for the way back
    public static Link account(int number, Selection selection) {
        return selection.write(Link.to(PATH + "/" + number));
    }

    @Override
    public String title() {
        return "Accounts";
    }

    @Override
    public int place() {
        return 30;
    }

    @Override
    public String path() {
        return PATH;
    }
}

package io.keepwell.ui.account;

import com.vaadin.flow.component.html.Anchor;
import io.keepwell.ui.shell.Selection;

/// An account's name, which leads to its page.
public final class AccountLink extends Anchor {
    /// @param selection kept for the way back
    public AccountLink(int account, String name, Selection selection) {
        super(AccountNavigation.account(account, selection).href(), name);
        addClassName("kw-strong");
    }
}

package io.keepwell.ui.account;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import io.keepwell.core.account.Account;
import io.keepwell.ui.shell.Selection;

/// An account's name, which leads to its page.
public final class AccountLink extends Anchor {
    /// @param selection kept for the way back
    public AccountLink(int account, String name, Selection selection) {
        super(AccountNavigation.account(account, selection).href(), name);
        addClassName("kw-strong");
    }

    /// The cell of a list that says whom a row is about: the firm itself has no page.
    public static Component cell(int account, String name, Selection selection) {
        return account == Account.FIRM ? new Span("the firm") : new AccountLink(account, name, selection);
    }
}

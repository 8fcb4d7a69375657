package io.keepwell.deploy.account;

import io.keepwell.core.account.AccountDirectory;
import io.keepwell.deploy.Failure;
import io.micronaut.context.ApplicationContext;
import java.util.regex.Pattern;

/// How an account is named on the command line: by its number, or by what a partner calls it, as
/// `PARTNER:NAME`.
public final class AccountText {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private AccountText() {}

    /// The account's number.
    ///
    /// @throws Failure where the text names none
    public static int number(ApplicationContext context, String text) {
        if (NUMBER.matcher(text).matches()) {
            return Integer.parseInt(text);
        }
        int colon = text.indexOf(':');
        if (colon < 1 || colon == text.length() - 1) {
            throw new Failure("'" + text + "' is neither a number nor PARTNER:NAME.");
        }
        String partner = text.substring(0, colon);
        String name = text.substring(colon + 1);
        return context.getBean(AccountDirectory.class)
                .number(partner, name)
                .orElseThrow(
                        () -> new Failure("The partner '" + partner + "' never reported an account '" + name + "'."));
    }
}

package io.keepwell.core.report;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A mailbox that a report is sent to: `ada@example.com`. Holds no white space, control character, comma or
/// bracket, so that nothing but an address ever gets into a mail's head by it. The domain is kept in lower
/// case.
public record MailAddress(String address) {
    public static final int LONGEST = 200;

    private static final Pattern FORM =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                    + "@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*");

    public MailAddress {
        // The text isn't repeated: it may be hostile, and addresses don't belong in logs.
        if (address.length() > LONGEST || !FORM.matcher(address).matches()) {
            throw new IllegalArgumentException("not a mail address like name@example.com");
        }
        int at = address.indexOf('@');
        address = address.substring(0, at) + address.substring(at).toLowerCase(Locale.ROOT);
    }

    /// The address, where the text is one.
    public static Optional<MailAddress> parse(String text) {
        try {
            return Optional.of(new MailAddress(text.strip()));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return address;
    }
}

package io.keepwell.core.account;

import java.util.List;

/// A customer, former customer or prospect, under whatever names partners give it.
///
/// @param number dense, never given twice
/// @param name as the newest profile says; the first alias for a stub
/// @param stub nobody has sent a profile of it, or of what is merged into it, yet
/// @param sliceKey where it stands now
/// @param aliases what partners call it and what is merged into it
public record Account(int number, String name, boolean stub, Slice sliceKey, List<Alias> aliases) {
    /// The number under which facts about the firm as a whole are kept. No account has it.
    public static final int FIRM = 0;

    /// What every partner calls the firm as a whole.
    public static final String FIRM_NAME = "";

    public Account {
        aliases = List.copyOf(aliases);
    }

    /// What one partner calls the account.
    public record Alias(int partner, String partnerName, String text) {}
}

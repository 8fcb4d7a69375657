package io.keepwell.core.identity;

import io.keepwell.core.account.Account;
import io.keepwell.core.account.AccountDirectory;
import io.keepwell.core.account.Merge;
import io.keepwell.core.account.MergeStore;
import io.keepwell.core.account.Merges;
import io.keepwell.core.audit.Audit;
import io.keepwell.core.database.Database;
import io.keepwell.core.database.NumberSequence;
import io.keepwell.core.fact.store.ChangeLog;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Lets staff say which accounts are one. No fact is ever rewritten: a merged account keeps its facts
/// under its own number, and they count for the account it was merged into, today and for all days past.
/// A split gives back what was before. Figures follow as soon as the refresher has worked the change
/// off.
@Singleton
public final class Identity {
    private static final int MOST_DECISIONS = 20;
    private static final String MERGE = "account.merge";
    private static final String SPLIT = "account.split";

    private final Database database;
    private final AccountDirectory directory;
    private final MergeStore mergeStore;
    private final SplitRepository splits;
    private final Audit audit;
    private final Clock clock;
    private final NumberSequence batches;

    Identity(
            Database database,
            AccountDirectory directory,
            MergeStore mergeStore,
            SplitRepository splits,
            Audit audit,
            Clock clock) {
        this.database = database;
        this.directory = directory;
        this.mergeStore = mergeStore;
        this.splits = splits;
        this.audit = audit;
        this.clock = clock;
        this.batches = new NumberSequence(database, "batch", 1);
    }

    /// What became of a wish to merge or split.
    public sealed interface Outcome {
        /// Done.
        ///
        /// @param account that was merged or split
        /// @param primary the account it was merged into, or split from
        record Done(int account, int primary) implements Outcome {}

        /// Nothing was done.
        ///
        /// @param message why, in a sentence for people
        record Refused(Reason reason, String message) implements Outcome {}
    }

    /// Why accounts can't be merged or split.
    public enum Reason {
        /// There is no such account.
        UNKNOWN_ACCOUNT,
        /// The firm itself is neither merged nor split.
        FIRM,
        /// Both are one account already.
        SAME_ACCOUNT,
        /// It is merged into another account, and has to be split from it first.
        ALREADY_MERGED,
        /// It is merged into no other account.
        NOT_MERGED
    }

    /// All that is known about who an account is.
    ///
    /// @param primary the account that counts
    /// @param merged what is merged into it
    /// @param decisions of staff about it or what is merged into it, newest first
    public record AccountIdentity(Account primary, List<MergedAccount> merged, List<Audit.Entry> decisions) {
        public AccountIdentity {
            merged = List.copyOf(merged);
            decisions = List.copyOf(decisions);
        }
    }

    /// An account that is merged into another.
    ///
    /// @param aliases what partners call it
    public record MergedAccount(Merge merge, List<Account.Alias> aliases) {
        public MergedAccount {
            aliases = List.copyOf(aliases);
        }
    }

    /// That two accounts may be one, as a profile of one says that names the other. Staff decide,
    /// because the other has profiles of its own, or belongs elsewhere already.
    ///
    /// @param account of which a profile says so
    /// @param named the account it names
    /// @param partner who sent that profile
    /// @param sentAt when it was true
    public record Proposal(Account account, Account named, String partner, Instant sentAt) {}

    /// Merges an account, with all that was merged into it, into another, or into that one's primary account where
    /// it is merged itself.
    ///
    /// @param who a staff member's mail address, or the command line with its user
    public Outcome merge(int into, int account, String who, String why) {
        long batch = batches.next();
        return database.transaction(connection -> {
            mergeStore.lock();
            Optional<Outcome.Refused> refused = refuse(connection, List.of(account, into));
            if (refused.isPresent()) {
                return refused.get();
            }
            Merges merges = Merges.of(connection, List.of(account, into));
            int primary = merges.primary(into);
            if (primary == merges.primary(account)) {
                return new Outcome.Refused(
                        Reason.SAME_ACCOUNT,
                        account == into
                                ? "An account can't be merged into itself."
                                : "Accounts %d and %d are one already.".formatted(account, into));
            }
            Optional<Merge> merged = merges.find(account);
            if (merged.isPresent()) {
                return new Outcome.Refused(
                        Reason.ALREADY_MERGED,
                        "Account %d is merged into account %d. Split it first."
                                .formatted(account, merged.get().primary()));
            }
            Set<Integer> changed = mergeStore.put(account, primary, false, clock.instant());
            splits.forget(account, changed);
            audit.write(who, MERGE, subject(account), "into account " + primary + ": " + why);
            ChangeLog.appendIdentity(connection, batch, clock.instant(), changed);
            return new Outcome.Done(account, primary);
        });
    }

    /// Makes a merged account one of its own again, with what was merged into it. Whatever profiles say, only staff
    /// merge the two again.
    ///
    /// @param who a staff member's mail address, or the command line with its user
    public Outcome split(int account, String who, String why) {
        long batch = batches.next();
        return database.transaction(connection -> {
            mergeStore.lock();
            Optional<Outcome.Refused> refused = refuse(connection, List.of(account));
            if (refused.isPresent()) {
                return refused.get();
            }
            List<Integer> way = mergeStore.way(account);
            if (way.size() == 1) {
                return new Outcome.Refused(
                        Reason.NOT_MERGED, "Account %d is merged into no other account.".formatted(account));
            }
            int primary = way.getLast();
            Set<Integer> changed = mergeStore.remove(account);
            splits.put(way.stream()
                    .skip(1)
                    .map(other -> new SplitRow(account, other))
                    .toList());
            audit.write(who, SPLIT, subject(account), "from account " + primary + ": " + why);
            ChangeLog.appendIdentity(connection, batch, clock.instant(), changed);
            return new Outcome.Done(account, primary);
        });
    }

    private static Optional<Outcome.Refused> refuse(Connection connection, List<Integer> accounts) throws SQLException {
        for (int account : accounts) {
            if (account == Account.FIRM) {
                return Optional.of(new Outcome.Refused(
                        Reason.FIRM, "Account 0 is the firm itself, which is neither merged nor split."));
            }
            if (!AccountDirectory.names(connection, List.of(account)).containsKey(account)) {
                return Optional.of(new Outcome.Refused(Reason.UNKNOWN_ACCOUNT, "There is no account " + account + "."));
            }
        }
        return Optional.empty();
    }

    /// Who an account is, or the primary account that it is merged into; empty where there is no such account.
    public Optional<AccountIdentity> show(int account) {
        return directory.find(account).map(primary -> {
            List<Merge> merges = database.transaction(connection ->
                    Merges.of(connection, List.of(primary.number())).mergedInto(primary.number()));
            List<MergedAccount> merged = merges.stream()
                    .map(merge -> new MergedAccount(merge, directory.aliases(merge.account())))
                    .toList();
            List<Audit.Entry> decisions = new ArrayList<>(audit.about(subject(primary.number()), MOST_DECISIONS));
            merged.forEach(
                    each -> decisions.addAll(audit.about(subject(each.merge().account()), MOST_DECISIONS)));
            decisions.sort((one, other) -> other.at().compareTo(one.at()));
            return new AccountIdentity(
                    primary, merged, decisions.subList(0, Math.min(MOST_DECISIONS, decisions.size())));
        });
    }

    /// What profiles propose, newest first.
    public List<Proposal> proposals(int most) {
        record Pair(int account, int named, String partner, Instant at) {}
        List<Pair> pairs = database.transaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    select coalesce(m.primary_account, c.account), coalesce(n.primary_account, c.named_account), p.name, c.occurred_at
                    from account_claim c
                    join partner p on p.partner_id = c.partner_id
                    left join account_merge m on m.account = c.account
                    left join account_merge n on n.account = c.named_account
                    where coalesce(m.primary_account, c.account) <> coalesce(n.primary_account, c.named_account)
                    and not exists (
                        select 1
                        from account_split a
                        where (a.account = c.named_account and a.other in (c.account, coalesce(m.primary_account, c.account)))
                        or (a.account = c.account and a.other in (c.named_account, coalesce(n.primary_account, c.named_account))))
                    order by c.occurred_at desc, c.account, c.named_account
                    limit ?
                    """)) {
                select.setInt(1, most);
                List<Pair> found = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        Timestamp at = rows.getTimestamp(4);
                        found.add(new Pair(rows.getInt(1), rows.getInt(2), rows.getString(3), at.toInstant()));
                    }
                }
                return List.copyOf(found);
            }
        });
        List<Proposal> proposals = new ArrayList<>();
        for (Pair pair : pairs) {
            Optional<Account> account = directory.find(pair.account());
            Optional<Account> named = directory.find(pair.named());
            if (account.isPresent() && named.isPresent()) {
                proposals.add(new Proposal(account.get(), named.get(), pair.partner(), pair.at()));
            }
        }
        return List.copyOf(proposals);
    }

    private static String subject(int account) {
        return "account " + account;
    }
}

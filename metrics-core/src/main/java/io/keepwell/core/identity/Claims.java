package io.keepwell.core.identity;

import io.keepwell.core.account.Account;
import io.keepwell.core.account.AccountNumbers;
import io.keepwell.core.account.Merge;
import io.keepwell.core.account.MergeStore;
import io.keepwell.core.account.Merges;
import io.keepwell.core.account.PartnerNames;
import io.keepwell.core.database.InList;
import io.keepwell.core.fact.AccountProfile;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.store.AccountBatches;
import io.keepwell.core.fact.store.FactReader;
import io.keepwell.core.fact.store.StoredFact;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Ties accounts by the aliases that profiles report. What is tied is a pure function of the profiles and
/// of what staff decided: in whatever order profiles and other events come in, the same accounts are one
/// in the end.
///
/// An alias ties only as long as nobody has reported a profile by it: one partner can't take over the
/// accounts that another one describes. Then it is a proposal to staff, and what was tied before comes
/// splits.
@Singleton
public final class Claims {
    /// Profiles are read as they are kept, also those of merged accounts.
    private static final AccountBatches PROFILES =
            new AccountBatches(List.of(FactTables.ACCOUNT_PROFILE), Merges.none(), AccountBatches.MOST_FACTS);

    private final AccountNumbers accountNumbers;
    private final MergeStore mergeStore;
    private final SplitRepository splits;
    private final Clock clock;

    Claims(AccountNumbers accountNumbers, MergeStore mergeStore, SplitRepository splits, Clock clock) {
        this.accountNumbers = accountNumbers;
        this.mergeStore = mergeStore;
        this.splits = splits;
        this.clock = clock;
    }

    /// Brings ties up to date, in the transaction of the refresher.
    ///
    /// @param reported accounts under which profiles were kept or taken back
    /// @param decided accounts about which staff decided
    /// @return every account whose facts count for another now, and those others
    public Set<Integer> settle(Connection connection, Collection<Integer> reported, Collection<Integer> decided)
            throws SQLException {
        Set<Integer> changed = new TreeSet<>();
        for (List<Integer> piece : PROFILES.of(connection, reported)) {
            changed.addAll(tie(connection, retell(connection, piece)));
        }
        for (List<Integer> piece : InList.pieces(decided)) {
            changed.addAll(tie(connection, piece));
        }
        return changed;
    }

    /// As `settle`, for all profiles there are. What neither claims anything nor was ever claimed or
    /// tied stays as it is.
    public void settleAll(Connection connection) throws SQLException {
        var _ = settle(
                connection,
                accounts(connection, """
                        select account from fact_account_profile where aliases <> ''
                        union select account from account_claim
                        """),
                accounts(connection, "select account from account_merge where automatic = 1"));
    }

    private static Set<Integer> accounts(Connection connection, String sql) throws SQLException {
        Set<Integer> accounts = new TreeSet<>();
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                accounts.add(rows.getInt(1));
            }
        }
        return accounts;
    }

    /// Makes anew what some accounts claim.
    ///
    /// @return the accounts that they claim now or claimed before, and themselves
    private Set<Integer> retell(Connection connection, List<Integer> accounts) throws SQLException {
        Set<Claim> before = ClaimStore.by(connection, accounts);
        Set<Claim> now = claims(connection, accounts);
        if (!now.equals(before)) {
            ClaimStore.replace(connection, accounts, now);
        }
        Set<Integer> concerned = new TreeSet<>(accounts);
        before.forEach(claim -> concerned.add(claim.named()));
        now.forEach(claim -> concerned.add(claim.named()));
        return concerned;
    }

    /// What profiles claim. Names that were never seen get accounts; names of partners that nobody
    /// knows, and an account's claims on itself, are left out.
    private Set<Claim> claims(Connection connection, List<Integer> accounts) throws SQLException {
        record ReportedAlias(StoredFact<AccountProfile> profile, AccountProfile.Alias alias) {}
        List<ReportedAlias> reported = new ArrayList<>();
        for (StoredFact<AccountProfile> profile :
                FactReader.ofAccounts(connection, FactTables.ACCOUNT_PROFILE, accounts)) {
            profile.fact().aliases().forEach(alias -> reported.add(new ReportedAlias(profile, alias)));
        }
        if (reported.isEmpty()) {
            return Set.of();
        }
        Map<String, Integer> partners = new HashMap<>();
        PartnerNames.byNumber(connection).forEach((number, name) -> partners.put(name, number));
        Map<String, Map<String, Integer>> numbers = new HashMap<>();
        reported.stream()
                .collect(Collectors.groupingBy(
                        each -> each.alias().partner(),
                        Collectors.mapping(each -> each.alias().account(), Collectors.toSet())))
                .forEach((partner, names) -> Optional.ofNullable(partners.get(partner))
                        .ifPresent(id -> numbers.put(partner, accountNumbers.resolve(id, names))));
        record Pair(int account, int named) {}
        Map<Pair, Claim> newest = new LinkedHashMap<>();
        for (ReportedAlias each : reported) {
            Optional<Integer> named = Optional.ofNullable(
                            numbers.get(each.alias().partner()))
                    .map(ofPartner ->
                            Objects.requireNonNull(ofPartner.get(each.alias().account())));
            int account = each.profile().account();
            if (named.isPresent() && named.get() != account && named.get() != Account.FIRM && account != Account.FIRM) {
                newest.merge(
                        new Pair(account, named.get()),
                        new Claim(
                                account,
                                named.get(),
                                each.profile().occurredAt(),
                                each.profile().key(),
                                each.profile().partner()),
                        (one, other) -> Claim.ORDER.compare(one, other) < 0 ? other : one);
            }
        }
        return Set.copyOf(newest.values());
    }

    /// Ties those of the accounts that are claimed, or sets them free.
    private Set<Integer> tie(Connection connection, Collection<Integer> accounts) throws SQLException {
        Set<Integer> changed = new TreeSet<>();
        for (List<Integer> piece : InList.pieces(accounts)) {
            Map<Integer, List<Claim>> claims =
                    ClaimStore.on(connection, piece).stream().collect(Collectors.groupingBy(Claim::named));
            Merges merges = Merges.of(connection, piece);
            Set<Integer> concerned = new TreeSet<>(claims.keySet());
            piece.stream()
                    .filter(account ->
                            merges.find(account).filter(Merge::automatic).isPresent())
                    .forEach(concerned::add);
            if (!concerned.isEmpty()) {
                mergeStore.lock();
                claims.keySet().removeAll(ClaimStore.profiled(connection, concerned));
                Map<Integer, Integer> untied = untied(connection, concerned, claims);
                changed.addAll(mergeStore.putAll(untied, clock.instant()));
                concerned.removeAll(untied.keySet());
                for (int account : concerned) {
                    changed.addAll(tie(account, claims.getOrDefault(account, List.of())));
                }
            }
        }
        return changed;
    }

    /// Those of the accounts that can be tied all at once, with the accounts to tie them to: nothing is merged with
    /// them, staff have split nothing from them, and the newest claim comes from an account that is merged into no
    /// other and stays so. Almost all are such when a firm's first profiles come in.
    private Map<Integer, Integer> untied(
            Connection connection, Set<Integer> concerned, Map<Integer, List<Claim>> claims) throws SQLException {
        Map<Integer, Integer> newest = new HashMap<>();
        claims.forEach((account, onIt) ->
                newest.put(account, Collections.max(onIt, Claim.ORDER).account()));
        Set<Integer> seen = new TreeSet<>(concerned);
        seen.addAll(newest.values());
        Merges merges = Merges.of(connection, seen);
        Set<Integer> split = splits.findSplit(concerned);
        newest.entrySet()
                .removeIf(tie -> split.contains(tie.getKey())
                        || concerned.contains(tie.getValue())
                        || merges.find(tie.getKey()).isPresent()
                        || merges.find(tie.getValue()).isPresent()
                        || !merges.mergedInto(tie.getKey()).isEmpty());
        return newest;
    }

    /// Ties one account to the one whose claim counts, unless staff decided about it.
    private Set<Integer> tie(int account, Collection<Claim> claims) {
        Optional<Merge> merge = mergeStore.find(account);
        if (merge.isPresent() && !merge.get().automatic()) {
            return Set.of();
        }
        Optional<Integer> into = into(account, claims);
        if (into.equals(merge.map(Merge::into))) {
            return Set.of();
        }
        Set<Integer> changed = new TreeSet<>(mergeStore.remove(account));
        if (into.isPresent() && !mergeStore.way(into.get()).contains(account)) {
            changed.addAll(mergeStore.put(account, into.get(), true, clock.instant()));
        }
        return changed;
    }

    /// The newest claim's account, leaving out those from which staff have split the one that is claimed.
    private Optional<Integer> into(int account, Collection<Claim> claims) {
        if (claims.isEmpty()) {
            return Optional.empty();
        }
        Set<Integer> others = splits.findSplitFrom(account);
        return claims.stream()
                .sorted(Claim.ORDER.reversed())
                .map(Claim::account)
                .filter(claiming -> Collections.disjoint(mergeStore.way(claiming), others))
                .findFirst();
    }
}

package io.keepwell.core.account;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Changes which accounts are merged into which others, in the transaction that is going on. Whoever does has to
/// mark the accounts for refresh.
@Singleton
public final class MergeStore {
    private final MergeRepository repository;

    MergeStore(MergeRepository repository) {
        this.repository = repository;
    }

    /// Keeps everybody else from changing any of it until the transaction ends.
    public void lock() {
        if (repository.lock().isEmpty()) {
            throw new IllegalStateException("the schema has no row to lock identity by");
        }
    }

    /// How an account was merged; empty where it wasn't.
    public Optional<Merge> find(int account) {
        return repository.findByAccount(account).map(MergeRow::merge);
    }

    /// The account, what it was merged into, what that was merged into, and so on up to the primary account.
    public List<Integer> way(int account) {
        List<Integer> way = new ArrayList<>(List.of(account));
        Optional<Merge> next = find(account);
        while (next.isPresent()) {
            way.add(next.get().into());
            next = find(next.get().into());
        }
        return List.copyOf(way);
    }

    /// Merges a primary account, with all that was merged into it, into another. Needs the lock.
    ///
    /// @param into neither the account nor one that was merged into it
    /// @return every account whose primary account is another now, and both primary accounts
    public Set<Integer> put(int account, int into, boolean automatic, Instant at) {
        int primary = find(into).map(Merge::primary).orElse(into);
        if (find(account).isPresent() || primary == account) {
            throw new IllegalArgumentException("account " + account + " can't be merged into " + into);
        }
        List<Integer> merged = repository.findByPrimaryAccount(account).stream()
                .map(MergeRow::account)
                .toList();
        if (!merged.isEmpty()) {
            repository.setPrimaryAccount(merged, primary);
        }
        repository.save(new MergeRow(account, into, primary, automatic, at));
        Set<Integer> changed = new TreeSet<>(merged);
        changed.addAll(List.of(account, primary));
        return changed;
    }

    /// As `put`, by profiles and for many at once: accounts that nothing is merged with, each into one that is merged
    /// into no other. Needs the lock.
    ///
    /// @param into by account
    /// @return all these accounts
    public Set<Integer> putAll(Map<Integer, Integer> into, Instant at) {
        if (!into.isEmpty()) {
            repository.saveAll(into.entrySet().stream()
                    .map(each -> new MergeRow(each.getKey(), each.getValue(), each.getValue(), true, at))
                    .toList());
        }
        Set<Integer> changed = new TreeSet<>(into.keySet());
        changed.addAll(into.values());
        return changed;
    }

    /// Undoes `put`: what was merged into the account itself stays with it. Needs the lock.
    ///
    /// @return every account whose primary account is another now, and both primary accounts; nothing where the
    ///     account isn't merged
    public Set<Integer> remove(int account) {
        Optional<Merge> merge = find(account);
        if (merge.isEmpty()) {
            return Set.of();
        }
        int primary = merge.get().primary();
        repository.deleteByAccount(account);
        Set<Integer> changed = new TreeSet<>(Set.of(account));
        List<MergeRow> others = repository.findByPrimaryAccount(primary);
        for (boolean grown = true; grown; ) {
            grown = false;
            for (MergeRow other : others) {
                grown |= changed.contains(other.intoAccount()) && changed.add(other.account());
            }
        }
        repository.setPrimaryAccount(changed, account);
        changed.add(primary);
        return changed;
    }
}

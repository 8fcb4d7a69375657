package io.keepwell.core.rollup;

import io.keepwell.core.fact.Feedback;
import io.keepwell.core.fact.StoredFact;
import io.keepwell.core.ledger.LedgerEntry;
import io.keepwell.core.ledger.MrrMovement;
import io.keepwell.core.ledger.Quantity;
import io.keepwell.core.setting.HealthModels;
import io.keepwell.core.setting.Policies;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What is known about all accounts: now, from the stored cells and ledger, or at an earlier moment,
/// from the facts that had been received by then. Both give the same figures for the same facts.
public interface Knowledge {
    /// How many days, kinds, currencies and slices `heldBack` tells of at most.
    int MOST_HELD_BACK = 10_000;

    /// Cells of all slices and of every day before the quantity's last boundary, each as a day or a
    /// month that lies wholly between two boundaries; all of one moment. Accounts' own amounts may be
    /// missing where they weren't asked for.
    List<Cell> cells(CellRequest request);

    /// MRR movements of the days `[from, to)`, by account, then in order.
    List<MrrMovement> movements(LocalDate from, LocalDate to);

    /// For each account that had MRR when the day began, its last movement before; by account.
    List<MrrMovement> balances(LocalDate day);

    /// Entries of some quantities on the days `[from, to)`, by account and day.
    List<LedgerEntry> entries(Set<Quantity> quantities, LocalDate from, LocalDate to);

    /// Gives on all survey answers on the days `[from, to)`, one by one and in no particular order: there
    /// may be more of them than can be held at once.
    ///
    /// @param taker makes what takes them, anew for each attempt to read them
    /// @return the one that took all of them
    <T extends Consumer<Answer>> T answers(LocalDate from, LocalDate to, Supplier<T> taker);

    /// Every version of the health model.
    HealthModels healthModels();

    /// What the firm counted differently then.
    Policies policies();

    /// All remarks of some accounts, with their texts, in order.
    List<StoredFact<Feedback>> remarks(Collection<Integer> accounts);

    /// The details of which there ever was anything of some quantities, in any slice.
    SortedSet<String> details(Set<Quantity> quantities);

    /// What has no exchange rate on the days `[from, to)`, in any order; at most 10,000 of them.
    List<HeldBack> heldBack(LocalDate from, LocalDate to);

    /// The first day on which there is anything of each of some quantities, in any slice; those are left
    /// out of which there never was anything.
    Map<Quantity, LocalDate> firstDays(Set<Quantity> quantities);
}

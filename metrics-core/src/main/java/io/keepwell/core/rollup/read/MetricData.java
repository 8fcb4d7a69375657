package io.keepwell.core.rollup.read;

import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.Feedback;
import io.keepwell.core.fact.store.StoredFact;
import io.keepwell.core.ledger.LedgerRow;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.ledger.MrrMovement;
import io.keepwell.core.rollup.cell.Cell;
import io.keepwell.core.setting.HealthModels;
import io.keepwell.core.setting.Policies;
import io.keepwell.core.time.Period;
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
public interface MetricData {
    /// Cells of all slices and of every day before the measure's last boundary, each as a day or a
    /// month that lies wholly between two boundaries; all of one moment. Accounts' own amounts may be
    /// missing where they weren't asked for.
    List<Cell> cells(CellRequest request);

    /// MRR movements of the days `[from, to)`, by account, then in order.
    List<MrrMovement> movements(LocalDate from, LocalDate to);

    /// For each account that had MRR when the day began, its last movement before; by account.
    List<MrrMovement> balances(LocalDate day);

    /// Entries of some measures on the days `[from, to)`, by account and day.
    List<LedgerRow> entries(Set<Measure> measures, LocalDate from, LocalDate to);

    /// Gives on all survey answers on the days `[from, to)`, one by one and in no particular order: there
    /// may be more of them than can be held at once.
    ///
    /// @param taker makes what takes them, anew for each attempt to read them
    /// @return the one that took all of them
    <T extends Consumer<Answer>> T answers(LocalDate from, LocalDate to, Supplier<T> taker);

    /// The latest of the survey answers asked for on the days `[from, to)`. Reads no more of them than are gone
    /// through, and of comments only the first character.
    LatestAnswers latestAnswers(LatestAnswers.Filter asked, LocalDate from, LocalDate to);

    /// Every version of the health model.
    HealthModels healthModels();

    /// What the firm counted differently then.
    Policies policies();

    /// Whether any exchange rate into the reporting currency is known: a firm that is only paid in its
    /// own never hears of one.
    boolean hasRates();

    /// All remarks of some accounts, with their texts, in order.
    List<StoredFact<Feedback>> remarks(Collection<Integer> accounts);

    /// The details of which there ever was anything of some measures, in any slice.
    SortedSet<String> customValues(Set<Measure> measures);

    /// What has no exchange rate, by kind and currency.
    ///
    /// @param periods by kind of fact, as in the contract, where to look for it; other kinds are left out
    /// @param slice in which their accounts stood on that day
    List<PendingFacts> pending(Map<String, Period> periods, Slice slice);

    /// The first day on which there is anything of each of some measures, in any slice; those are left
    /// out of which there never was anything.
    Map<Measure, LocalDate> firstDays(Set<Measure> measures);
}

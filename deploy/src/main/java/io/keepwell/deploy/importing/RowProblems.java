package io.keepwell.deploy.importing;

import io.keepwell.importing.RowProblem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The problems with rows of one file, as they come up on whatever thread. All are counted, and so many kept that a
/// file where every row has one can still be imported.
final class RowProblems {
    private static final int MOST_KEPT = 100_000;

    private final List<RowProblem> kept = new ArrayList<>();
    private long count;

    synchronized void add(RowProblem problem) {
        count++;
        if (kept.size() < MOST_KEPT) {
            kept.add(problem);
        }
    }

    synchronized long count() {
        return count;
    }

    /// By line, a row's problems in the order of its events. Where there are more, the last one says so.
    synchronized List<RowProblem> listed() {
        List<RowProblem> listed = new ArrayList<>(kept);
        listed.sort(Comparator.comparingLong(RowProblem::line));
        if (count > kept.size()) {
            listed.add(new RowProblem(
                    listed.getLast().line(), "", "", "MORE", (count - kept.size()) + " more aren't listed."));
        }
        return listed;
    }
}

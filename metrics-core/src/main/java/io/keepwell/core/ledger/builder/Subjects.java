package io.keepwell.core.ledger.builder;

import io.keepwell.core.fact.Fact;
import io.keepwell.core.fact.store.StoredFact;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// Distinguishes what facts are about, where partners name it: tickets, remarks, check-ins. Each partner
/// has names of its own.
final class Subjects {
    private Subjects() {}

    /// @param id as the partner names it
    record Subject(int partner, String id) implements Comparable<Subject> {
        boolean is(StoredFact<?> stored, String named) {
            return stored.partner() == partner && named.equals(id);
        }

        @Override
        public int compareTo(Subject other) {
            int byPartner = Integer.compare(partner, other.partner);
            return byPartner != 0 ? byPartner : id.compareTo(other.id);
        }
    }

    /// The facts about each subject, in their order.
    static <F extends Fact> Map<Subject, List<StoredFact<F>>> group(
            Collection<StoredFact<F>> facts, Function<F, String> id) {
        Map<Subject, List<StoredFact<F>>> groups = new TreeMap<>();
        for (StoredFact<F> stored : facts) {
            groups.computeIfAbsent(new Subject(stored.partner(), id.apply(stored.fact())), _ -> new ArrayList<>())
                    .add(stored);
        }
        return groups;
    }
}

package io.keepwell.core.metric.revision;

import io.keepwell.core.account.AccountDirectory;
import io.keepwell.core.account.Merges;
import io.keepwell.core.audit.Audit;
import io.keepwell.core.database.Database;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.store.Arrivals;
import io.keepwell.core.fact.store.Arrived;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.metric.Calculation;
import io.keepwell.core.metric.DrillRows;
import io.keepwell.core.metric.InvalidQueryException;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.MetricCatalogue;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.Term;
import io.keepwell.core.metric.TermId;
import io.keepwell.core.metric.health.HealthReads;
import io.keepwell.core.metric.query.MetricQueries;
import io.keepwell.core.metric.query.MetricQuery;
import io.keepwell.core.metric.query.QueryBudget;
import io.keepwell.core.rollup.read.CellRequest;
import io.keepwell.core.rollup.read.ChangedAccounts;
import io.keepwell.core.rollup.refresh.MovedDays;
import io.keepwell.core.rollup.refresh.PolicyChanges;
import io.keepwell.core.setting.HealthSettings;
import io.keepwell.core.setting.Policy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Tells what changed a figure since an earlier moment, down to the events.
@Singleton
public final class Revisions {
    private static final int MOST_ROWS = 500;
    private static final int MOST_EVENTS = 500;
    /// Among so many of the newest events are those that are reported.
    private static final int MOST_READ = 10_000;

    private final MetricQueries figures;
    private final MetricCatalogue catalogue;
    private final Arrivals arrivals;
    private final ChangedAccounts changed;
    private final PolicyChanges policies;
    private final HealthSettings health;
    private final MovedDays movedDays;
    private final Database database;
    private final Clock clock;

    public Revisions(
            MetricQueries figures,
            MetricCatalogue catalogue,
            Arrivals arrivals,
            ChangedAccounts changed,
            PolicyChanges policies,
            HealthSettings health,
            MovedDays movedDays,
            Database database,
            Clock clock) {
        this.figures = figures;
        this.catalogue = catalogue;
        this.arrivals = arrivals;
        this.changed = changed;
        this.policies = policies;
        this.health = health;
        this.movedDays = movedDays;
        this.database = database;
        this.clock = clock;
    }

    /// What changed the figure of a query's first period.
    ///
    /// @param query its `asOf` is the later moment; empty for now
    /// @param since the earlier moment
    /// @throws InvalidQueryException where the moments aren't in order, and as for `MetricQueries.answer`
    public Revision since(MetricQuery query, Instant since) {
        return since(query, since, QueryBudget.UNBOUNDED);
    }

    /// As `since`, within an allowance.
    ///
    /// @throws QueryBudget.GivenUpException where nobody waits any more
    public Revision since(MetricQuery query, Instant since, QueryBudget allowance) {
        Instant until = query.asOf().orElseGet(clock::instant);
        if (!since.isBefore(until)) {
            throw new InvalidQueryException("since", "Since when? " + since + " is not before " + until + ".");
        }
        List<MetricValue> both = figures.answer(query, Optional.of(since), query.asOf(), allowance);
        MetricValue before = both.getFirst();
        MetricValue after = both.getLast();
        allowance.check();
        DrillRows then = figures.list(before, Integer.MAX_VALUE);
        allowance.check();
        DrillRows now = figures.list(after, Integer.MAX_VALUE);
        allowance.check();
        RevisionEffects effects = RevisionEffects.of(
                difference(then.rows(), now.rows()), after.period().to());
        List<Revision.Row> rows = effects.ordered();
        Between between = new Between(query, catalogue.get(query.metric()), since, until);
        boolean isAnother = !rows.isEmpty() || isAnother(before.calculation(), after.calculation());
        Events events = isAnother ? events(between, effects) : new Events(List.of(), false);
        return new Revision(
                before,
                after,
                now.standsFor(),
                now.unit(),
                now.total().subtract(then.total()),
                terms(before.calculation().terms(), after.calculation().terms()),
                rows.subList(0, Math.min(MOST_ROWS, rows.size())),
                Math.max(0, rows.size() - MOST_ROWS),
                events.reported(),
                events.more(),
                isAnother ? causes(between) : List.of());
    }

    private static boolean isAnother(Calculation before, Calculation after) {
        return !before.outcome().equals(after.outcome())
                || !before.base().equals(after.base())
                || !before.terms().equals(after.terms())
                || !before.exclusions().equals(after.exclusions());
    }

    private static List<Revision.TermChange> terms(List<Term> before, List<Term> after) {
        Map<TermId, Revision.TermChange> changes = new LinkedHashMap<>();
        after.forEach(term -> changes.put(
                term.id(),
                new Revision.TermChange(
                        term.id(), term.name(), term.unit(), Optional.empty(), Optional.of(term.amount()))));
        before.forEach(term -> changes.merge(
                term.id(),
                new Revision.TermChange(
                        term.id(), term.name(), term.unit(), Optional.of(term.amount()), Optional.empty()),
                (now, then) -> new Revision.TermChange(now.id(), now.name(), now.unit(), then.before(), now.after())));
        return List.copyOf(changes.values());
    }

    /// A figure between two moments of knowing.
    private record Between(MetricQuery query, Metric metric, Instant since, Instant until) {
        CellRequest request() {
            return metric.cells(
                    query.definition(),
                    query.periods().subList(0, 1),
                    query.slice(),
                    query.periods().getFirst().to());
        }
    }

    private static List<Revision.Row> difference(List<DrillRows.Row> then, List<DrillRows.Row> now) {
        Map<DrillRows.Row, Integer> counts = new HashMap<>();
        then.forEach(row -> counts.merge(row, 1, Integer::sum));
        now.forEach(row -> counts.merge(row, -1, Integer::sum));
        List<Revision.Row> rows = new ArrayList<>();
        collect(now, counts, -1, rows);
        collect(then, counts, 1, rows);
        return rows;
    }

    /// @param sign of the counts of rows that are wanted
    private static void collect(
            Collection<DrillRows.Row> candidates,
            Map<DrillRows.Row, Integer> counts,
            int sign,
            List<Revision.Row> rows) {
        for (DrillRows.Row row : candidates) {
            int count = counts.getOrDefault(row, 0);
            if (Integer.signum(count) == sign) {
                rows.add(new Revision.Row(row, sign < 0));
                counts.put(row, count - sign);
            }
        }
    }

    /// @param more whether there are more than those that are reported, or may be
    private record Events(List<Revision.Event> reported, boolean more) {}

    private Events events(Between between, RevisionEffects effects) {
        CellRequest request = between.request();
        Set<FactTable<?>> kinds = changed.kinds(request.boundaries().keySet());
        List<Arrived> newest = arrivals.between(kinds, Optional.empty(), between.since(), between.until(), MOST_READ);
        Set<Arrived> arrived = new LinkedHashSet<>(newest);
        boolean unread = newest.size() == MOST_READ;
        Set<Integer> ofRows = effects.accounts();
        if (unread && !ofRows.isEmpty()) {
            Set<Integer> keptUnder = database.transaction(
                    connection -> Merges.of(connection, ofRows).keptUnder(ofRows));
            arrived.addAll(
                    arrivals.between(kinds, Optional.of(keptUnder), between.since(), between.until(), MOST_READ));
        }
        List<Arrived> about = aboutWholes(arrived);
        Set<Integer> matter = new HashSet<>(ofRows);
        matter.addAll(changed.among(
                about.stream()
                        .map(each -> each.fact().account())
                        .filter(account -> !ofRows.contains(account))
                        .collect(Collectors.toCollection(TreeSet::new)),
                request,
                between.since(),
                between.query().asOf()));
        List<Arrived> mattering = new ArrayList<>(about.stream()
                .filter(each -> matter.contains(each.fact().account()))
                .sorted(effects.eventOrder())
                .toList());
        if (changed.needsRates(request)) {
            mattering.addAll(arrivals.between(
                    List.of(FactTables.EXCHANGE_RATE), Optional.empty(), between.since(), between.until(), MOST_READ));
        }
        List<Arrived> reported = mattering.subList(0, Math.min(MOST_EVENTS, mattering.size()));
        Map<Integer, String> names = names(reported);
        return new Events(
                reported.stream()
                        .map(each -> new Revision.Event(
                                names.getOrDefault(each.fact().account(), ""),
                                each.fact(),
                                each.takenBack(),
                                each.at()))
                        .toList(),
                unread || mattering.size() > MOST_EVENTS);
    }

    /// The same facts as they count: a part's as its whole's.
    private List<Arrived> aboutWholes(Collection<Arrived> arrived) {
        Set<Integer> numbers =
                arrived.stream().map(each -> each.fact().account()).collect(Collectors.toCollection(TreeSet::new));
        Merges merges = database.transaction(connection -> Merges.of(connection, numbers));
        return arrived.stream()
                .map(each -> new Arrived(
                        each.fact().about(merges.primary(each.fact().account())), each.takenBack(), each.at()))
                .toList();
    }

    private Map<Integer, String> names(List<Arrived> reported) {
        Set<Integer> accounts =
                reported.stream().map(each -> each.fact().account()).collect(Collectors.toSet());
        return database.transaction(connection -> AccountDirectory.names(connection, accounts));
    }

    /// The settings that the figure depends on and that were changed, and moves of its events to other days.
    private List<Revision.Cause> causes(Between between) {
        CellRequest request = between.request();
        Set<Measure> measures = request.boundaries().keySet();
        Set<FactTable<?>> kinds = changed.kinds(measures);
        List<Audit.Entry> decided = new ArrayList<>();
        for (Policy policy : Policy.values()) {
            if (dependsOn(policy, kinds, request)) {
                decided.addAll(policies.between(policy, between.since(), between.until()));
            }
        }
        if (measures.containsAll(HealthReads.READS.measures())) {
            decided.addAll(health.between(between.since(), between.until()));
        }
        decided.addAll(movedDays.between(kinds, between.since(), between.until()));
        return decided.stream()
                .sorted(Comparator.comparing(Audit.Entry::at).reversed())
                .map(entry -> new Revision.Cause(entry.at(), entry.subject() + ": " + entry.detail(), entry.who()))
                .toList();
    }

    private boolean dependsOn(Policy policy, Set<FactTable<?>> kinds, CellRequest request) {
        return switch (policy) {
            case REOPEN_DAYS, BUSINESS_HOURS, FIRST_RESPONSE_PROMISE, RESOLUTION_PROMISE ->
                kinds.contains(FactTables.TICKET_UPDATE);
            case CHECK_IN_DAYS -> kinds.contains(FactTables.CHECK_IN);
            case RETURN_DAYS -> kinds.contains(FactTables.USAGE);
            case RATE_DAYS -> changed.needsRates(request);
            case FISCAL_YEAR_START -> false;
        };
    }
}

package io.keepwell.core.target;

import io.keepwell.core.audit.Audit;
import io.keepwell.core.database.Database;
import io.keepwell.core.metric.InvalidQueryException;
import io.keepwell.core.metric.MetricCatalogue;
import io.keepwell.core.metric.MetricId;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The few metrics that matter to the firm now, in the order in which they are shown first.
@Singleton
public final class Focus {
    /// What is shown where nobody chose.
    public static final List<MetricId> DEFAULT = Stream.of(
                    "revenue.mrr",
                    "retention.nrr",
                    "retention.customer_churn",
                    "voice.nps",
                    "revenue.mrr_movements",
                    "retention.grr",
                    "retention.revenue_churn",
                    "retention.customer_retention")
            .map(MetricId::new)
            .toList();

    /// Watching more is watching none.
    public static final int MOST = 12;

    private final Database database;
    private final FocusRepository repository;
    private final MetricCatalogue catalogue;
    private final Audit audit;

    Focus(Database database, FocusRepository repository, MetricCatalogue catalogue, Audit audit) {
        this.database = database;
        this.repository = repository;
        this.catalogue = catalogue;
        this.audit = audit;
    }

    public List<MetricId> metrics() {
        List<FocusRow> chosen = database.transaction(_ -> repository.findAllOrderByPosition());
        return chosen.isEmpty()
                ? DEFAULT
                : chosen.stream().map(row -> new MetricId(row.metric())).toList();
    }

    /// Chooses others.
    ///
    /// @param who a staff member's mail address, or the command line with its user
    /// @param metrics different ones, at most 12; none for Keepwell's own choice
    /// @throws InvalidQueryException where there are too many, one twice, or no such metric
    public void choose(String who, List<MetricId> metrics) {
        List<MetricId> known = metrics.stream()
                .map(metric -> catalogue.get(metric).info().id())
                .toList();
        if (known.size() > MOST || new HashSet<>(known).size() < known.size()) {
            throw new InvalidQueryException(
                    "metric", "The focus is on at most " + MOST + " different metrics, not on " + known.size() + ".");
        }
        List<FocusRow> rows = IntStream.range(0, known.size())
                .mapToObj(position -> new FocusRow(position, known.get(position).id()))
                .toList();
        database.run(_ -> {
            repository.deleteAll();
            repository.saveAll(rows);
            audit.write(
                    who,
                    "focus.choose",
                    "focus",
                    known.isEmpty()
                            ? "Keepwell's own choice"
                            : known.stream().map(MetricId::id).collect(Collectors.joining(", ")));
        });
    }
}

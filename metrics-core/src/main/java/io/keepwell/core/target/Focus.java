package io.keepwell.core.target;

import io.keepwell.core.audit.Audit;
import io.keepwell.core.database.Database;
import io.keepwell.core.metric.InvalidQueryException;
import io.keepwell.core.metric.MetricCatalogue;
import io.keepwell.core.metric.MetricId;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
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
    private final MetricCatalogue catalogue;
    private final Audit audit;

    public Focus(Database database, MetricCatalogue catalogue, Audit audit) {
        this.database = database;
        this.catalogue = catalogue;
        this.audit = audit;
    }

    public List<MetricId> metrics() {
        List<MetricId> chosen = database.transaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement("select metric from focus order by position");
                    ResultSet rows = select.executeQuery()) {
                List<MetricId> metrics = new ArrayList<>();
                while (rows.next()) {
                    metrics.add(new MetricId(rows.getString(1)));
                }
                return metrics;
            }
        });
        return chosen.isEmpty() ? DEFAULT : List.copyOf(chosen);
    }

    /// Chooses others.
    ///
    /// @param who a staff member's mail address, or the command line with its user
    /// @param metrics different ones, at most 12; none for Keepwell's own choice
    /// @throws BadQuestionException where there are too many, one twice, or no such metric
    public void choose(String who, List<MetricId> metrics) {
        List<MetricId> known = metrics.stream()
                .map(metric -> catalogue.get(metric).info().id())
                .toList();
        if (known.size() > MOST || new HashSet<>(known).size() < known.size()) {
            throw new InvalidQueryException(
                    "metric", "The focus is on at most " + MOST + " different metrics, not on " + known.size() + ".");
        }
        database.run(connection -> {
            try (PreparedStatement delete = connection.prepareStatement("delete from focus")) {
                delete.executeUpdate();
            }
            try (PreparedStatement insert =
                    connection.prepareStatement("insert into focus (position, metric) values (?, ?)")) {
                for (int i = 0; i < known.size(); i++) {
                    insert.setInt(1, i);
                    insert.setString(2, known.get(i).id());
                    insert.executeUpdate();
                }
            }
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

package io.keepwell.core.metric;

import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// What is answered by many figures at once, which no formula over the readings of a period gives: it
/// follows customers from the day on which they were won (`Lifetimes`). Its definitions are what is
/// measured of them; every answer gives all of these.
///
/// @param shape of its answers, a noun: `table`, `curve`
/// @param call of the contract that answers it
public record Analysis(String shape, String call, MetricInfo info) implements CatalogueEntry {
    public static final Analysis COHORTS = new Analysis(
            "table",
            "QueryCohorts",
            new MetricInfo(
                    new MetricId("retention.cohorts"),
                    "Cohorts",
                    "Retention",
                    MetricInfo.Kind.OUTCOME,
                    Unit.PERCENT,
                    MetricInfo.Better.HIGHER,
                    "Retention of the customers won in each month, month by month.",
                    List.of(
                            Definition.first(
                                    "customers",
                                    "customers kept",
                                    "kept ÷ won",
                                    "How many of the customers won in a month still were customers at the end of that month and of each later one.",
                                    "It shows in which month customers leave, and whether those won later stay longer.",
                                    "A small cohort says little, months that aren't over are blank, and who left and came back is kept again. Means weigh each cohort by how many were won."),
                            Definition.first(
                                    "mrr",
                                    "MRR kept",
                                    "MRR then ÷ first MRR",
                                    "What the customers won in a month came to at the end of that month and of each later one, of what they came to on the days of their first subscriptions. It passes 100 % where those who stay pay more than was lost.",
                                    "It shows whether those who stay grow enough to make up for those who leave.",
                                    "One large customer can hide that many small ones left. Means weigh each cohort by its first MRR."))));

    public static final Analysis SURVIVAL = new Analysis(
            "curve",
            "QuerySurvival",
            new MetricInfo(
                    new MetricId("retention.survival"),
                    "Survival",
                    "Retention",
                    MetricInfo.Kind.OUTCOME,
                    Unit.PERCENT,
                    MetricInfo.Better.HIGHER,
                    "Share of customers still there after how many days.",
                    List.of(Definition.first(
                                    "kaplan_meier",
                                    "Kaplan-Meier",
                                    "∏ (1 − left ÷ at risk)",
                                    "At each number of days after which somebody left, the share of those still watched who stayed, multiplied up from the first day on; with the standard error by Greenwood and how many were still watched. Who hasn't left when follow-up ends, which is the end of the period unless another day is set, and yesterday at the latest, is no longer watched from there on. The median is the first time at which half or fewer are still there.",
                                    "Those who haven't left yet count for as long as they are known, so that nobody has to wait until all have left.",
                                    "Where few are still watched, it leaps and its standard error grows. Who comes back has left nevertheless.")
                            .revised(2, LocalDate.of(2026, 11, 30)))));

    /// Every analysis there is, by id.
    public static final List<Analysis> ALL = List.of(COHORTS, SURVIVAL);

    public static Optional<Analysis> find(String id) {
        return ALL.stream()
                .filter(analysis -> analysis.info.id().id().equals(id))
                .findFirst();
    }

    /// Movements of MRR, whatever is measured.
    @Override
    public List<FactTable<?>> madeOf(DefinitionId definition) {
        return List.of(FactTables.SUBSCRIPTION_CHANGE);
    }
}

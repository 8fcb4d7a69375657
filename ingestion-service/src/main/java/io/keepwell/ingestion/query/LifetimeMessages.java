package io.keepwell.ingestion.query;

import io.keepwell.core.metric.cohort.CohortTable;
import io.keepwell.core.metric.cohort.Survival;
import io.keepwell.core.metric.cohort.SurvivalCurve;
import io.keepwell.query.v1.Cohort;
import io.keepwell.query.v1.CohortCell;
import io.keepwell.query.v1.CohortMean;
import io.keepwell.query.v1.QueryCohortsResponse;
import io.keepwell.query.v1.QuerySurvivalResponse;
import io.keepwell.query.v1.SurvivalStep;
import java.util.Optional;

/// From the core's cohorts and curves to the contract's messages.
final class LifetimeMessages {
    private LifetimeMessages() {}

    static QueryCohortsResponse cohorts(CohortTable table) {
        QueryCohortsResponse.Builder message = QueryCohortsResponse.newBuilder()
                .setCurrencyCode(table.currency().code())
                .setAsOf(table.asOf().toString());
        for (CohortTable.Cohort cohort : table.cohorts()) {
            message.addCohorts(Cohort.newBuilder()
                    .setMonth(cohort.month().atDay(1).toString())
                    .setCustomers(cohort.customers().size())
                    .setFirstMrr(cohort.firstMrr().toPlainString())
                    .addAllCells(cohort.cells().stream()
                            .flatMap(Optional::stream)
                            .map(LifetimeMessages::cell)
                            .toList()));
        }
        for (CohortTable.Mean mean : table.means()) {
            message.addMeans(CohortMean.newBuilder()
                    .setCohorts(mean.cohorts())
                    .setKeptPercent(mean.keptPercent()
                            .map(amount -> amount.toPlainString())
                            .orElse(""))
                    .setMrrPercent(mean.mrrPercent()
                            .map(amount -> amount.toPlainString())
                            .orElse("")));
        }
        return message.build();
    }

    private static CohortCell cell(CohortTable.Cell cell) {
        return CohortCell.newBuilder()
                .setKept(cell.kept().size())
                .setKeptPercent(cell.keptPercent().toPlainString())
                .setMrr(cell.mrr().toPlainString())
                .setMrrPercent(cell.mrrPercent().toPlainString())
                .build();
    }

    static QuerySurvivalResponse survival(Survival survival) {
        SurvivalCurve curve = survival.curve();
        QuerySurvivalResponse.Builder message = QuerySurvivalResponse.newBuilder()
                .setCustomers(curve.subjects())
                .setFollowedTo(survival.followedTo().toString())
                .addAllSteps(curve.steps().stream()
                        .map(step -> SurvivalStep.newBuilder()
                                .setDays(step.time())
                                .setAtRisk(step.atRisk())
                                .setLeft(step.left())
                                .setSurvival(step.survival().toPlainString())
                                .setStandardError(step.standardError().toPlainString())
                                .build())
                        .toList());
        curve.median().ifPresent(message::setMedianDays);
        return message.build();
    }
}

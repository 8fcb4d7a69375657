package io.keepwell.deploy.demo;

import io.keepwell.client.PartnerClient;
import io.keepwell.core.account.Slice;
import io.keepwell.core.metric.Analysis;
import io.keepwell.core.recount.CohortRecount;
import io.keepwell.core.recount.Recount;
import io.keepwell.core.time.Period;
import io.keepwell.query.v1.Cohort;
import io.keepwell.query.v1.CohortCell;
import io.keepwell.query.v1.QueryCohortsRequest;
import io.keepwell.query.v1.QuerySurvivalRequest;
import io.keepwell.query.v1.QuerySurvivalResponse;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Holds the cohort table and the survival curve, as the services answer them, against a recount.
final class AnalysisCheck {
    /// Columns of a cohort table.
    private static final int MONTHS = 12;

    private final CohortRecount recount;
    private final PartnerClient client;
    private final LocalDate today;
    private final Counting counted;

    /// Takes the time that a recount takes.
    @FunctionalInterface
    interface Counting {
        List<Item> apply(Supplier<List<Item>> counts);
    }

    /// @param today the first day that isn't known as a whole
    AnalysisCheck(CohortRecount recount, PartnerClient client, LocalDate today, Counting counted) {
        this.recount = recount;
        this.client = client;
        this.today = today;
        this.counted = counted;
    }

    /// @throws IllegalStateException where nothing recounts the analysis
    DemoCheck.Finding check(Analysis analysis, DemoCheck.Scope scope) {
        if (analysis.equals(Analysis.COHORTS)) {
            return cohorts(analysis, scope);
        }
        if (analysis.equals(Analysis.SURVIVAL)) {
            return survival(analysis, scope);
        }
        throw new IllegalStateException("nothing recounts " + analysis.info().id());
    }

    /// The customers won in each month of the year that ends with the period, month by month.
    private DemoCheck.Finding cohorts(Analysis analysis, DemoCheck.Scope scope) {
        YearMonth to = YearMonth.from(scope.period().to());
        YearMonth from = to.minusMonths(MONTHS);
        List<Item> answered = new ArrayList<>();
        for (Cohort cohort : client.cohorts(QueryCohortsRequest.newBuilder()
                        .setFrom(from.atDay(1).toString())
                        .setTo(to.atDay(1).toString())
                        .setMonths(MONTHS)
                        .putAllSlice(scope.sliceById())
                        .build())
                .getCohortsList()) {
            YearMonth month = YearMonth.from(LocalDate.parse(cohort.getMonth()));
            answered.add(cohort(month, cohort.getCustomers(), new BigDecimal(cohort.getFirstMrr())));
            for (CohortCell cell : cohort.getCellsList()) {
                answered.add(cell(cell.getKept(), new BigDecimal(cell.getMrr())));
            }
        }
        return manyFigures(analysis, answered, counted.apply(() -> recountedCohorts(from, to, scope.slice())));
    }

    private List<Item> recountedCohorts(YearMonth from, YearMonth to, Slice slice) {
        List<Item> recounted = new ArrayList<>();
        for (YearMonth month = from; month.isBefore(to); month = month.plusMonths(1)) {
            CohortRecount.Cohort won = recount.cohort(month, slice, month.atDay(1));
            if (won.customers() > 0) {
                recounted.add(cohort(month, won.customers(), won.firstMrr()));
                for (int age = 1;
                        age <= MONTHS && !month.plusMonths(age).atDay(1).isAfter(today);
                        age++) {
                    CohortRecount.Cohort then =
                            recount.cohort(month, slice, month.plusMonths(age).atDay(1));
                    recounted.add(cell(then.kept(), then.mrr()));
                }
            }
        }
        return recounted;
    }

    private static Item cohort(YearMonth month, long customers, BigDecimal firstMrr) {
        return new Item(month + ": " + customers + " customers with", firstMrr);
    }

    private static Item cell(long kept, BigDecimal mrr) {
        return new Item(kept + " kept with", mrr);
    }

    /// How long those stay who were won in the year that ends with the period.
    private DemoCheck.Finding survival(Analysis analysis, DemoCheck.Scope scope) {
        Period won = new Period(
                scope.period().to().minusMonths(MONTHS), scope.period().to());
        QuerySurvivalResponse answer = client.survival(QuerySurvivalRequest.newBuilder()
                .setFrom(won.from().toString())
                .setTo(won.to().toString())
                .putAllSlice(scope.sliceById())
                .build());
        List<Item> answered = new ArrayList<>(List.of(followed(answer.getCustomers())));
        answer.getStepsList()
                .forEach(step -> answered.add(
                        step(step.getDays(), step.getAtRisk(), step.getLeft(), new BigDecimal(step.getSurvival()))));
        return manyFigures(analysis, answered, counted.apply(() -> recountedSurvival(won, scope.slice())));
    }

    private List<Item> recountedSurvival(Period won, Slice slice) {
        List<Item> recounted = new ArrayList<>(List.of(followed(recount.followed(won, slice))));
        recount.survival(won, slice, won.to().isBefore(today) ? won.to() : today)
                .forEach(step -> recounted.add(step(step.days(), step.atRisk(), step.left(), step.survival())));
        return recounted;
    }

    private static Item step(long days, long atRisk, long left, BigDecimal survival) {
        return new Item(left + " of " + atRisk + " left after " + days + " days, a share stays of", survival);
    }

    private static Item followed(long customers) {
        return new Item("followed are", BigDecimal.valueOf(customers));
    }

    /// One of the figures of a table or curve.
    ///
    /// @param words what is exact and what it is about
    record Item(String words, BigDecimal amount) {
        boolean agrees(Item recounted) {
            return words.equals(recounted.words)
                    && Recount.agree(Optional.of(amount), Optional.of(recounted.amount), false);
        }

        @Override
        public String toString() {
            return words + " " + amount.round(MathContext.DECIMAL64).toPlainString();
        }
    }

    /// @param answered figure by figure
    private static DemoCheck.Finding manyFigures(Analysis analysis, List<Item> answered, List<Item> recounted) {
        int same = 0;
        while (same < Math.min(answered.size(), recounted.size())
                && answered.get(same).agrees(recounted.get(same))) {
            same++;
        }
        boolean agrees = same == answered.size() && same == recounted.size();
        return new DemoCheck.Finding(
                analysis.info().id().id(),
                agrees ? answered.size() + " figures" : at(same, answered),
                at(same, recounted),
                agrees,
                answered.size() > 1);
    }

    private static String at(int place, List<Item> parts) {
        return place < parts.size() ? parts.get(place).toString() : "nothing more";
    }
}

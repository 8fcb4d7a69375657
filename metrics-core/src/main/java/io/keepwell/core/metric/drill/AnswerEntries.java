package io.keepwell.core.metric.drill;

import io.keepwell.core.account.Slice;
import io.keepwell.core.account.SliceDictionary;
import io.keepwell.core.fact.Feedback;
import io.keepwell.core.fact.SurveyAnswer;
import io.keepwell.core.fact.store.StoredFact;
import io.keepwell.core.ledger.LedgerRow;
import io.keepwell.core.metric.AnswerPoints;
import io.keepwell.core.metric.DrillThrough;
import io.keepwell.core.rollup.read.Answer;
import io.keepwell.core.rollup.read.MetricData;
import io.keepwell.core.time.Period;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Answers to surveys and feedback behind a figure, by their words.
record AnswerEntries(MetricData data, SliceDictionary slices) {

    DrillEntries answers(Period period, Slice slice, AnswerPoints points, Predicate<Answer> which) {
        return ofAnswers(period, slice, List.of(), answer -> {
            SurveyAnswer fact = answer.fact();
            return points.of(fact)
                    .filter(_ -> which.test(answer))
                    .map(amount -> new DrillEntry(
                            answer.account(),
                            answer.day(),
                            fact.score() + (fact.comment().isEmpty() ? "" : " · " + fact.comment()),
                            points.unit().ofStored(amount)));
        });
    }

    private DrillEntries.OfAnswers ofAnswers(
            Period period, Slice slice, List<DrillEntry> before, Function<Answer, Optional<DrillEntry>> entry) {
        return new DrillEntries.OfAnswers(
                data,
                period,
                before,
                answer -> slice.holds(slices.sliceKey(answer.slice())) ? entry.apply(answer) : Optional.empty());
    }

    DrillEntries quotes(Period period, Slice slice, DrillThrough.Quotes wanted) {
        List<LedgerRow> remarks = data.entries(wanted.remarks(), period.from(), period.to()).stream()
                .filter(entry -> slice.holds(entry.sliceKey())
                        && wanted.detail().map(entry.customValue()::equals).orElse(true))
                .toList();
        Map<Integer, List<StoredFact<Feedback>>> reported =
                data.remarks(remarks.stream().map(LedgerRow::account).collect(Collectors.toSet())).stream()
                        .collect(Collectors.groupingBy(StoredFact::account));
        List<DrillEntry> entries = new ArrayList<>();
        for (LedgerRow remark : remarks) {
            String text = reported.getOrDefault(remark.account(), List.of()).stream()
                    .filter(stored -> stored.fact().feedbackId().equals(remark.item())
                            && stored.day().equals(remark.day()))
                    .map(stored -> stored.fact().text())
                    .findFirst()
                    .orElse("");
            String detail = remark.customValue().isEmpty() ? "" : remark.customValue() + ": ";
            entries.add(new DrillEntry(remark.account(), remark.day(), detail + text, BigDecimal.ONE));
        }
        return wanted.comments()
                ? ofAnswers(
                        period,
                        slice,
                        entries,
                        answer -> Optional.of(answer.fact().comment())
                                .filter(comment -> !comment.isEmpty())
                                .map(comment ->
                                        new DrillEntry(answer.account(), answer.day(), comment, BigDecimal.ONE)))
                : new DrillEntries.Gathered(entries);
    }
}

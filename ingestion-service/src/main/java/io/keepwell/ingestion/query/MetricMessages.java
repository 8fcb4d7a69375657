package io.keepwell.ingestion.query;

import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.metric.Analysis;
import io.keepwell.core.metric.Calculation;
import io.keepwell.core.metric.CatalogueEntry;
import io.keepwell.core.metric.CustomDimension;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.DrillRows;
import io.keepwell.core.metric.Exclusion;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.metric.TermId;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.metric.query.Comparison;
import io.keepwell.core.metric.query.Warning;
import io.keepwell.core.metric.revision.Revision;
import io.keepwell.query.v1.AnalysisDescription;
import io.keepwell.query.v1.CompareDefinitionsResponse;
import io.keepwell.query.v1.ComparedDefinition;
import io.keepwell.query.v1.DefinitionDescription;
import io.keepwell.query.v1.DrillRow;
import io.keepwell.query.v1.ExplainRevisionResponse;
import io.keepwell.query.v1.Explanation;
import io.keepwell.query.v1.Interval;
import io.keepwell.query.v1.MetricDescription;
import io.keepwell.query.v1.OtherValues;
import io.keepwell.query.v1.RevisedRow;
import io.keepwell.query.v1.RevisedTerm;
import io.keepwell.query.v1.RevisingCause;
import io.keepwell.query.v1.RevisingEvent;
import io.keepwell.query.v1.Term;
import io.keepwell.query.v1.Unavailable;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// From the core's figures to the contract's messages.
final class MetricMessages {
    private MetricMessages() {}

    static AnalysisDescription analysis(Analysis analysis) {
        return AnalysisDescription.newBuilder()
                .setDescription(description(analysis, _ -> List.of()))
                .setShape(analysis.shape())
                .setCall(analysis.call())
                .build();
    }

    /// @param details what can be asked about now
    static MetricDescription description(CatalogueEntry entry, Function<CustomDimension, Collection<String>> details) {
        MetricInfo info = entry.info();
        MetricDescription.Builder message = MetricDescription.newBuilder()
                .setId(info.id().id())
                .setName(info.name())
                .setUnit(info.unit().id())
                .setBetter(id(info.better()))
                .setCategory(info.category())
                .setSummary(info.summary())
                .setKind(id(info.kind()));
        for (Definition definition : info.definitions()) {
            message.addDefinitions(DefinitionDescription.newBuilder()
                    .setId(definition.id().id())
                    .setName(definition.name())
                    .setFormula(definition.symbols())
                    .setIsDefault(entry instanceof Metric && definition.equals(info.defaultDefinition()))
                    .setVersion(definition.version())
                    .setWords(definition.words())
                    .setWhy(definition.why())
                    .setLimits(definition.limits())
                    .setCustomDimension(definition
                            .customDimension()
                            .map(CustomDimension::name)
                            .orElse(""))
                    .addAllRequiredValues(definition
                            .customDimension()
                            .filter(CustomDimension::needed)
                            .map(details)
                            .orElse(List.of()))
                    .addAllMadeOf(entry.madeOf(definition.id()).stream()
                            .map(FactTable::kind)
                            .toList())
                    .setInterval(
                            definition.interval().map(method -> method.words()).orElse(""))
                    .setSource(definition.source().orElse(""))
                    .setSince(definition.since().toString())
                    .setUnit(info.by(definition).unit().id())
                    .setBetter(id(info.by(definition).better())));
        }
        return message.build();
    }

    private static String id(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static io.keepwell.query.v1.MetricValue figure(MetricValue figure) {
        Calculation calculation = figure.calculation();
        io.keepwell.query.v1.MetricValue.Builder message = io.keepwell.query.v1.MetricValue.newBuilder()
                .setMetric(figure.metric().id().id())
                .setDefinition(figure.definition().id().id())
                .setVersion(figure.definition().version())
                .setFrom(figure.period().from().toString())
                .setTo(figure.period().to().toString())
                .setUnit(figure.metric().unit().id())
                .setCurrencyCode(
                        figure.metric().unit().isMoney() ? figure.currency().code() : "")
                .setShown(ValueFormat.outcome(figure))
                .setApproximate(figure.isApproximate())
                .setBase(calculation.base())
                .setCustomValue(figure.customValue().orElse(""))
                .setAsOf(figure.asOf().toString());
        calculation
                .interval()
                .ifPresent(interval -> message.setInterval(
                        Interval.newBuilder().setLow(decimal(interval.low())).setHigh(decimal(interval.high()))));
        figure.slice().values().forEach((dimension, value) -> message.putSlice(dimension.id(), value));
        figure.slice()
                .others()
                .forEach((dimension, than) -> message.setOthers(
                        OtherValues.newBuilder().setDimension(dimension.id()).addAllThan(than)));
        switch (figure.outcome()) {
            case Outcome.Value(BigDecimal amount) -> message.setValue(decimal(amount));
            case Outcome.Unavailable(Outcome.Reason reason, String text) ->
                message.setUnavailable(
                        Unavailable.newBuilder().setReason(reason.id()).setMessage(text));
        }
        for (Exclusion exclusions : calculation.exclusions()) {
            message.addExclusions(io.keepwell.query.v1.Exclusion.newBuilder()
                    .setReason(exclusions.reason())
                    .setCount(Long.toString(exclusions.count())));
        }
        return message.build();
    }

    static io.keepwell.query.v1.MetricValue explained(MetricValue figure, DrillRows list, List<Warning> warnings) {
        Explanation.Builder explanation = Explanation.newBuilder()
                .setFormula(figure.definition().symbols())
                .setCalculation(figure.calculation().numbers())
                .setDrillThrough(drillList(list));
        for (io.keepwell.core.metric.Term term : figure.calculation().terms()) {
            explanation.addTerms(Term.newBuilder()
                    .setSymbol(term.symbol())
                    .setName(term.name())
                    .setValue(decimal(term.amount()))
                    .setUnit(term.unit().id()));
        }
        for (Warning warning : warnings) {
            explanation.addWarnings(io.keepwell.query.v1.Warning.newBuilder()
                    .setKind(warning.kind().id())
                    .setMessage(warning.message()));
        }
        return figure(figure).toBuilder().setExplanation(explanation).build();
    }

    static CompareDefinitionsResponse comparison(Comparison comparison) {
        CompareDefinitionsResponse.Builder message = CompareDefinitionsResponse.newBuilder();
        for (Comparison.Line line : comparison.lines()) {
            message.addDefinitions(ComparedDefinition.newBuilder()
                    .setValue(figure(line.figure()))
                    .setBecause(line.because()));
        }
        return message.build();
    }

    static ExplainRevisionResponse revision(Revision revision) {
        ExplainRevisionResponse.Builder message = ExplainRevisionResponse.newBuilder()
                .setBefore(figure(revision.before()))
                .setAfter(figure(revision.after()))
                .setChange(revision.change().map(MetricMessages::decimal).orElse(""))
                .setMoreRows(revision.moreRows())
                .setMoreEvents(revision.moreEvents())
                .setStandsFor(revision.standsFor().map(TermId::symbol).orElse(""))
                .setUnit(revision.unit().id())
                .setMoved(decimal(revision.moved()));
        for (Revision.TermChange term : revision.terms()) {
            message.addTerms(RevisedTerm.newBuilder()
                    .setSymbol(term.symbol())
                    .setName(term.name())
                    .setUnit(term.unit().id())
                    .setBefore(term.before().map(MetricMessages::decimal).orElse(""))
                    .setAfter(term.after().map(MetricMessages::decimal).orElse(""))
                    .setMoved(decimal(term.moved())));
        }
        for (Revision.Cause cause : revision.causes()) {
            message.addCauses(RevisingCause.newBuilder()
                    .setAt(cause.at().toString())
                    .setWhat(cause.what())
                    .setWho(cause.who()));
        }
        for (Revision.Row row : revision.rows()) {
            message.addRows(RevisedRow.newBuilder().setRow(row(row.row())).setCame(row.came()));
        }
        for (Revision.Event event : revision.events()) {
            message.addEvents(RevisingEvent.newBuilder()
                    .setAccount(Integer.toString(event.fact().account()))
                    .setAccountName(event.accountName())
                    .setKind(FactTables.of(event.fact().fact()).kind())
                    .setOccurredAt(event.fact().occurredAt().toString())
                    .setTakenBack(event.takenBack())
                    .setAt(event.at().toString()));
        }
        return message.build();
    }

    private static DrillRow row(DrillRows.Row row) {
        return DrillRow.newBuilder()
                .setAccount(Integer.toString(row.account()))
                .setAccountName(row.accountName())
                .setDay(row.day().toString())
                .setDescription(row.detail())
                .setAmount(decimal(row.amount()))
                .build();
    }

    private static io.keepwell.query.v1.DrillThrough drillList(DrillRows list) {
        io.keepwell.query.v1.DrillThrough.Builder message = io.keepwell.query.v1.DrillThrough.newBuilder()
                .setStandsFor(list.standsFor().map(TermId::symbol).orElse(""))
                .setTotal(decimal(list.total()))
                .setMoreRows(list.moreRows());
        for (DrillRows.Row row : list.rows()) {
            message.addRows(row(row));
        }
        return message.build();
    }

    private static String decimal(BigDecimal amount) {
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }
}

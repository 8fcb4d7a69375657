package io.keepwell.core.metric.query;

import io.keepwell.core.account.Slice;
import io.keepwell.core.account.SliceDictionary;
import io.keepwell.core.metric.CustomDimension;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.DefinitionId;
import io.keepwell.core.metric.InvalidQueryException;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.MetricCatalogue;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.rollup.read.MetricData;
import io.keepwell.core.setting.Firm;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What all queries asked at once have in common.
///
/// @param today the day of the moment as of which figures are asked for
/// @param customValues what they know may be asked about
/// @param known slices that were looked up already
record QueryContext(
        MetricCatalogue catalogue,
        SliceDictionary slices,
        MetricData data,
        Firm firm,
        Instant asOf,
        boolean recalled,
        LocalDate today,
        List<MetricData> customValues,
        Set<Slice> known,
        QueryBudget budget) {
    QueryContext withCustomValuesOf(List<MetricData> others) {
        return new QueryContext(catalogue, slices, data, firm, asOf, recalled, today, others, known, budget);
    }

    ResolvedQuery check(MetricQuery query) {
        Metric metric = catalogue.get(query.metric());
        Definition definition = definition(metric.info(), query.definition());
        if (!known.contains(query.slice())) {
            InvalidQueryException.refuseUnknown(query.slice(), slices);
            known.add(query.slice());
        }
        query.customValue().ifPresent(customValue -> checkCustomValue(metric.info(), definition, customValue));
        return new ResolvedQuery(this, query, metric, definition);
    }

    private static Definition definition(MetricInfo info, DefinitionId id) {
        return info.definition(id.id())
                .orElseThrow(() -> InvalidQueryException.noSuch(
                        "definition",
                        "definition of " + info.id(),
                        id.id(),
                        info.definitions().stream().map(each -> each.id().id()).toList()));
    }

    private void checkCustomValue(MetricInfo info, Definition definition, String asked) {
        CustomDimension dimension =
                definition.customDimension().orElseThrow(() -> withoutCustomDimension(info, definition, asked));
        SortedSet<String> valid = valid(dimension, customValues);
        if (!valid.contains(asked)) {
            throw InvalidQueryException.noSuchAmongMany("custom_value", dimension.name(), asked, valid);
        }
    }

    private InvalidQueryException withoutCustomDimension(MetricInfo info, Definition definition, String asked) {
        String others = info.definitions().stream()
                .flatMap(each -> each.customDimension().stream()
                        .map(dimension -> " By " + each.id() + " it can, of one " + dimension.name() + ": "
                                + InvalidQueryException.listed(valid(dimension, customValues)) + "."))
                .collect(Collectors.joining());
        return new InvalidQueryException(
                "custom_value",
                info.id() + " by " + definition.id() + " can't be asked of '" + asked + "': it has no custom dimension."
                        + others);
    }

    /// What can be asked about by any of them, by name.
    static SortedSet<String> valid(CustomDimension dimension, List<MetricData> data) {
        SortedSet<String> valid = new TreeSet<>(dimension.always());
        data.forEach(each -> valid.addAll(each.customValues(dimension.measures())));
        return valid;
    }
}

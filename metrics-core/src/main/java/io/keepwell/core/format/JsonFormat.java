package io.keepwell.core.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.report.Grid;
import io.keepwell.core.report.GridCell;
import io.keepwell.core.report.Medium;
import io.keepwell.core.report.run.RunFile;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// JSON for programs: the grid as it is. An amount is a number with all its digits, never a rounded one. It is
/// kept with the run and not mailed.
@Singleton
final class JsonFormat implements Format {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    @Override
    public String id() {
        return "json";
    }

    @Override
    public Rendition render(Grid grid) {
        String text;
        try {
            text = MAPPER.writeValueAsString(report(grid));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
        return new Rendition(new RunFile(
                id(), "application/json", RunFile.Use.KEPT, (text + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    private static Map<String, Object> report(Grid grid) {
        Grid.Head head = grid.head();
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("report", head.title());
        report.put("firm", head.firm().name());
        Map<String, Object> slice = new LinkedHashMap<>();
        head.slice().values().forEach((dimension, value) -> slice.put(dimension.id(), value));
        report.put("slice", slice);
        report.put("first_day", head.period().from().toString());
        report.put("last_day", head.period().to().minusDays(1).toString());
        report.put("zone", head.firm().zone().id().getId());
        report.put("as_of", head.asOf().toString());
        report.put(
                "sections",
                grid.shownIn(Medium.DATA).stream().map(JsonFormat::section).toList());
        return report;
    }

    private static Map<String, Object> section(Grid.Whole section) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("section", section.section().id());
        object.put("panels", section.panels().stream().map(JsonFormat::panel).toList());
        return object;
    }

    private static Map<String, Object> panel(Grid.Panel panel) {
        Map<String, Object> object = new LinkedHashMap<>();
        put(object, "title", panel.title());
        panel.figure().ifPresent(headline -> {
            object.put("figure", cell(headline.figure()));
            object.put("change", cell(headline.change()));
            object.put("since", headline.since());
        });
        put(object, "note", panel.note());
        List<String> columns = panel.columns().stream().map(Grid.Column::name).toList();
        object.put("columns", columns);
        object.put("rows", panel.rows().stream().map(JsonFormat::row).toList());
        return object;
    }

    private static Map<String, Object> row(Grid.Row row) {
        Map<String, Object> object = new LinkedHashMap<>();
        put(object, "name", row.name());
        put(object, "detail", row.detail());
        if (row.total()) {
            object.put("total", true);
        }
        object.put("cells", row.cells().stream().map(JsonFormat::cell).toList());
        if (!row.notes().isEmpty()) {
            object.put("notes", row.notes());
        }
        return object;
    }

    private static Map<String, Object> cell(GridCell cell) {
        Map<String, Object> object = new LinkedHashMap<>();
        switch (cell) {
            case GridCell.Amount amount -> {
                amount(object, amount.amount(), amount.unit(), amount.currency());
                if (amount.approximate()) {
                    object.put("approximate", true);
                }
            }
            case GridCell.Moved moved -> {
                amount(object, moved.change().amount(), moved.unit(), moved.currency());
                put(object, "meaning", moved.change().verdict().words());
            }
            case GridCell.State state -> object.put("text", state.label());
            case GridCell.Words words -> object.put("text", words.text());
            case GridCell.Missing missing -> {
                object.put("amount", null);
                object.put("reason", missing.reason().name());
                object.put("text", missing.message());
            }
        }
        return object;
    }

    private static void amount(Map<String, Object> object, BigDecimal amount, Unit unit, CurrencyCode currency) {
        object.put("amount", amount);
        object.put("unit", unit.name().toLowerCase(Locale.ROOT));
        if (unit.isMoney()) {
            object.put("currency", currency.code());
        }
    }

    private static void put(Map<String, Object> object, String name, String text) {
        if (!text.isEmpty()) {
            object.put(name, text);
        }
    }
}

package io.keepwell.ui.component;

import java.math.BigDecimal;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One thing drawn.
///
/// @param value empty for a gap
/// @param text the value with its unit, for whoever points at it
/// @param label what stands beside it; empty for nothing
/// @param href where a click leads
/// @param colour a token, where it differs from its series'
public record ChartPoint(
        Optional<BigDecimal> value, String text, String label, Optional<String> href, Optional<String> colour) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    public static ChartPoint of(Optional<BigDecimal> value, String text) {
        return new ChartPoint(value, text, "", Optional.empty(), Optional.empty());
    }

    public ChartPoint leadingTo(String target) {
        return new ChartPoint(value, text, label, Optional.of(target), colour);
    }

    public ChartPoint labelled(String written) {
        return new ChartPoint(value, text, written, href, colour);
    }

    public ChartPoint coloured(String token) {
        return new ChartPoint(value, text, label, href, Optional.of(token));
    }

    /// @param series the name of its series
    ObjectNode json(String series) {
        ObjectNode item = JSON.objectNode();
        item.set("value", json(value));
        item.put("text", text);
        item.put("name", series);
        item.putObject("label").put("show", !label.isEmpty()).put("formatter", label);
        href.ifPresent(target -> item.put("href", target));
        colour.ifPresent(token -> item.putObject("itemStyle").put("color", token));
        return item;
    }

    /// An amount, or null for a gap.
    static JsonNode json(Optional<BigDecimal> amount) {
        return amount.<JsonNode>map(JSON::numberNode).orElseGet(JSON::nullNode);
    }
}

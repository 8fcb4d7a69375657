package io.keepwell.ui.component;

import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.time.Period;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Puts charts together. Colours are tokens of the style sheet (`$accent`, or `$accent/15` for one that
/// is 15 % opaque); every text that is shown comes along with its point, already written as figures are.
public final class ChartOptions {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /// How many days apart an axis of ages is marked.
    private static final List<Integer> AGES = List.of(1, 7, 30, 90, 180, 365);

    private final ObjectNode root = JSON.objectNode();
    private final ArrayNode series = JSON.arrayNode();
    private final ObjectNode valueAxis = JSON.objectNode();

    private ChartOptions(Unit unit) {
        root.put("unit", unit.id());
        root.set("series", series);
    }

    /// A bar that floats between two amounts.
    public record Floating(String name, BigDecimal low, BigDecimal high, ChartPoint point) {}

    /// A chart over named places, from left to right.
    public static ChartOptions over(List<String> names, Unit unit) {
        ChartOptions options = new ChartOptions(unit);
        ObjectNode axis = JSON.objectNode();
        axis.put("type", "category");
        ArrayNode data = JSON.arrayNode();
        names.forEach(data::add);
        axis.set("data", data);
        options.root.set("xAxis", axis);
        options.valueAxis.put("type", "value");
        options.root.set("yAxis", options.valueAxis);
        return options;
    }

    /// A chart over periods, from left to right.
    ///
    /// @param labels a short one for each, to stand along the axis; whoever points at one is shown its
    ///     whole name
    public static ChartOptions overPeriods(List<Period> periods, List<String> labels, Unit unit) {
        ChartOptions options = over(labels, unit);
        ArrayNode heads = options.root.putArray("heads");
        periods.forEach(period -> heads.add(ValueFormat.period(period)));
        return options;
    }

    /// A chart over time, day by day.
    public static ChartOptions overDays(Unit unit) {
        ChartOptions options = new ChartOptions(unit);
        ObjectNode axis = JSON.objectNode();
        axis.put("type", "time");
        options.root.set("xAxis", axis);
        options.valueAxis.put("type", "value");
        options.root.set("yAxis", options.valueAxis);
        return options;
    }

    /// A chart over ages in days, from 0 on.
    ///
    /// @param longest the greatest age, at which the chart ends
    public static ChartOptions overAges(Unit unit, long longest) {
        ChartOptions options = new ChartOptions(unit);
        ObjectNode axis = JSON.objectNode();
        axis.put("type", "value");
        axis.put("min", 0);
        axis.put("max", longest);
        int interval =
                AGES.stream().filter(age -> longest <= age * 8L).findFirst().orElse(AGES.getLast());
        axis.put("interval", interval);
        axis.putObject("axisLabel").put("showMaxLabel", longest % interval == 0);
        axis.putObject("splitLine").put("show", false);
        axis.put("name", "days");
        axis.put("nameLocation", "middle");
        axis.put("nameGap", 26);
        options.root.set("xAxis", axis);
        options.valueAxis.put("type", "value");
        options.root.set("yAxis", options.valueAxis);
        options.root.putObject("grid").put("bottom", 20);
        options.root.putObject("tooltip").putObject("axisPointer").put("type", "line");
        return options;
    }

    public ChartOptions bars(String name, String colour, List<ChartPoint> points) {
        ObjectNode bars = series("bar", name, colour);
        bars.put("barMaxWidth", 44);
        ArrayNode data = bars.putArray("data");
        points.forEach(point -> {
            ObjectNode item = point.json(name);
            rounded(item, point.value().map(BigDecimal::signum).orElse(1));
            data.add(item);
        });
        label(bars, "top");
        return this;
    }

    public ChartOptions line(String name, String colour, List<ChartPoint> points) {
        return line(name, colour, points, "solid", true);
    }

    public ChartOptions dashedLine(String name, String colour, List<ChartPoint> points) {
        return line(name, colour, points, "dashed", false);
    }

    private ChartOptions line(String name, String colour, List<ChartPoint> points, String type, boolean symbols) {
        ObjectNode line = series("line", name, colour);
        line.put("showSymbol", symbols);
        line.put("symbol", "circle");
        line.put("symbolSize", 7);
        line.put("z", 3);
        ObjectNode style = line.putObject("lineStyle");
        style.put("color", colour);
        style.put("width", symbols ? 2 : 1.5);
        style.put("type", type);
        ArrayNode data = line.putArray("data");
        points.forEach(point -> data.add(point.json(name)));
        return this;
    }

    /// A shaded band between a lower and an upper amount at each place; empty for a gap.
    public ChartOptions band(String colour, List<Optional<BigDecimal>> lows, List<Optional<BigDecimal>> highs) {
        ObjectNode floor = series("line", "", colour);
        hide(floor, "band");
        ObjectNode band = series("line", "", colour);
        hide(band, "band");
        band.putObject("areaStyle").put("color", colour);
        ArrayNode floors = floor.putArray("data");
        ArrayNode heights = band.putArray("data");
        for (int i = 0; i < lows.size(); i++) {
            Optional<BigDecimal> low = lows.get(i);
            Optional<BigDecimal> high = highs.get(i);
            floors.add(ChartPoint.json(low));
            heights.add(ChartPoint.json(high.flatMap(top -> low.map(top::subtract))));
        }
        return this;
    }

    /// Steps: each amount holds from its day to the next.
    public ChartOptions steps(String name, String colour, List<LocalDate> days, List<ChartPoint> points) {
        ObjectNode steps = series("line", name, colour);
        steps.put("step", "end");
        steps.put("symbol", "circle");
        steps.put("symbolSize", 6);
        steps.putObject("lineStyle").put("color", colour).put("width", 2);
        steps.putObject("areaStyle").put("color", colour + "/12");
        ArrayNode data = steps.putArray("data");
        for (int i = 0; i < days.size(); i++) {
            ObjectNode item = points.get(i).json(name);
            ArrayNode pair = JSON.arrayNode();
            pair.add(days.get(i).toString());
            pair.add(ChartPoint.json(points.get(i).value()));
            item.set("value", pair);
            item.put("head", ValueFormat.day(days.get(i)));
            data.add(item);
        }
        return this;
    }

    /// Steps: each amount holds from its age to the next.
    public ChartOptions stepsByAge(String name, String colour, List<Long> ages, List<ChartPoint> points) {
        ObjectNode steps = series("line", name, colour);
        steps.put("step", "end");
        steps.put("showSymbol", false);
        steps.put("symbol", "circle");
        steps.put("z", 3);
        steps.putObject("lineStyle").put("color", colour).put("width", 2);
        ArrayNode data = steps.putArray("data");
        for (int i = 0; i < ages.size(); i++) {
            ObjectNode item = points.get(i).json(name);
            item.putArray("value")
                    .add(ages.get(i))
                    .add(ChartPoint.json(points.get(i).value()));
            item.put("head", ValueFormat.count(ages.get(i)) + (ages.get(i) == 1 ? " day" : " days"));
            data.add(item);
        }
        return this;
    }

    /// A shaded band of steps: each pair of a lower and an upper amount holds from its age to the next.
    public ChartOptions bandOfSteps(String colour, List<Long> ages, List<BigDecimal> lows, List<BigDecimal> highs) {
        ObjectNode band = series("custom", "", colour);
        band.put("shape", "steps");
        band.put("silent", true);
        band.put("clip", true);
        band.put("z", 1);
        ObjectNode encode = band.putObject("encode");
        encode.put("x", 0);
        encode.putArray("y").add(1).add(2);
        ArrayNode data = band.putArray("data");
        for (int i = 0; i < ages.size(); i++) {
            data.addArray().add(ages.get(i)).add(lows.get(i)).add(highs.get(i));
        }
        return this;
    }

    /// Bars that float, one after the other.
    public ChartOptions floating(List<Floating> bars) {
        ObjectNode floor = series("bar", "", "transparent");
        floor.put("stack", "floating");
        floor.put("silent", true);
        floor.put("barMaxWidth", 56);
        ObjectNode shown = series("bar", "", "$accent");
        shown.put("stack", "floating");
        shown.put("barMaxWidth", 56);
        shown.put("barMinHeight", 2);
        label(shown, "top");
        ArrayNode floors = floor.putArray("data");
        ArrayNode heights = shown.putArray("data");
        for (Floating bar : bars) {
            floors.add(bar.low());
            ObjectNode item = bar.point().json(bar.name());
            item.put("value", bar.high().subtract(bar.low()));
            rounded(item, 0);
            heights.add(item);
        }
        ObjectNode axis = (ObjectNode) root.get("xAxis");
        axis.put("tilt", true);
        axis.putObject("axisLabel").put("interval", 0);
        return this;
    }

    /// Where the value axis begins.
    public ChartOptions from(BigDecimal lowest) {
        valueAxis.put("min", lowest);
        return this;
    }

    /// Where the value axis ends.
    public ChartOptions upTo(BigDecimal highest) {
        valueAxis.put("max", highest);
        return this;
    }

    /// @param label what the chart shows, for those who don't see it
    public Chart chart(String label) {
        return new Chart(label, root.deepCopy());
    }

    ObjectNode json() {
        return root;
    }

    private ObjectNode series(String type, String name, String colour) {
        ObjectNode one = series.addObject();
        one.put("type", type);
        one.put("name", name);
        one.putObject("itemStyle").put("color", colour);
        return one;
    }

    private static void hide(ObjectNode series, String stack) {
        series.put("stack", stack);
        series.put("stackStrategy", "all");
        series.put("symbol", "none");
        series.put("silent", true);
        series.putObject("lineStyle").put("opacity", 0);
        series.put("z", 1);
    }

    private static void label(ObjectNode series, String position) {
        series.putObject("label").put("show", true).put("position", position);
    }

    private static void rounded(ObjectNode item, int sign) {
        ObjectNode style = item.withObject("/itemStyle");
        ArrayNode corners = style.putArray("borderRadius");
        int top = sign >= 0 ? 4 : 0;
        int bottom = sign > 0 ? 0 : 4;
        corners.add(top).add(top).add(bottom).add(bottom);
    }
}

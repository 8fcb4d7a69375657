package io.keepwell.core.report;

import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.metric.DefinitionId;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.report.schedule.MissedRuns;
import io.keepwell.core.report.schedule.PeriodRule;
import io.keepwell.core.report.schedule.ReportSchedule;
import java.io.StringReader;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// A report as people write it, in YAML:
///
/// ```
/// title: Renewals ahead, EMEA
/// about: last month
/// send: monthly on day 1 at 07:00 in Europe/Berlin
/// only_if: [retention.renewal_rate below 90]
/// slice: {region: EMEA}
/// metrics:
/// - retention.renewal_rate
/// - retention.customer_churn: closing
/// sections:
/// - headlines
/// - figures
/// recipients:
/// - ada@example.com
/// - ben@example.com: {segment: Enterprise}
/// ```
///
/// Everything is text: `on`, `7:00` and `1_000` are what they look like.
public final class ReportText {
    public static final int LONGEST = 100_000;

    private static final List<String> PARTS =
            List.of("title", "about", "send", "missed", "only_if", "slice", "metrics", "sections", "recipients");

    private final Map<String, Node> parts;

    private ReportText(Map<String, Node> parts) {
        this.parts = parts;
    }

    /// @param enabled whether the report is sent by schedule, which the text doesn't say
    /// @throws InvalidReportException where the text isn't a report; says where
    public static Report parse(ReportId id, String text, boolean enabled) {
        if (text.length() > LONGEST) {
            throw new InvalidReportException("A report's text has at most " + LONGEST + " characters.");
        }
        Node root = compose(text);
        Map<String, Node> parts = map(root, "a report", Function.identity());
        for (Map.Entry<String, Node> part : parts.entrySet()) {
            if (!PARTS.contains(part.getKey())) {
                throw at(
                        part.getValue(),
                        "a report has no part '" + part.getKey() + "'; it has " + String.join(", ", PARTS));
            }
        }
        ReportText report = new ReportText(parts);
        try {
            return report.report(id, enabled);
        } catch (InvalidReportException placed) {
            throw placed;
        } catch (IllegalArgumentException unfit) {
            throw at(root, String.valueOf(unfit.getMessage()));
        }
    }

    private static Node compose(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(10);
        @Nullable Node root;
        try {
            root = new Yaml(options).compose(new StringReader(text));
        } catch (MarkedYAMLException wrong) {
            int line =
                    wrong.getProblemMark() == null ? 1 : wrong.getProblemMark().getLine() + 1;
            throw new InvalidReportException(line, "not YAML: " + wrong.getProblem());
        } catch (YAMLException wrong) {
            throw new InvalidReportException(1, "not YAML: " + wrong.getMessage());
        }
        if (root == null) {
            throw new InvalidReportException(1, "there is nothing: a report needs title, metrics and sections");
        }
        return root;
    }

    private Report report(ReportId id, boolean enabled) {
        return new Report(
                id,
                required("title", ReportText::text),
                optional("about", rule(PeriodRule::parse)).orElseGet(() -> PeriodRule.parse("last month")),
                optional("send", rule(ReportSchedule::parse)),
                optional("missed", rule(MissedRuns::parse)).orElse(MissedRuns.ALL),
                optional("only_if", node -> items(node, rule(SendCondition::parse)))
                        .orElse(List.of()),
                optional("slice", ReportText::slice).orElse(Slice.WHOLE),
                required("metrics", node -> items(node, ReportText::metric)),
                required("sections", node -> items(node, ReportText::section)),
                optional("recipients", node -> items(node, ReportText::recipient))
                        .orElse(List.of()),
                enabled);
    }

    private <T> Optional<T> optional(String part, Function<Node, T> reading) {
        Optional<Node> found = Optional.ofNullable(parts.get(part));
        return found.map(node -> {
            try {
                return reading.apply(node);
            } catch (InvalidReportException placed) {
                throw placed;
            } catch (IllegalArgumentException unfit) {
                throw at(node, part + ": " + unfit.getMessage());
            }
        });
    }

    private <T> T required(String part, Function<Node, T> reading) {
        return optional(part, reading)
                .orElseThrow(() -> new InvalidReportException(1, "a report needs '" + part + "'"));
    }

    private static <T> Function<Node, T> rule(Function<String, T> parse) {
        return node -> parse.apply(text(node));
    }

    private static ReportMetric metric(Node node) {
        return named(
                node,
                "a metric, or a metric and its definition",
                name -> ReportMetric.of(new MetricId(name)),
                (name, value) -> new ReportMetric(new MetricId(name), Optional.of(new DefinitionId(text(value)))));
    }

    private static ReportSection section(Node node) {
        return named(
                node,
                "a section, or a section and its options",
                name -> ReportSection.of(new SectionId(name)),
                (name, value) -> new ReportSection(new SectionId(name), map(value, "options", ReportText::text)));
    }

    private static Recipient recipient(Node node) {
        return named(
                node,
                "a mail address, or a mail address and what its owner may see",
                name -> Recipient.of(new MailAddress(name)),
                (name, value) -> new Recipient(new MailAddress(name), slice(value)));
    }

    private static Slice slice(Node node) {
        Map<Dimension, String> values = new EnumMap<>(Dimension.class);
        map(node, "a slice", Function.identity()).forEach((id, value) -> {
            Dimension dimension = Dimension.parse(id)
                    .orElseThrow(() -> at(
                            value,
                            "there is no dimension '" + id + "'; there are "
                                    + Dimension.ALL.stream().map(Dimension::id).collect(Collectors.joining(", "))));
            values.put(dimension, text(value));
        });
        return new Slice(values);
    }

    private interface Named<T> {
        T of(String name, Node value);
    }

    /// A name, or a name with one thing that belongs to it.
    private static <T> T named(Node node, String what, Function<String, T> bare, Named<T> with) {
        try {
            if (node instanceof ScalarNode name) {
                return bare.apply(name.getValue());
            }
            Map<String, Node> one = map(node, what, Function.identity());
            if (one.size() == 1) {
                Map.Entry<String, Node> only = one.entrySet().iterator().next();
                return with.of(only.getKey(), only.getValue());
            }
        } catch (InvalidReportException placed) {
            throw placed;
        } catch (IllegalArgumentException unfit) {
            throw at(node, String.valueOf(unfit.getMessage()));
        }
        throw at(node, "here belongs " + what);
    }

    private static <T> List<T> items(Node node, Function<Node, T> item) {
        if (!(node instanceof SequenceNode list)) {
            throw at(node, "here belongs a list, each item in a line that begins with '- '");
        }
        return list.getValue().stream().map(item).toList();
    }

    private static <T> Map<String, T> map(Node node, String what, Function<Node, T> value) {
        if (!(node instanceof MappingNode mapping)) {
            throw at(node, "here belongs " + what + ", as 'name: value'");
        }
        Map<String, T> map = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String name = text(tuple.getKeyNode());
            if (map.containsKey(name)) {
                throw at(tuple.getKeyNode(), "'" + name + "' is there twice");
            }
            map.put(name, value.apply(tuple.getValueNode()));
        }
        return map;
    }

    private static String text(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw at(node, "here belongs a text");
    }

    private static InvalidReportException at(Node node, String message) {
        return new InvalidReportException(node.getStartMark().getLine() + 1, message);
    }

    /// The report's text, which reads back as the same report.
    public static String write(Report report) {
        Map<String, Object> parts = new LinkedHashMap<>();
        parts.put("title", report.title());
        parts.put("about", report.about().toString());
        report.send().ifPresent(schedule -> parts.put("send", schedule.toString()));
        parts.put("missed", report.missed().toString());
        if (!report.onlyIf().isEmpty()) {
            parts.put("only_if", report.onlyIf().stream().map(Object::toString).toList());
        }
        if (!report.slice().isWhole()) {
            parts.put("slice", values(report.slice()));
        }
        parts.put("metrics", report.metrics().stream().map(ReportText::item).toList());
        parts.put("sections", report.sections().stream().map(ReportText::item).toList());
        if (!report.recipients().isEmpty()) {
            parts.put(
                    "recipients",
                    report.recipients().stream().map(ReportText::item).toList());
        }
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setSplitLines(false);
        return new Yaml(options).dump(parts);
    }

    private static Object item(ReportMetric metric) {
        String name = metric.metric().id();
        return metric.definition()
                .<Object>map(definition -> Map.of(name, definition.id()))
                .orElse(name);
    }

    private static Object item(ReportSection section) {
        String name = section.id().id();
        return section.options().isEmpty() ? name : Map.of(name, section.options());
    }

    private static Object item(Recipient recipient) {
        String name = recipient.address().address();
        return recipient.scope().isWhole() ? name : Map.of(name, values(recipient.scope()));
    }

    private static Map<String, String> values(Slice slice) {
        Map<String, String> values = new LinkedHashMap<>();
        slice.values().forEach((dimension, value) -> values.put(dimension.id(), value));
        return values;
    }
}

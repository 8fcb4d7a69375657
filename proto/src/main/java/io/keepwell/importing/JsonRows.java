package io.keepwell.importing;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The objects of a JSON file, one after the other or in lists, also in those of pages of an interface. Parts of parts
/// are columns such as `author.id`; entries of a list of objects `parts.0.body`; a list of texts is one text with
/// semicolons.
final class JsonRows implements Rows {
    /// By how many rows, and how many cells in all, the columns are known.
    private static final int PROBED_ROWS = 1_000;
    private static final int PROBED_CELLS = 200_000;
    private static final int MOST_CELLS = 5_000;
    private static final int MOST_DIGITS = 400;

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final Path file;
    private final Layout layout;
    private final Source source;
    private final JsonParser parser;
    private final Deque<Flat> first = new ArrayDeque<>();
    /// Objects that were read but not given: one, or what is left of the list of an answer.
    private final Deque<JsonNode> page = new ArrayDeque<>();

    private final List<String> heads;
    private final boolean[] needed;
    private long line;

    private record Flat(long line, Map<String, String> cells, boolean isTooLarge) {}

    private JsonRows(Path file, Layout layout, Source source, Set<String> used) throws IOException {
        this.file = file;
        this.layout = layout;
        this.source = source;
        this.parser = JSON.createParser(source.reader());
        Set<String> names = new LinkedHashSet<>(layout.columns());
        long cells = 0;
        while (first.size() < PROBED_ROWS && cells < PROBED_CELLS) {
            Optional<Flat> flat = read();
            if (flat.isEmpty()) {
                break;
            }
            first.add(flat.get());
            cells += flat.get().cells().size();
            names.addAll(flat.get().cells().keySet());
        }
        if (first.isEmpty()) {
            throw new ImportProblem("The file " + file + " is empty: it needs JSON objects, a line each or in a list.");
        }
        this.heads = List.copyOf(names);
        this.needed = Rows.needed(heads, used);
    }

    static JsonRows open(Path file, Layout layout, Set<String> used) throws IOException {
        Source source = Source.open(file, layout);
        try {
            return new JsonRows(file, layout, source, used);
        } catch (IOException | RuntimeException unfit) {
            source.close();
            throw unfit;
        }
    }

    private Optional<Flat> read() throws IOException {
        while (page.isEmpty()) {
            Optional<JsonNode> object = object();
            if (object.isEmpty()) {
                return Optional.empty();
            }
            list(object.get()).ifPresentOrElse(list -> list.forEach(page::add), () -> page.add(object.get()));
        }
        Map<String, String> cells = new LinkedHashMap<>();
        boolean fits = flatten("", page.remove(), cells);
        return Optional.of(new Flat(line, fits ? cells : Map.of(), !fits));
    }

    private Optional<JsonNode> object() throws IOException {
        try {
            JsonToken token = parser.nextToken();
            while (token == JsonToken.START_ARRAY || token == JsonToken.END_ARRAY) {
                token = parser.nextToken();
            }
            if (token == null) {
                return Optional.empty();
            }
            line = parser.currentTokenLocation().getLineNr();
            if (token != JsonToken.START_OBJECT) {
                throw new ImportProblem(
                        "The file " + file + ", line " + line + ": a JSON object is needed for each row.");
            }
            return Optional.of(JSON.readTree(parser));
        } catch (JacksonException unreadable) {
            throw new ImportProblem(
                    "The file " + file + ", behind line " + line + ": this is not JSON, or too deep or long.",
                    unreadable);
        }
    }

    /// The list in an answer of a program's interface, which names itself one: `{"type": "conversation.list", …}`.
    private static Optional<JsonNode> list(JsonNode object) {
        if (!isList(object.path("type").asText())
                && !isList(object.path("object").asText())) {
            return Optional.empty();
        }
        List<JsonNode> lists = object.properties().stream()
                .map(Map.Entry::getValue)
                .filter(JsonNode::isArray)
                .toList();
        return lists.size() == 1 ? Optional.of(lists.getFirst()) : Optional.empty();
    }

    private static boolean isList(String kind) {
        return kind.equals("list") || kind.endsWith(".list");
    }

    /// @return whether all of it fits into a row
    private boolean flatten(String name, JsonNode node, Map<String, String> cells) {
        if (node.isObject()) {
            return node.properties().stream()
                    .allMatch(part -> flatten(joined(name, part.getKey()), part.getValue(), cells));
        }
        if (node.isArray() && node.valueStream().anyMatch(JsonNode::isContainerNode)) {
            for (int i = 0; i < node.size(); i++) {
                if (!flatten(joined(name, Integer.toString(i)), node.get(i), cells)) {
                    return false;
                }
            }
        } else if (node.isArray()) {
            List<String> texts = new ArrayList<>();
            node.forEach(each -> texts.add(text(each)));
            cells.put(name, String.join(";", texts));
        } else {
            cells.put(name, Rows.cell(text(node), layout));
        }
        return cells.size() <= MOST_CELLS;
    }

    private static String joined(String name, String part) {
        return name.isEmpty() ? part : name + "." + part;
    }

    private static String text(JsonNode value) {
        if (value.isNull()) {
            return "";
        }
        if (!value.isNumber()) {
            return value.asText();
        }
        BigDecimal number = value.decimalValue();
        return Math.abs(number.scale()) > MOST_DIGITS ? value.asText() : number.toPlainString();
    }

    @Override
    public List<String> heads() {
        return heads;
    }

    @Override
    public Optional<Row> next() throws IOException {
        while (true) {
            Optional<Flat> flat = first.isEmpty() ? read() : Optional.of(first.removeFirst());
            if (flat.isEmpty()) {
                return Optional.empty();
            }
            Row row = row(flat.get());
            if (!row.isEmpty()) {
                return Optional.of(row);
            }
        }
    }

    private Row row(Flat flat) {
        if (flat.isTooLarge()) {
            return Row.defective(flat.line(), "", "BAD_LINE", "The object has more than " + MOST_CELLS + " parts.");
        }
        String[] cells = new String[heads.size()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = flat.cells().getOrDefault(heads.get(i), "");
            if (needed[i] && cells[i].indexOf(Source.UNREADABLE) >= 0) {
                return Row.defective(
                        flat.line(),
                        heads.get(i),
                        "BAD_CHARACTER",
                        "The text is not valid " + source.charset() + "; say 'encoding' in the mapping, such as"
                                + " windows-1252.");
            }
        }
        return new Row(flat.line(), cells);
    }

    @Override
    public long bytesRead() {
        return source.bytesRead();
    }

    @Override
    public void close() throws IOException {
        parser.close();
        source.close();
    }
}

package io.keepwell.importing;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
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

/// The objects of a JSON file, one after the other or in one list. Parts of parts are columns such as `author.id`;
/// entries of a list of objects `parts.0.body`; a list of texts is one text with semicolons.
final class JsonRows implements Rows {
    /// By how many rows the columns are known.
    private static final int PROBED = 1_000;
    private static final int MOST_CELLS = 5_000;

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final Path file;
    private final Layout layout;
    private final Source source;
    private final MappingIterator<JsonNode> objects;
    private final Deque<Flat> first = new ArrayDeque<>();
    private final List<String> heads;

    private record Flat(long line, Map<String, String> cells) {}

    private JsonRows(Path file, Layout layout, Source source) throws IOException {
        this.file = file;
        this.layout = layout;
        this.source = source;
        this.objects = JSON.readerFor(JsonNode.class).readValues(source.reader());
        Set<String> names = new LinkedHashSet<>(layout.columns());
        while (first.size() < PROBED) {
            Optional<Flat> flat = read();
            if (flat.isEmpty()) {
                break;
            }
            first.add(flat.get());
            names.addAll(flat.get().cells().keySet());
        }
        if (first.isEmpty()) {
            throw new ImportProblem("The file " + file + " is empty: it needs JSON objects, a line each or in a list.");
        }
        this.heads = List.copyOf(names);
    }

    static JsonRows open(Path file, Layout layout) throws IOException {
        Source source = Source.open(file, layout);
        try {
            return new JsonRows(file, layout, source);
        } catch (IOException | RuntimeException unfit) {
            source.close();
            throw unfit;
        }
    }

    private Optional<Flat> read() throws IOException {
        try {
            if (!objects.hasNextValue()) {
                return Optional.empty();
            }
            long line = objects.getCurrentLocation().getLineNr();
            JsonNode object = objects.nextValue();
            if (!object.isObject()) {
                throw new ImportProblem(
                        "The file " + file + ", line " + line + ": a JSON object is needed for each row.");
            }
            Map<String, String> cells = new LinkedHashMap<>();
            flatten("", object, cells);
            if (cells.size() > MOST_CELLS) {
                throw new ImportProblem(
                        "The file " + file + ", line " + line + ": an object has more than " + MOST_CELLS + " parts.");
            }
            return Optional.of(new Flat(line, cells));
        } catch (JacksonException unreadable) {
            throw new ImportProblem(
                    "The file " + file + ", line " + unreadable.getLocation().getLineNr() + ": this is not JSON.",
                    unreadable);
        }
    }

    private void flatten(String name, JsonNode node, Map<String, String> cells) {
        if (node.isObject()) {
            node.properties().forEach(part -> flatten(joined(name, part.getKey()), part.getValue(), cells));
        } else if (node.isArray() && node.valueStream().anyMatch(JsonNode::isContainerNode)) {
            for (int i = 0; i < node.size(); i++) {
                flatten(joined(name, Integer.toString(i)), node.get(i), cells);
            }
        } else if (node.isArray()) {
            List<String> texts = new ArrayList<>();
            node.forEach(each -> texts.add(text(each)));
            cells.put(name, String.join(";", texts));
        } else {
            cells.put(name, Rows.cell(text(node), layout));
        }
    }

    private static String joined(String name, String part) {
        return name.isEmpty() ? part : name + "." + part;
    }

    private static String text(JsonNode value) {
        if (value.isNull()) {
            return "";
        }
        return value.isNumber() ? value.decimalValue().toPlainString() : value.asText();
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
            String[] cells = heads.stream()
                    .map(head -> flat.get().cells().getOrDefault(head, ""))
                    .toArray(String[]::new);
            Row row = new Row(flat.get().line(), cells);
            if (!row.isEmpty()) {
                return Optional.of(row);
            }
        }
    }

    @Override
    public long bytesRead() {
        return source.bytesRead();
    }

    @Override
    public void close() throws IOException {
        objects.close();
        source.close();
    }
}

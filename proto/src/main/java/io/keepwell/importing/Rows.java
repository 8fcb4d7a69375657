package io.keepwell.importing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The rows of a file, one after the other. Rows without any text are left out.
interface Rows extends AutoCloseable {
    /// The names of the columns; an empty one where a column has none.
    List<String> heads();

    /// @return empty at the end of the file
    /// @throws IOException where the file can't be read
    /// @throws ImportProblem where what follows can't be read as rows
    Optional<Row> next() throws IOException;

    /// How many bytes of the file have been read so far.
    long bytesRead();

    @Override
    void close() throws IOException;

    /// @param used columns by which a delimiter is recognised, and whose cells have to be readable; all where empty
    /// @throws ImportProblem where the file isn't laid out as it is said, or has no head
    static Rows open(Path file, Layout layout, Set<String> used) throws IOException {
        Layout.Format format = layout.format() == null ? Source.format(file) : layout.format();
        return switch (format) {
            case CSV -> CsvRows.open(file, layout, used);
            case XLSX -> XlsxRows.open(file, layout, used);
            case JSON_LINES -> JsonRows.open(file, layout, used);
        };
    }

    /// For each column whether its cells have to be readable.
    static boolean[] needed(List<String> heads, Set<String> used) {
        boolean[] needed = new boolean[heads.size()];
        for (int i = 0; i < needed.length; i++) {
            needed[i] = used.isEmpty() ? !heads.get(i).isEmpty() : used.contains(heads.get(i));
        }
        return needed;
    }

    /// The text of a cell as it counts: without blanks around it, and empty where the layout says that it means so.
    static String cell(String text, Layout layout) {
        String stripped = text.strip();
        return layout.empty().contains(stripped) ? "" : stripped;
    }
}

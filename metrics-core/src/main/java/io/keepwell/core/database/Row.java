package io.keepwell.core.database;

import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A row on its way into a table, written column by column. The same row goes through LOAD DATA, as tab-separated
/// text,
/// or
/// through an INSERT, as parameters: MySQL reads every value from its text.
public final class Row {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

    private final List<@Nullable String> values = new ArrayList<>();

    public Row text(String value) {
        values.add(value);
        return this;
    }

    public Row number(long value) {
        values.add(Long.toString(value));
        return this;
    }

    public Row day(LocalDate value) {
        values.add(value.toString());
        return this;
    }

    public Row moment(Instant value) {
        values.add(MOMENT.format(value));
        return this;
    }

    /// SQL's null.
    public Row absent() {
        values.add(null);
        return this;
    }

    /// Appends the row as LOAD DATA reads it by default: tab-separated, backslash-escaped, ended by a line feed.
    void appendTo(StringBuilder lines) {
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                lines.append('\t');
            }
            appendEscaped(values.get(i), lines);
        }
        lines.append('\n');
    }

    private static void appendEscaped(@Nullable String value, StringBuilder lines) {
        if (value == null) {
            lines.append("\\N");
            return;
        }
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            switch (character) {
                case '\\' -> lines.append("\\\\");
                case '\t' -> lines.append("\\t");
                case '\n' -> lines.append("\\n");
                case '\r' -> lines.append("\\r");
                case '\0' -> lines.append("\\0");
                default -> lines.append(character);
            }
        }
    }

    /// Sets the row's values as parameters.
    ///
    /// @return the index after the last one
    int setParameters(PreparedStatement statement, int first) throws SQLException {
        int index = first;
        for (String value : values) {
            if (value == null) {
                statement.setNull(index, Types.VARCHAR);
            } else {
                statement.setString(index, value);
            }
            index++;
        }
        return index;
    }

    /// A hash of all values, for telling a repeat from a conflict.
    public long contentHash() {
        StringBuilder line = new StringBuilder();
        appendTo(line);
        byte[] hash = Sha256.of(line.toString());
        return ByteBuffer.wrap(hash).getLong();
    }
}

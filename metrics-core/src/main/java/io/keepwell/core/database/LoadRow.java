package io.keepwell.core.database;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;

/// A row on its way into a table, written column by column. The same row goes through LOAD DATA, as tab-separated
/// text, or through an INSERT, as parameters: MySQL reads every value from its text.
///
/// It is the text that LOAD DATA reads by default, in UTF-8, from the start: a value is escaped by backslashes and
/// followed by a tab, and the last tab becomes a line feed in the end. So a row that is loaded is written once and
/// copied once.
public final class LoadRow {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);
    private static final byte[] HEX_DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int USUAL_LENGTH = 256;
    private static final int LONGEST_MOMENT = 27;
    private static final int LAST_SHORT_YEAR = 9_999;

    private byte[] line = new byte[USUAL_LENGTH];
    private int length;
    private int unhashed;

    public LoadRow text(String value) {
        int characters = value.length();
        // Every character may be escaped, or take three bytes; a pair of them takes four.
        room(3 * characters + 1);
        for (int i = 0; i < characters; i++) {
            char character = value.charAt(i);
            if (character < 0x80) {
                ascii(character);
            } else if (character < 0x800) {
                line[length++] = (byte) (0xC0 | (character >> 6));
                continuation(character);
            } else if (!Character.isSurrogate(character)) {
                line[length++] = (byte) (0xE0 | (character >> 12));
                continuation(character >> 6);
                continuation(character);
            } else if (Character.isHighSurrogate(character)
                    && i + 1 < characters
                    && Character.isLowSurrogate(value.charAt(i + 1))) {
                int point = Character.toCodePoint(character, value.charAt(++i));
                line[length++] = (byte) (0xF0 | (point >> 18));
                continuation(point >> 12);
                continuation(point >> 6);
                continuation(point);
            } else {
                // Half a pair is no character, in any encoding.
                line[length++] = '?';
            }
        }
        return end();
    }

    /// UTF-8's further bytes carry six bits each.
    private void continuation(int bits) {
        line[length++] = (byte) (0x80 | (bits & 0x3F));
    }

    private void ascii(char character) {
        switch (character) {
            case '\\' -> escaped('\\');
            case '\t' -> escaped('t');
            case '\n' -> escaped('n');
            case '\r' -> escaped('r');
            case '\0' -> escaped('0');
            default -> line[length++] = (byte) character;
        }
    }

    private void escaped(char letter) {
        line[length++] = '\\';
        line[length++] = (byte) letter;
    }

    public LoadRow number(long value) {
        if (value < 0) {
            return text(Long.toString(value));
        }
        int digits = 1;
        for (long rest = value; rest >= 10; rest /= 10) {
            digits++;
        }
        room(digits + 1);
        digits(value, digits);
        return end();
    }

    /// Bytes in hexadecimal, for a column that keeps them as bytes.
    public LoadRow bytes(byte[] value) {
        room(2 * value.length + 1);
        for (byte each : value) {
            line[length++] = HEX_DIGITS[(each >> 4) & 0xF];
            line[length++] = HEX_DIGITS[each & 0xF];
        }
        return end();
    }

    public LoadRow day(LocalDate value) {
        int year = value.getYear();
        if (year < 0 || year > LAST_SHORT_YEAR) {
            return text(value.toString());
        }
        room(LONGEST_MOMENT);
        date(year, value.getMonthValue(), value.getDayOfMonth());
        return end();
    }

    /// With microseconds; finer parts are cut off.
    public LoadRow moment(Instant value) {
        int nanos = value.getNano();
        LocalDateTime moment = LocalDateTime.ofEpochSecond(value.getEpochSecond(), nanos, ZoneOffset.UTC);
        int year = moment.getYear();
        if (year < 0 || year > LAST_SHORT_YEAR) {
            return text(MOMENT.format(value));
        }
        room(LONGEST_MOMENT);
        date(year, moment.getMonthValue(), moment.getDayOfMonth());
        line[length++] = ' ';
        digits(moment.getHour(), 2);
        line[length++] = ':';
        digits(moment.getMinute(), 2);
        line[length++] = ':';
        digits(moment.getSecond(), 2);
        line[length++] = '.';
        digits(nanos / 1_000, 6);
        return end();
    }

    /// SQL's null.
    public LoadRow absent() {
        room(3);
        escaped('N');
        return end();
    }

    /// SQL's null in a column that was added after rows had been hashed without it: a row that says nothing in it, nor
    /// in
    /// any column behind it, has the hash that it had before.
    public LoadRow absentAddition() {
        int before = length;
        int unhashedBefore = unhashed;
        LoadRow row = absent();
        unhashed = unhashedBefore + length - before;
        return row;
    }

    /// Another row's columns, but for its first ones.
    public LoadRow columns(LoadRow other, int without) {
        int start = 0;
        for (int column = 0; column < without; column++) {
            start = other.endOfColumn(start) + 1;
        }
        room(other.length - start);
        System.arraycopy(other.line, start, line, length, other.length - start);
        length += other.length - start;
        return this;
    }

    private void date(int year, int month, int day) {
        digits(year, 4);
        line[length++] = '-';
        digits(month, 2);
        line[length++] = '-';
        digits(day, 2);
    }

    private void digits(long value, int count) {
        long rest = value;
        for (int i = length + count - 1; i >= length; i--) {
            line[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += count;
    }

    private void room(int bytes) {
        if (line.length - length < bytes) {
            line = Arrays.copyOf(line, Math.max(2 * line.length, length + bytes));
        }
    }

    private LoadRow end() {
        line[length++] = '\t';
        unhashed = 0;
        return this;
    }

    /// How many bytes it takes as a line.
    int lineLength() {
        return length;
    }

    /// Copies the row as LOAD DATA reads it by default: tab-separated, backslash-escaped, ended by a line feed.
    ///
    /// @return the place after it
    int copyTo(byte[] lines, int start) {
        System.arraycopy(line, 0, lines, start, length);
        lines[start + length - 1] = '\n';
        return start + length;
    }

    /// Sets the row's values as parameters.
    ///
    /// @return the index after the last one
    int setParameters(PreparedStatement statement, int first) throws SQLException {
        int index = first;
        for (int start = 0; start < length; ) {
            int end = endOfColumn(start);
            if (end - start == 2 && line[start] == '\\' && line[start + 1] == 'N') {
                statement.setNull(index, Types.VARCHAR);
            } else {
                statement.setString(index, unescaped(start, end));
            }
            index++;
            start = end + 1;
        }
        return index;
    }

    private int endOfColumn(int start) {
        int end = start;
        while (line[end] != '\t') {
            end++;
        }
        return end;
    }

    private String unescaped(int start, int end) {
        byte[] plain = new byte[end - start];
        int count = 0;
        for (int i = start; i < end; i++) {
            byte each = line[i];
            if (each == '\\') {
                each = switch (line[++i]) {
                    case 't' -> '\t';
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    case '0' -> '\0';
                    default -> '\\';
                };
            }
            plain[count++] = each;
        }
        return new String(plain, 0, count, StandardCharsets.UTF_8);
    }

    /// A hash of all values, for telling a repeat from a conflict.
    public long contentHash() {
        MessageDigest digest = Sha256.digest();
        if (length > 0) {
            digest.update(line, 0, length - unhashed - 1);
        }
        digest.update((byte) '\n');
        return ByteBuffer.wrap(digest.digest()).getLong();
    }
}

package io.keepwell.core.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.core.suite.UsesDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@UsesDatabase
final class BulkLoadTest {
    private static final List<String> COLUMNS = List.of("id", "text", "bytes", "day", "moment", "number", "small");
    /// As many as LOAD DATA is used for.
    private static final int MANY = 40;
    /// Fewer than LOAD DATA is used for.
    private static final int FEW = 20;

    /// What a partner might send to break a line-based format, and worse.
    private static final List<String> HOSTILE = List.of(
            "",
            "plain",
            "tab\there",
            "line\nfeed",
            "carriage\rreturn",
            "both\r\n",
            "back\\slash",
            "\\",
            "\\\\",
            "\\N",
            "\\n\\t\\0",
            "N",
            "NULL",
            "null\0byte",
            "\0",
            "'single' \"double\" `back`",
            "'); drop table bulk; --",
            "\u001a end of file of old",
            "🚀🎉 four bytes 𝒳",
            "اسم من اليمين ‏",
            "e\u0301 and é",
            " leading and trailing ",
            "trailing tab\t",
            "%_!",
            "ÄÖÜß€",
            "\u0001\u0002\u007f");

    @AutoClose
    private static final TestDatabase test = TestDatabase.create();

    private static final Database database = test.transactions();

    @BeforeAll
    static void createTable() {
        execute("""
                create table bulk (
                    id bigint not null,
                    text varchar(40) character set utf8mb4 collate utf8mb4_bin null,
                    bytes binary(4) not null,
                    day date not null,
                    moment datetime(6) not null,
                    number bigint null,
                    small tinyint not null,
                    primary key (id)
                )
                """);
    }

    @AfterEach
    void empty() {
        execute("delete from bulk");
    }

    @Test
    void both_ways_keep_the_same_hostile_strings_to_the_letter() {
        List<String> texts = new ArrayList<>();
        while (texts.size() < MANY) {
            texts.addAll(HOSTILE);
        }
        assertThat(insert(load(), rows(0, texts))).isEqualTo(texts.size());
        List<String> byLoadData =
                rowsOf("select hex(text), hex(bytes), day, moment, number, small from bulk order by id");
        assertThat(rowsOf("select text from bulk order by id")).isEqualTo(texts);
        execute("delete from bulk");

        for (int i = 0; i < texts.size(); i++) {
            insert(load(), rows(i, texts.subList(i, i + 1)));
        }
        assertThat(rowsOf("select hex(text), hex(bytes), day, moment, number, small from bulk order by id"))
                .isEqualTo(byLoadData);
    }

    @Test
    void absent_is_null_and_not_the_text_that_stands_for_it() {
        List<LoadRow> rows = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            rows.add(row(i, i % 2 == 0 ? "\\N" : "NULL", 1));
        }
        for (int i = 0; i < MANY; i++) {
            rows.add(new LoadRow()
                    .number(MANY + i)
                    .absent()
                    .text("00000000")
                    .day(LocalDate.EPOCH)
                    .moment(Instant.EPOCH)
                    .absent()
                    .number(1));
        }
        insert(load(), rows);
        insert(
                load(),
                List.of(new LoadRow()
                        .number(1_000)
                        .absent()
                        .text("00000000")
                        .day(LocalDate.EPOCH)
                        .moment(Instant.EPOCH)
                        .absent()
                        .number(1)));

        assertThat(rowsOf("select count(*) from bulk where text is null and number is null"))
                .containsExactly(Integer.toString(MANY + 1));
    }

    @Test
    void rows_that_are_there_already_are_left_as_they_are_and_not_counted() {
        for (int size : List.of(5, MANY)) {
            insert(load(), texts(0, size, "first"));

            assertThat(insert(load(), texts(0, size, "second"))).isZero();
            assertThat(insert(load(), texts(size - 2, size, "third"))).isEqualTo(size - 2);
            assertThat(rowsOf("select text, count(*) from bulk group by text order by text"))
                    .containsExactly("first " + size, "third " + (size - 2));
            execute("delete from bulk");
        }
    }

    @Test
    void more_duplicates_than_the_server_keeps_warnings_hide_no_value_that_does_not_fit() {
        int most = 5_000;
        insert(load(), texts(0, most, "first"));
        List<LoadRow> rows = texts(0, most, "second");
        rows.add(row(most, "fits", 1_000));

        assertThatThrownBy(() -> insert(load(), rows)).isInstanceOf(DatabaseException.class);
        assertThat(rowsOf("select count(*) from bulk")).containsExactly(Integer.toString(most));
    }

    @Test
    void warning_behind_a_list_that_duplicates_filled_hides_no_value_that_does_not_fit() throws SQLException {
        int kept = 8;
        for (int size : List.of(FEW - 1, MANY)) {
            insert(load(), texts(0, kept, "first"));
            // As many duplicates as the server keeps warnings; together with the rows put in, that would be all.
            List<LoadRow> rows = texts(0, size, "second");
            rows.set(size - 1, row(size - 1L, "fits", 1_000));

            assertThatThrownBy(() -> insertKeepingWarnings(kept, rows)).isInstanceOf(SQLException.class);
            assertThat(rowsOf("select count(*) from bulk")).containsExactly(Integer.toString(kept));
            execute("delete from bulk");
        }
    }

    @Test
    void more_duplicates_than_the_server_keeps_warnings_are_left_as_they_are() throws SQLException {
        for (int size : List.of(FEW - 1, MANY)) {
            insert(load(), texts(0, size, "first"));

            assertThat(insertKeepingWarnings(7, texts(0, size + 2, "second"))).isEqualTo(2);
            assertThat(rowsOf("select text, count(*) from bulk group by text order by text"))
                    .containsExactly("first " + size, "second 2");
            execute("delete from bulk");
        }
    }

    @Test
    void server_that_keeps_no_warnings_bends_no_value_either() throws SQLException {
        List<LoadRow> rows = texts(0, MANY, "fits");
        assertThat(insertKeepingWarnings(0, rows)).isZero();
        assertThat(rowsOf("select count(*) from bulk")).containsExactly(Integer.toString(MANY));

        rows.set(MANY - 1, row(MANY, "fits", 1_000));
        assertThatThrownBy(() -> insertKeepingWarnings(0, rows)).isInstanceOf(SQLException.class);
    }

    @Test
    void value_that_does_not_fit_is_refused_and_not_bent_by_either_way() {
        List<LoadRow> misfits = List.of(
                row(7, "x".repeat(41), 1),
                row(7, "fits", 200),
                new LoadRow()
                        .number(7)
                        .text("fits")
                        .text("00000000")
                        .text("2026-02-30")
                        .moment(Instant.EPOCH)
                        .absent()
                        .number(1),
                new LoadRow()
                        .number(7)
                        .text("fits")
                        .text("00000000")
                        .day(LocalDate.EPOCH)
                        .moment(Instant.EPOCH)
                        .text("abc")
                        .number(1),
                new LoadRow()
                        .number(7)
                        .text("fits")
                        .text("0000000000")
                        .day(LocalDate.EPOCH)
                        .moment(Instant.EPOCH)
                        .absent()
                        .number(1),
                new LoadRow()
                        .number(7)
                        .text("fits")
                        .text("00000000")
                        .absent()
                        .moment(Instant.EPOCH)
                        .absent()
                        .number(1));
        for (LoadRow misfit : misfits) {
            assertThatThrownBy(() -> insert(load(), List.of(misfit))).isInstanceOf(DatabaseException.class);
            List<LoadRow> many = texts(100, MANY, "fits");
            many.add(misfit);
            assertThatThrownBy(() -> insert(load(), many)).isInstanceOf(DatabaseException.class);
            assertThat(rowsOf("select count(*) from bulk")).containsExactly("0");
        }
    }

    @Test
    void work_done_before_in_the_transaction_survives_the_way_back_from_a_refused_load() {
        assertThatThrownBy(() -> database.run(connection -> {
                    load().insertNew(connection, texts(0, MANY, "before"));
                    List<LoadRow> many = texts(100, MANY, "fits");
                    many.add(row(7_000, "fits", 200));
                    try {
                        load().insertNew(connection, many);
                    } finally {
                        assertThat(count(connection)).isEqualTo(MANY);
                    }
                }))
                .isInstanceOf(DatabaseException.class);
    }

    @Test
    void server_that_has_local_infile_off_gets_inserts() throws SQLException {
        executeAsRoot("set global local_infile = 0");
        try {
            BulkLoad load = load();
            assertThat(insert(load, texts(0, 1_200, "a"))).isEqualTo(1_200);
            assertThat(insert(load, texts(0, 1_201, "b"))).isEqualTo(1);
            assertThat(rowsOf("select text, count(*) from bulk group by text order by text"))
                    .containsExactly("a 1200", "b 1");
        } finally {
            executeAsRoot("set global local_infile = 1");
        }
    }

    @Test
    void driver_that_has_local_infile_off_gets_inserts() throws SQLException {
        String url = test.jdbcUrl().replace("allowLoadLocalInfile=true", "allowLoadLocalInfile=false");
        try (Connection connection = DriverManager.getConnection(url)) {
            connection.setAutoCommit(false);

            assertThat(load().insertNew(connection, texts(0, MANY, "a"))).isEqualTo(MANY);
            connection.commit();
        }
        assertThat(rowsOf("select count(*) from bulk")).containsExactly(Integer.toString(MANY));
    }

    @Test
    void equal_rows_have_equal_hashes_and_others_do_not() {
        assertThat(row(1, "a", 1).contentHash()).isEqualTo(row(1, "a", 1).contentHash());
        assertThat(new LoadRow().text("a").text("b").contentHash())
                .isNotEqualTo(new LoadRow().text("a\tb").contentHash())
                .isNotEqualTo(new LoadRow().text("ab").contentHash())
                .isNotEqualTo(new LoadRow().text("a").text("b").text("").contentHash());
        assertThat(new LoadRow().absent().contentHash())
                .isNotEqualTo(new LoadRow().text("\\N").contentHash())
                .isNotEqualTo(new LoadRow().text("").contentHash());
    }

    @Test
    void column_that_was_added_changes_no_hash_of_rows_that_say_nothing_in_it() {
        long before = new LoadRow().text("a").contentHash();
        assertThat(new LoadRow().text("a").absentAddition().contentHash()).isEqualTo(before);
        assertThat(new LoadRow().text("a").absentAddition().absentAddition().contentHash())
                .isEqualTo(before);
        assertThat(new LoadRow().text("a").number(1).contentHash())
                .isNotEqualTo(before)
                .isNotEqualTo(new LoadRow().text("a").absentAddition().number(1).contentHash());
    }

    private static BulkLoad load() {
        return new BulkLoad("bulk", COLUMNS, List.of("bytes"));
    }

    private static LoadRow row(long id, String text, long small) {
        return new LoadRow()
                .number(id)
                .text(text)
                .text("00ff0a09")
                .day(LocalDate.of(2026, 2, 28))
                .moment(Instant.parse("2026-02-28T23:59:59.123456Z"))
                .number(Long.MIN_VALUE)
                .number(small);
    }

    private static List<LoadRow> rows(int firstId, List<String> texts) {
        List<LoadRow> rows = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            rows.add(row(firstId + i, texts.get(i), -1));
        }
        return rows;
    }

    private static List<LoadRow> texts(int firstId, int count, String text) {
        List<LoadRow> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(row(firstId + i, text, 1));
        }
        return rows;
    }

    private static int insert(BulkLoad load, List<LoadRow> rows) {
        return database.transaction(connection -> load.insertNew(connection, rows));
    }

    private static int count(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from bulk")) {
            assertThat(rows.next()).isTrue();
            return rows.getInt(1);
        }
    }

    private static void execute(String sql) {
        database.run(connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute(sql);
            }
        });
    }

    private static void executeAsRoot(String sql) throws SQLException {
        try (Connection connection = test.asRoot();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Runs on a connection whose server keeps only so many warnings of a statement, which on MySQL takes an
    /// administrator to set.
    private static int insertKeepingWarnings(int most, List<LoadRow> rows) throws SQLException {
        try (Connection connection = test.asRoot();
                var statement = connection.createStatement()) {
            statement.execute("set session max_error_count = " + most);
            connection.setAutoCommit(false);
            int inserted = load().insertNew(connection, rows);
            connection.commit();
            return inserted;
        }
    }

    private static List<String> rowsOf(String sql) {
        return database.transaction(connection -> {
            List<String> lines = new ArrayList<>();
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery(sql)) {
                int columns = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    List<String> values = new ArrayList<>();
                    for (int i = 1; i <= columns; i++) {
                        values.add(String.valueOf(rows.getString(i)));
                    }
                    lines.add(String.join(" ", values));
                }
            }
            return lines;
        });
    }
}

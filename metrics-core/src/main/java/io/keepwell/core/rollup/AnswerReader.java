package io.keepwell.core.rollup;

import io.keepwell.core.account.Slice;
import io.keepwell.core.account.SliceDictionary;
import io.keepwell.core.fact.FactTables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Reads survey answers with the slices as of then.
final class AnswerReader {
    // index: fact_day, then the versions' primary key (account, from_day)
    private static final String SQL = """
            select f.account, f.day, v.slice, f.kind, f.scale_low, f.scale_high, f.score, f.turned, f.positive_from,
                f.respondent_id, f.question, f.owner, f.ticket_id, %s
            from fact_survey_answer f
            left join account_version v
                on v.account = f.account and v.from_day <= f.day and v.to_day > f.day
            where f.retracted_at is null
            and %s
            """;

    private AnswerReader() {}

    /// Answers on the days `[from, to)`, by day and account.
    static List<Answer> between(Connection connection, SliceDictionary slices, LocalDate from, LocalDate to)
            throws SQLException {
        String sql = SQL.formatted("f.comment", "f.day >= ? and f.day < ? order by f.day, f.account");
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, from);
            select.setObject(2, to);
            List<Answer> answers = new ArrayList<>();
            read(select, unknown(slices), answers::add);
            return List.copyOf(answers);
        }
    }

    /// Streams the answers on some days, without their comments. Nothing else may be asked of the connection
    /// meanwhile.
    static void onDays(
            Connection connection, SliceDictionary slices, Collection<LocalDate> days, Consumer<Answer> consumer)
            throws SQLException {
        String marks = days.stream().map(_ -> "?").collect(Collectors.joining(", "));
        String sql = SQL.formatted("'' as comment", "f.day in (" + marks + ")");
        try (PreparedStatement select =
                connection.prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            select.setFetchSize(Integer.MIN_VALUE);
            int index = 1;
            for (LocalDate day : days) {
                select.setObject(index++, day);
            }
            read(select, unknown(slices), consumer);
        }
    }

    private static int unknown(SliceDictionary slices) {
        return Objects.requireNonNull(slices.numbers(List.of(Slice.UNKNOWN)).get(Slice.UNKNOWN));
    }

    private static void read(PreparedStatement select, int unknown, Consumer<Answer> consumer) throws SQLException {
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                int slice = rows.getInt("slice");
                boolean sliceKnown = !rows.wasNull();
                consumer.accept(new Answer(
                        rows.getInt("account"),
                        rows.getDate("day").toLocalDate(),
                        sliceKnown ? slice : unknown,
                        FactTables.SURVEY_ANSWER.read(rows)));
            }
        }
    }
}

package io.keepwell.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.database.Schema;
import io.keepwell.core.database.TestDatabase;
import io.keepwell.core.suite.UsesDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

@UsesDatabase
final class SliceDictionaryTest {
    private static final Slice ANA = Slice.UNKNOWN.with(Dimension.OWNER, "Ana").with(Dimension.CHANNEL, "Käse");

    @AutoClose
    private final TestDatabase schema = TestDatabase.create();

    /// As an installation has it that was there before sources were: its slice key, and nothing to be made
    /// anew.
    @Test
    void leaf_numbered_before_there_were_sources_keeps_its_number_and_is_no_other_ones() throws SQLException {
        Flyway.configure()
                .dataSource(schema.dataSource())
                .locations("classpath:db/migration")
                .target("6")
                .load()
                .migrate();
        run("""
                insert into slice (slice, slice_hash, owner, segment, industry, region, plan, product, channel)
                values (1, unhex(left(sha2(concat_ws(char(0), 'Ana', '', '', '', '', '', 'Käse'), 256), 32)),
                    'Ana', '', '', '', '', '', 'Käse')
                """);
        run("update number_sequence set next_number = 2 where name = 'slice'");
        run("update refresher_lease set rebuild = 0");

        Schema.migrate(schema.dataSource());
        SliceDictionary dictionary = new SliceDictionary(schema.transactions());
        Slice ofShop = ANA.with(Dimension.SOURCE, "shop");
        Map<Slice, Integer> numbers = dictionary.numbers(List.of(ANA, ofShop));

        assertThat(numbers.get(ANA)).isEqualTo(1);
        assertThat(numbers.get(ofShop)).isNotEqualTo(1);
        assertThat(dictionary.sliceKey(1)).isEqualTo(ANA);
        assertThat(count("select count(*) from slice")).isEqualTo(2);
        assertThat(count("select rebuild from refresher_lease")).isEqualTo(1);
    }

    @Test
    void every_leaf_is_reported_from_all_others_and_found_in_the_slices_that_hold_it() {
        schema.migrate();
        SliceDictionary dictionary = new SliceDictionary(schema.transactions());
        List<Slice> sliceKeys = Stream.concat(
                        Stream.of(Slice.UNKNOWN),
                        Dimension.ALL.stream().map(dimension -> Slice.UNKNOWN.with(dimension, "value")))
                .toList();
        Map<Slice, Integer> numbers = dictionary.numbers(sliceKeys);

        assertThat(numbers.values()).doesNotHaveDuplicates().hasSize(sliceKeys.size());
        assertThat(dictionary.numbers(sliceKeys)).isEqualTo(numbers);
        assertThat(dictionary.numbersIn(Slice.NO_PROFILE))
                .containsExactlyInAnyOrder(
                        numbers.get(Slice.UNKNOWN), numbers.get(Slice.UNKNOWN.with(Dimension.SOURCE, "value")));
        assertThat(dictionary.numbersIn(Slice.WHOLE)).hasSize(sliceKeys.size());
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = schema.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private int count(String sql) throws SQLException {
        try (Connection connection = schema.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}

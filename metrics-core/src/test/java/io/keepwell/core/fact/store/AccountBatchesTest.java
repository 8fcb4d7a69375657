package io.keepwell.core.fact.store;

import static io.keepwell.core.TestPlatform.EUR;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.account.Merges;
import io.keepwell.core.database.Database;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.identity.Identity;
import io.keepwell.core.suite.UsesDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Accounts whose facts are read at once have no more of them than may be.
@UsesDatabase
final class AccountBatchesTest {
    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    @BeforeEach
    void forget() {
        platform.forget();
    }

    @Test
    void accounts_are_cut_where_the_next_one_would_bring_too_many_facts() {
        send("a", 3);
        send("b", 4);
        send("c", 2);
        send("d", 9);
        send("e", 1);
        send("f", 6);

        // 3 + 4 = 7, and 2 more are too many; nobody can read less than d's; 1 + 6 = 7.
        assertPieces(7, "a b", "c", "d", "e f");
        assertPieces(6, "a", "b c", "d", "e", "f");
        assertPieces(1, "a", "b", "c", "d", "e", "f");
        assertPieces(25, "a b c d e f");
        assertPieces(24, "a b c d e", "f");
    }

    @Test
    void facts_of_all_kinds_that_are_read_count_taken_back_or_not() {
        send("a", 2);
        send("b", 1);
        platform.send(new Story("a", EUR).on("2026-02-01").starts("1.00"));
        platform.get(Database.class).run(connection -> {
            try (var statement = connection.createStatement()) {
                statement.executeUpdate("update fact_survey_answer set retracted_at = received_at");
            }
        });

        assertPieces(4, "a b");
        assertPieces(3, "a", "b");
    }

    @Test
    void parts_count_for_their_wholes() {
        send("a", 1);
        send("b", 1);
        send("c", 1);
        send("part", 5);
        var _ = platform.get(Identity.class)
                .merge(platform.account("b"), platform.account("part"), "ana@example.com", "the same");

        // b comes to 1 + 5.
        assertPieces(7, "a b", "c");
        assertPieces(6, "a", "b", "c");
    }

    @Test
    void pieces_have_no_more_accounts_than_a_condition_names_however_few_facts_there_are() {
        List<Integer> accounts = IntStream.rangeClosed(1, 2_001).boxed().toList();
        assertPieces(
                AccountBatches.MOST_FACTS,
                List.of(accounts.subList(0, 1_000), accounts.subList(1_000, 2_000), accounts.subList(2_000, 2_001)));
    }

    /// Lets an account be the next one, with some answers.
    private static void send(String account, int answers) {
        Story story = new Story(account, EUR);
        for (int i = 0; i < answers; i++) {
            story = story.on("2026-01-" + (10 + i)).recommends(9);
        }
        platform.send(story);
    }

    /// @param expected names of accounts, apart from `part`
    private static void assertPieces(int mostFacts, String... expected) {
        assertPieces(
                mostFacts,
                Stream.of(expected)
                        .map(piece -> Stream.of(piece.split(" ", -1))
                                .map(platform::account)
                                .toList())
                        .toList());
    }

    private static void assertPieces(int mostFacts, List<List<Integer>> expected) {
        List<Integer> accounts = expected.stream().flatMap(List::stream).toList();
        Database database = platform.get(Database.class);
        AccountBatches pieces = database.transaction(connection -> new AccountBatches(
                List.of(FactTables.SURVEY_ANSWER, FactTables.SUBSCRIPTION_CHANGE), Merges.all(connection), mostFacts));
        List<List<Integer>> listed = database.transaction(connection -> pieces.of(connection, accounts));
        List<List<Integer>> ranges = new ArrayList<>();
        pieces.between(database, accounts).forEach(ranges::add);

        assertThat(listed).isEqualTo(expected);
        assertThat(ranges).isEqualTo(expected);
    }
}

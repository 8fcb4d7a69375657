package io.keepwell.importing.guess;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which ready mapping a file is for, and which files stand beside it.
final class KnownShapeTest {
    private static final Path SAMPLES = Path.of("../deploy/mappings/ready");

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path folder;

    private Path copy(String sample, String name) throws IOException {
        return Files.copy(SAMPLES.resolve(sample), folder.resolve(name));
    }

    private static String first(Path... files) {
        return Guess.of(List.of(files)).getFirst().text();
    }

    @Test
    void the_file_whose_keys_the_rows_name_stands_beside_it() throws IOException {
        Path comments = copy("zendesk/ticket_comment.csv", "c.csv");
        Path tickets = copy("zendesk/ticket.csv", "t.csv");
        Path users = copy("zendesk/user.csv", "u.csv");
        Path others = Files.writeString(
                folder.resolve("a.csv"), Files.readString(users).replaceAll("(?m)^[0-9]+,", "99999$0"));

        assertThat(first(comments, others, users, tickets))
                .contains("file: \"u.csv\"")
                .doesNotContain("a.csv");
        assertThat(first(comments, users, others, tickets))
                .contains("file: \"u.csv\"")
                .doesNotContain("a.csv");
        assertThat(first(comments, others, tickets))
                .as("the only one that there is")
                .contains("file: \"a.csv\"");
    }

    @Test
    void the_file_with_the_usual_name_stands_beside_it_before_all_others() throws IOException {
        Path comments = copy("zendesk/ticket_comment.csv", "c.csv");
        Path tickets = copy("zendesk/ticket.csv", "t.csv");
        Path other = copy("zendesk/user.csv", "a.csv");
        copy("zendesk/user.csv", "user.csv");

        String text = first(comments, other, tickets);

        assertThat(text).contains("file: user.csv", "file: \"t.csv\"").doesNotContain("a.csv");
    }

    @Test
    void items_of_subscriptions_are_read_by_the_prices_or_plans_that_are_there() throws IOException {
        Path items = copy("stripe/subscription_item.csv", "subscription_item.csv");
        Path history = copy("stripe/subscription_history.csv", "subscription_history.csv");
        Path prices = copy("stripe/price.csv", "price.csv");
        assertThat(first(items, history, prices)).contains("ready mapping stripe-subscription-items-prices.");
        Files.delete(prices);
        Path plans = copy("stripe/plan.csv", "plan.csv");
        assertThat(first(items, history, plans)).contains("ready mapping stripe-subscription-items-plans.");
    }

    @Test
    void another_layout_than_usual_is_said() throws IOException {
        Path charges = SAMPLES.resolve("stripe/charge.csv");
        Path semicolons = Files.writeString(
                folder.resolve("charge.csv"), Files.readString(charges).replace(',', ';'));

        assertThat(first(semicolons))
                .contains("ready mapping stripe-charges.", "\nfile: {delimiter: \";\"}\n")
                .doesNotContain("\nfiles:", "CHECK");
    }
}

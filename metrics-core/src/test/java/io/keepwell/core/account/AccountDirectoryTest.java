package io.keepwell.core.account;

import static io.keepwell.core.TestPlatform.EUR;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.access.Partner;
import io.keepwell.core.access.PartnerKeys;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.suite.UsesDatabase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@UsesDatabase
final class AccountDirectoryTest {
    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    private static final AccountDirectory directory = platform.get(AccountDirectory.class);

    @BeforeEach
    void forget() {
        platform.forget();
    }

    @Test
    void name_keeps_its_number_and_names_that_differ_by_anything_are_others() {
        List<String> names =
                List.of("acme", "Acme", "ACME", "acmé", "acme\u0301", "acme.", "🚀", "\u200facme", "0", "\\");
        Map<String, Integer> numbers = resolve(names);

        assertThat(new HashSet<>(numbers.values())).hasSameSizeAs(names);
        assertThat(resolve(names)).isEqualTo(numbers);
        assertThat(resolve(List.of("Acme", "Acme"))).containsExactly(Map.entry("Acme", numbers.get("Acme")));
    }

    @Test
    void names_of_partners_are_their_own() {
        Partner other = platform.get(PartnerKeys.class).partner("other");

        assertThat(platform.get(AccountNumbers.class)
                        .resolve(other.id(), List.of("acme"))
                        .get("acme"))
                .isNotEqualTo(resolve(List.of("acme")).get("acme"));
    }

    @Test
    void processes_that_meet_the_same_new_names_at_once_agree_on_their_numbers() throws Exception {
        List<String> names =
                IntStream.range(0, 300).mapToObj(i -> "account-" + i).toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Map<String, Integer>>> processes = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                List<String> mine = i % 2 == 0 ? names : names.reversed();
                processes.add(() -> resolve(mine));
            }
            Map<String, Integer> expected = null;
            for (var answer : threads.invokeAll(processes)) {
                expected = expected == null ? answer.get() : expected;
                assertThat(answer.get()).isEqualTo(expected);
            }
        }
        assertThat(platform.rows("select count(*) from account")).containsExactly("300");
        assertThat(platform.rows("""
                select count(*) from account_alias l left join account a on a.account = l.account where a.account is null
                """)).containsExactly("0");
    }

    @Test
    void account_is_a_stub_by_the_partners_name_until_a_profile_comes() {
        platform.send(new Story("acme-1", EUR).on("2026-03-05").recommends(9));
        assertThat(directory.find(platform.account("acme-1"))).hasValueSatisfying(account -> {
            assertThat(account.name()).isEqualTo("acme-1");
            assertThat(account.stub()).isTrue();
            assertThat(account.sliceKey()).isEqualTo(Slice.UNKNOWN);
            assertThat(account.aliases()).extracting(Account.Alias::text).containsExactly("acme-1");
        });

        platform.send(new Story("acme-1", EUR)
                .on("2026-03-05")
                .recommends(9)
                .isNamed("Acme Ltd")
                .standsIn(Dimension.OWNER, "Ana"));
        assertThat(directory.find(platform.account("acme-1"))).hasValueSatisfying(account -> {
            assertThat(account.name()).isEqualTo("Acme Ltd");
            assertThat(account.stub()).isFalse();
            assertThat(account.sliceKey().value(Dimension.OWNER)).isEqualTo("Ana");
        });
        assertThat(directory.find(-1)).isEmpty();
    }

    @Test
    void search_takes_the_text_to_the_letter_in_any_case_and_pages() {
        platform.send(
                new Story("a", EUR).on("2026-01-01").isNamed("100% Bio").standsIn(Dimension.OWNER, "Ana"),
                new Story("b", EUR).on("2026-01-01").isNamed("1000 Bios"),
                new Story("c", EUR).on("2026-01-01").isNamed("under_score"),
                new Story("d", EUR).on("2026-01-01").isNamed("Exclaim!"));

        assertThat(names("100%", Slice.WHOLE)).containsExactly("100% Bio");
        assertThat(names("BIO", Slice.WHOLE)).containsExactly("100% Bio", "1000 Bios");
        assertThat(names("r_s", Slice.WHOLE)).containsExactly("under_score");
        assertThat(names("!", Slice.WHOLE)).containsExactly("Exclaim!");
        assertThat(names("", Slice.of(Dimension.OWNER, "Ana"))).containsExactly("100% Bio");
        assertThat(names("", Slice.WHOLE.withOthersThan(Dimension.OWNER, List.of("Ana", "Bob"))))
                .containsExactly("1000 Bios", "Exclaim!", "under_score");
        assertThat(names("", Slice.WHOLE.withOthersThan(Dimension.OWNER, List.of(""))))
                .containsExactly("100% Bio");
        assertThat(names("' or 1=1 --", Slice.WHOLE)).isEmpty();
        assertThat(directory.search("", Slice.WHOLE, 1, 2).accounts()).hasSize(2);
        assertThat(directory.search("", Slice.WHOLE, 1, 2).total()).isEqualTo(4);
    }

    private static List<String> names(String text, Slice slice) {
        return directory.search(text, slice, 0, 10).accounts().stream()
                .map(Account::name)
                .toList();
    }

    private static Map<String, Integer> resolve(List<String> names) {
        return platform.get(AccountNumbers.class).resolve(platform.partner().id(), names);
    }
}

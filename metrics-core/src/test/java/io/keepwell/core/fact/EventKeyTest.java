package io.keepwell.core.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class EventKeyTest {
    @Test
    void uuid_in_lower_case_is_taken_as_the_bytes_it_stands_for() {
        assertThat(EventKey.of("0190163d-8694-739b-aea5-966c26f8ad91").hex())
                .isEqualTo("0190163d8694739baea5966c26f8ad91");
        assertThat(EventKey.of("0190163D-8694-739B-AEA5-966C26F8AD91"))
                .as("another text is another id")
                .isNotEqualTo(EventKey.of("0190163d-8694-739b-aea5-966c26f8ad91"));
    }

    /// The ULID specification's largest value is 7ZZZ…: 128 bits of one.
    @Test
    void ulid_in_upper_case_is_taken_as_the_bytes_it_stands_for() {
        assertThat(EventKey.of("7ZZZZZZZZZZZZZZZZZZZZZZZZZ").hex()).isEqualTo("f".repeat(32));
        assertThat(EventKey.of("00000000000000000000000001").hex()).isEqualTo("0".repeat(31) + "1");
        assertThat(EventKey.of("01000000000000000000000000").hex())
                .as("the second digit's lowest bit is bit 120")
                .isEqualTo("01" + "0".repeat(30));
    }

    @Test
    void time_ordered_ids_stay_ordered() {
        List<String> inOrder =
                List.of("01ARZ3NDEKTSV4RRFFQ69G5FAV", "01ARZ3NDEKTSV4RRFFQ69G5FAW", "01BX5ZZKBKACTAV9WEVGEMMVRZ");
        for (int i = 1; i < inOrder.size(); i++) {
            assertThat(EventKey.of(inOrder.get(i))).isGreaterThan(EventKey.of(inOrder.get(i - 1)));
        }
    }

    @Test
    void any_other_id_is_known_by_its_hash() {
        // The first 16 bytes of SHA-256("abc"), as published in FIPS 180-2.
        assertThat(EventKey.of("abc").hex()).isEqualTo("ba7816bf8f01cfea414140de5dae2223");
        assertThat(EventKey.of("ABC")).isNotEqualTo(EventKey.of("abc"));
    }

    @Test
    void stored_bytes_give_the_key_again() {
        EventKey key = EventKey.of("abc");

        assertThat(EventKey.ofBytes(key.bytes())).isEqualTo(key).hasSameHashCodeAs(key);
        assertThatThrownBy(() -> EventKey.ofBytes(new byte[15])).hasMessageContaining("16 bytes");
    }
}

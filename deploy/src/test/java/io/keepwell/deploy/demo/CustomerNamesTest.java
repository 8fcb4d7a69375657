package io.keepwell.deploy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.account.Account;
import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.AccountProfile;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.money.CurrencyCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CustomerNamesTest {
    private final CustomerNames names = new CustomerNames(Map.of(
            "crm",
            List.of(
                    profile("c-1", new AccountProfile.Alias("billing", "b-1"), new AccountProfile.Alias("desk", "d-1")),
                    profile("c-2", new AccountProfile.Alias("billing", "b-2")))));

    private static Story.SentEvent profile(String account, AccountProfile.Alias... aliases) {
        return new Story(account, new CurrencyCode("EUR"))
                .on("2026-10-01")
                .send(new AccountProfile("", Slice.NO_PROFILE, List.of(), List.of(aliases)))
                .reported()
                .getFirst();
    }

    @Test
    void names_that_a_profile_gives_are_one_customer() {
        assertThat(names.customer("billing", "b-1"))
                .isEqualTo(names.customer("desk", "d-1"))
                .isEqualTo(names.customer("crm", "c-1"))
                .isNotEqualTo(names.customer("billing", "b-2"))
                .isNotEqualTo(names.customer("desk", "b-1"))
                .isNotEqualTo(names.customer("billing", "b-3"));
    }

    @Test
    void joined_customers_are_one_by_all_their_names() {
        names.join("desk", "d-1", "crm", "c-2");

        assertThat(names.customer("billing", "b-1")).isEqualTo(names.customer("billing", "b-2"));
    }

    @Test
    void every_partner_has_the_same_name_for_the_firm() {
        assertThat(names.customer("crm", Account.FIRM_NAME)).isEqualTo(names.customer("desk", Account.FIRM_NAME));
    }
}

package io.keepwell.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.TestPlatform;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class AccessTest {
    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    private static final PartnerKeys keys = platform.get(PartnerKeys.class);
    private static final Staff staff = platform.get(Staff.class);

    @Test
    void key_is_good_for_its_partner_and_scopes_and_kept_as_a_hash_only() {
        Partner partner = keys.partner("crm");
        String key = keys.issue(partner, Set.of(Scope.QUERY), Optional.empty());

        assertThat(keys.check(key))
                .isEqualTo(new PartnerKeys.Check.Valid(new PartnerKeys.Grant(partner, Set.of(Scope.QUERY))));
        assertThat(key).startsWith("kw_").hasSize(67);
        assertThat(platform.rows("select * from partner_key").toString()).doesNotContain(key.substring(12));
        assertThat(keys.partner("crm")).isEqualTo(partner);
        assertThat(keys.partner("CRM")).isNotEqualTo(partner);
    }

    @Test
    void wrong_cut_and_changed_keys_are_unknown() {
        String key = keys.issue(keys.partner("crm"), Set.of(Scope.PUBLISH), Optional.empty());

        for (String wrong :
                new String[] {"", "kw_", key.substring(1), key + "0", key.toUpperCase(java.util.Locale.ROOT)}) {
            assertThat(keys.check(wrong)).as(wrong).isEqualTo(new PartnerKeys.Check.Unknown());
        }
    }

    @Test
    void key_expires_at_its_moment_and_two_are_valid_at_a_time() {
        Partner partner = keys.partner("crm");
        var end = platform.clock().instant().plusSeconds(10);
        String old = keys.issue(partner, Set.of(Scope.PUBLISH), Optional.of(end));
        String fresh = keys.issue(partner, Set.of(Scope.PUBLISH), Optional.empty());

        assertThat(keys.check(old)).isInstanceOf(PartnerKeys.Check.Valid.class);
        assertThat(keys.check(fresh)).isInstanceOf(PartnerKeys.Check.Valid.class);
        platform.clock().advance(Duration.ofSeconds(10));
        assertThat(keys.check(old)).isEqualTo(new PartnerKeys.Check.Expired());
        assertThat(keys.check(fresh)).isInstanceOf(PartnerKeys.Check.Valid.class);
    }

    @Test
    void staff_sign_in_with_address_in_any_case_and_the_right_password_only() {
        StaffMember ana = new StaffMember("ana@example.com", "Ana", StaffMember.Role.ADMIN);
        staff.put(ana, "correct horse");

        assertThat(staff.signIn(" Ana@Example.COM ", "correct horse")).contains(ana);
        assertThat(staff.signIn("ana@example.com", "Correct horse")).isEmpty();
        assertThat(staff.signIn("ana@example.com", "")).isEmpty();
        assertThat(staff.signIn("bo@example.com", "correct horse")).isEmpty();
        assertThat(staff.isEmpty()).isFalse();

        staff.put(new StaffMember("ana@example.com", "Ana", StaffMember.Role.VIEWER), "other");
        assertThat(staff.signIn("ana@example.com", "correct horse")).isEmpty();
        assertThat(staff.signIn("ana@example.com", "other").orElseThrow().role())
                .isEqualTo(StaffMember.Role.VIEWER);
        assertThat(platform.rows("select password_hash from staff").getFirst()).startsWith("$argon2id$");
    }
}

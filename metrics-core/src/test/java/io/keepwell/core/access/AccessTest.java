package io.keepwell.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.core.time.Grain;
import io.keepwell.core.time.Period;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

@UsesDatabase
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
                .isEqualTo(new PartnerKeys.Check.Valid(new PartnerKeys.Grant(
                        new KeyId(key.substring(0, 11)), partner, Set.of(Scope.QUERY), KeyQuotas.DEFAULT)));
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
    void key_is_listed_with_all_it_was_made_for_but_itself() {
        Partner partner = keys.partner("listed");
        KeyTerms terms = new KeyTerms(
                "production",
                Set.of(Scope.PUBLISH, Scope.QUERY),
                Optional.of(platform.clock().instant().plusSeconds(3_600)),
                new KeyQuotas(Optional.of(500L), Optional.of(1_000_000L), Optional.of(2)),
                Optional.of(CertificateFingerprint.parse("AB:".repeat(31) + "AB")));

        NewKey fresh = keys.issue(partner, terms);

        assertThat(of(partner)).containsExactly(fresh.key());
        assertThat(fresh.key().terms()).isEqualTo(terms);
        assertThat(keys.find(fresh.key().id())).contains(fresh.key());
        assertThat(keys.lookUp(fresh.text())).contains(fresh.key());
        assertThat(fresh.toString()).doesNotContain(fresh.text());
    }

    @Test
    void rotated_key_stays_valid_for_the_overlap_and_the_new_one_has_its_terms() {
        Partner partner = keys.partner("rotating");
        NewKey old = keys.issue(
                partner,
                new KeyTerms(
                        "production",
                        Set.of(Scope.PUBLISH),
                        Optional.empty(),
                        new KeyQuotas(Optional.of(500L), Optional.empty(), Optional.empty()),
                        Optional.empty()));

        Rotation.Rotated rotated =
                (Rotation.Rotated) keys.rotate(old.key().id(), Duration.ofDays(7), Optional.empty(), Optional.empty());

        assertThat(rotated.oldUntil()).isEqualTo(platform.clock().instant().plus(Duration.ofDays(7)));
        assertThat(rotated.fresh().key().terms()).isEqualTo(old.key().terms());
        assertThat(rotated.fresh().key().rotatedFrom()).contains(old.key().id());
        platform.clock().advance(Duration.ofDays(7).minusSeconds(1));
        assertThat(keys.check(old.text())).isInstanceOf(PartnerKeys.Check.Valid.class);
        platform.clock().advance(Duration.ofSeconds(1));
        assertThat(keys.check(old.text())).isEqualTo(new PartnerKeys.Check.Expired());
        assertThat(keys.check(rotated.fresh().text())).isInstanceOf(PartnerKeys.Check.Valid.class);
    }

    @Test
    void overlap_does_not_outlast_the_old_keys_own_end() {
        Instant end = platform.clock().instant().plusSeconds(60);
        NewKey old = keys.issue(
                keys.partner("short"),
                new KeyTerms("", Set.of(Scope.PUBLISH), Optional.of(end), KeyQuotas.DEFAULT, Optional.empty()));

        assertThat(keys.rotate(old.key().id(), Duration.ofDays(7), Optional.empty(), Optional.empty()))
                .isInstanceOfSatisfying(
                        Rotation.Rotated.class,
                        rotated -> assertThat(rotated.oldUntil()).isEqualTo(end));
    }

    @Test
    void third_valid_key_of_a_rotation_is_refused_until_one_of_the_two_has_ended() {
        NewKey first = keys.issue(keys.partner("three"), KeyTerms.of(Set.of(Scope.PUBLISH)));
        KeyId firstId = first.key().id();
        KeyId secondId = fresh(rotate(firstId));

        assertThat(rotate(firstId)).isEqualTo(new Rotation.TwoAreValid(secondId));
        assertThat(rotate(secondId)).isEqualTo(new Rotation.TwoAreValid(firstId));

        keys.revoke(firstId);
        assertThat(rotate(firstId)).isEqualTo(new Rotation.NotValid(PartnerKey.State.REVOKED));
        KeyId thirdId = fresh(rotate(secondId));
        platform.clock().advance(Duration.ofDays(7));
        assertThat(rotate(secondId)).isEqualTo(new Rotation.NotValid(PartnerKey.State.EXPIRED));
        assertThat(rotate(thirdId)).isInstanceOf(Rotation.Rotated.class);
        assertThat(rotate(new KeyId("kw_00000000"))).isEqualTo(new Rotation.NoSuchKey());
    }

    @Test
    void of_many_rotations_at_once_one_succeeds() throws Exception {
        KeyId id = keys.issue(keys.partner("hasty"), KeyTerms.of(Set.of(Scope.PUBLISH)))
                .key()
                .id();
        try (var workers = Executors.newFixedThreadPool(4)) {
            Callable<Rotation> rotation = () -> rotate(id);
            List<Rotation> rotations = new ArrayList<>();
            for (var each : workers.invokeAll(Collections.nCopies(4, rotation))) {
                rotations.add(each.get());
            }
            assertThat(rotations).filteredOn(Rotation.Rotated.class::isInstance).hasSize(1);
            assertThat(rotations)
                    .filteredOn(Rotation.TwoAreValid.class::isInstance)
                    .hasSize(3);
        }
        assertThat(of(keys.partner("hasty"))).hasSize(2);
    }

    @Test
    void revoked_key_is_refused_for_ever_and_keeps_the_moment_it_was_revoked_first() {
        NewKey key = keys.issue(keys.partner("leaked"), KeyTerms.of(Set.of(Scope.PUBLISH)));
        Instant first = platform.clock().instant();

        assertThat(keys.revoke(key.key().id()).orElseThrow().revokedAt()).contains(first);
        platform.clock().advance(Duration.ofSeconds(5));
        assertThat(keys.revoke(key.key().id()).orElseThrow().revokedAt()).contains(first);
        assertThat(keys.check(key.text())).isEqualTo(new PartnerKeys.Check.Revoked());
        assertThat(keys.revoke(new KeyId("kw_00000000"))).isEmpty();
    }

    @Test
    void key_that_would_allow_nothing_is_not_made() {
        Partner partner = keys.partner("nothing");

        assertThatThrownBy(() -> keys.issue(partner, KeyTerms.of(Set.of())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new KeyQuotas(Optional.of(0L), Optional.empty(), Optional.empty()))
                .hasMessageContaining("events per minute is 1 to");
        assertThat(of(partner)).isEmpty();
    }

    @Test
    void use_adds_up_by_key_and_day_and_the_last_moment_stays() {
        UseLog log = platform.get(UseLog.class);
        KeyId key = new KeyId("kw_0a0a0a0a");
        LocalDate day = LocalDate.parse("2026-05-01");
        Instant noon = Instant.parse("2026-05-01T12:00:00Z");
        KeyUse use = new KeyUse(key, day, new KeyCounts(1, 2, 3, 4, 5, 6, 7), noon);

        log.add(List.of(use), List.of());
        log.add(List.of(new KeyUse(key, day, use.counts(), noon.minusSeconds(60))), List.of());
        log.add(List.of(new KeyUse(key, day.plusDays(1), use.counts(), noon.plusSeconds(86_400))), List.of());

        assertThat(log.uses(Period.of(Grain.DAY, day)))
                .containsExactly(new KeyUse(key, day, new KeyCounts(2, 4, 6, 8, 10, 12, 14), noon));
        assertThat(log.uses(Period.of(Grain.MONTH, day))).hasSize(2);
        assertThat(log.lastUsed()).containsEntry(key, noon.plusSeconds(86_400));
    }

    @Test
    void refusals_add_up_by_cause_and_show_the_latest_example() {
        UseLog log = platform.get(UseLog.class);
        LocalDate day = LocalDate.parse("2026-06-01");
        Instant noon = Instant.parse("2026-06-01T12:00:00Z");
        var score = new EventRefusal.Cause(1, day, "survey_answer", "out_of_range", "survey_answer.score");
        var id = new EventRefusal.Cause(1, day, "survey_answer", "required", "event_id");

        log.add(List.of(), List.of(new EventRefusal(score, 2, new EventRefusal.Example("late", noon))));
        log.add(
                List.of(),
                List.of(
                        new EventRefusal(score, 3, new EventRefusal.Example("early", noon.minusSeconds(9))),
                        new EventRefusal(id, 1, new EventRefusal.Example("", noon))));

        assertThat(log.refusals(Period.of(Grain.DAY, day)))
                .containsExactly(
                        new EventRefusal(score, 5, new EventRefusal.Example("late", noon)),
                        new EventRefusal(id, 1, new EventRefusal.Example("", noon)));
        assertThat(log.refusals(Period.of(Grain.DAY, day.plusDays(1)))).isEmpty();
    }

    @Test
    void counts_and_refusals_of_a_partner_are_those_of_all_its_keys_and_nobody_elses() {
        UseLog log = platform.get(UseLog.class);
        Partner partner = keys.partner("two keys");
        LocalDate day = LocalDate.parse("2026-07-01");
        Instant noon = Instant.parse("2026-07-01T12:00:00Z");
        KeyCounts counts = new KeyCounts(1, 2, 3, 4, 5, 6, 7);
        Set<Scope> scopes = Set.of(Scope.PUBLISH);
        KeyId old = keys.issue(partner, KeyTerms.of(scopes)).key().id();
        KeyId fresh = keys.issue(partner, KeyTerms.of(scopes)).key().id();
        KeyId foreign =
                keys.issue(keys.partner("crm"), KeyTerms.of(scopes)).key().id();
        var cause = new EventRefusal.Cause(partner.id(), day, "order", "required", "order.order_id");
        var foreignCause = new EventRefusal.Cause(partner.id() + 1, day, "order", "required", "order.order_id");
        var example = new EventRefusal.Example("o-1", noon);
        log.add(
                List.of(
                        new KeyUse(old, day, counts, noon),
                        new KeyUse(fresh, day.plusDays(1), counts, noon),
                        new KeyUse(fresh, day.plusDays(2), counts, noon),
                        new KeyUse(foreign, day, counts, noon)),
                List.of(new EventRefusal(cause, 2, example), new EventRefusal(foreignCause, 3, example)));

        Period twoDays = new Period(day, day.plusDays(2));
        assertThat(log.counts(partner, twoDays)).isEqualTo(counts.plus(counts));
        assertThat(log.counts(keys.partner("nothing sent"), twoDays)).isEqualTo(KeyCounts.NONE);
        assertThat(log.refusals(partner, twoDays)).containsExactly(new EventRefusal(cause, 2, example));
        assertThat(log.refusals(partner, new Period(day.plusDays(1), day.plusDays(2))))
                .isEmpty();
    }

    @Test
    void old_use_and_refusals_are_forgotten_in_small_steps_but_for_the_last_use_of_each_key() {
        UseLog log = platform.get(UseLog.class);
        KeyId busy = new KeyId("kw_0b0b0b0b");
        KeyId asleep = new KeyId("kw_0c0c0c0c");
        LocalDate first = LocalDate.parse("2020-01-01");
        Instant moment = Instant.parse("2020-01-01T12:00:00Z");
        List<KeyUse> uses = new ArrayList<>();
        List<EventRefusal> refusals = new ArrayList<>();
        for (int day = 0; day < 700; day++) {
            uses.add(new KeyUse(busy, first.plusDays(day), KeyCounts.NONE, moment));
            refusals.add(new EventRefusal(
                    new EventRefusal.Cause(1, first.plusDays(day), "order", "required", "event_id"),
                    1,
                    new EventRefusal.Example("", moment)));
        }
        uses.add(new KeyUse(asleep, first, KeyCounts.NONE, moment));
        uses.add(new KeyUse(asleep, first.plusDays(9), KeyCounts.NONE, moment));
        log.add(uses, refusals);
        LocalDate kept = first.plusDays(690);

        assertThat(log.forgetBefore(kept)).as("the first step").isEqualTo(1_000);
        // 700 + 2 uses and 700 refusals, of which 10 + 1 and 10 stay.
        assertThat(log.forgetBefore(kept)).as("the second step").isEqualTo(691 + 690 - 1_000);
        assertThat(log.forgetBefore(kept)).as("nothing is left").isZero();

        Period all = new Period(first, first.plusDays(700));
        assertThat(log.uses(all))
                .filteredOn(use -> use.key().equals(busy))
                .hasSize(10)
                .allSatisfy(use -> assertThat(use.day()).isAfterOrEqualTo(kept));
        assertThat(log.uses(all))
                .filteredOn(use -> use.key().equals(asleep))
                .extracting(KeyUse::day)
                .containsExactly(first.plusDays(9));
        assertThat(log.refusals(all)).hasSize(10);
    }

    private static List<PartnerKey> of(Partner partner) {
        return keys.list().stream().filter(key -> key.partner().equals(partner)).toList();
    }

    private static Rotation rotate(KeyId id) {
        return keys.rotate(id, Duration.ofDays(7), Optional.empty(), Optional.empty());
    }

    private static KeyId fresh(Rotation rotation) {
        return ((Rotation.Rotated) rotation).fresh().key().id();
    }

    @Test
    void staff_sign_in_with_address_in_any_case_and_the_right_password_only() {
        StaffMember ana = new StaffMember("ana@example.com", "Ana", StaffMember.Role.ADMIN);
        assertThat(staff.add("a test", ana, "correct horse")).isTrue();

        assertThat(staff.signIn(" Ana@Example.COM ", "correct horse")).contains(ana);
        assertThat(staff.signIn("ana@example.com", "Correct horse")).isEmpty();
        assertThat(staff.signIn("ana@example.com", "")).isEmpty();
        assertThat(staff.signIn("bo@example.com", "correct horse")).isEmpty();
        assertThat(staff.isEmpty()).isFalse();

        StaffMember viewer = new StaffMember("ana@example.com", "Ana", StaffMember.Role.VIEWER);
        assertThat(staff.add("a test", viewer, "other"))
                .as("she is there already")
                .isFalse();
        assertThat(staff.setPassword("a test", "ana@example.com", "other")).isTrue();
        assertThat(staff.signIn("ana@example.com", "correct horse")).isEmpty();
        assertThat(staff.signIn("ana@example.com", "other")).contains(ana);
        assertThat(staff.setPassword("a test", "bo@example.com", "other")).isFalse();
        assertThat(platform.rows("select password_hash from staff").getFirst()).startsWith("$argon2id$");
    }

    @Test
    void who_is_disabled_or_given_another_password_has_to_go() {
        StaffMember cy = new StaffMember("cy@example.com", "Cy", StaffMember.Role.VIEWER);
        staff.add("a test", cy, "correct horse");
        Instant first = platform.clock().instant();
        assertThat(staff.mayGoOn("cy@example.com", first)).isTrue();
        assertThat(staff.mayGoOn("nobody@example.com", first)).isFalse();

        platform.clock().advance(Duration.ofSeconds(1));
        staff.setPassword("a test", "cy@example.com", "another horse");
        assertThat(staff.mayGoOn("cy@example.com", first)).isFalse();
        Instant second = platform.clock().instant();
        assertThat(staff.mayGoOn("cy@example.com", second)).isTrue();

        assertThat(staff.disable("a test", "cy@example.com").orElseThrow().isEnabled())
                .isFalse();
        assertThat(staff.mayGoOn("cy@example.com", second)).isFalse();
        assertThat(staff.signIn("cy@example.com", "another horse")).isEmpty();
        assertThat(staff.setPassword("a test", "cy@example.com", "third horse")).isFalse();

        platform.clock().advance(Duration.ofSeconds(1));
        assertThat(staff.add("a test", cy, "fourth horse")).as("let in again").isTrue();
        assertThat(staff.mayGoOn("cy@example.com", second))
                .as("not by what was open then")
                .isFalse();
        assertThat(staff.signIn("cy@example.com", "fourth horse")).contains(cy);
    }
}

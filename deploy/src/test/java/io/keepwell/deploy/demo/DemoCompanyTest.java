package io.keepwell.deploy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.fact.AccountProfile;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.SubscriptionChange;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.ledger.Measure;
import io.keepwell.ingestion.mapping.EventMapper;
import io.keepwell.ingestion.mapping.FactMapping;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class DemoCompanyTest {
    private static final LocalDate LAST_DAY = LocalDate.of(2026, 11, 29);
    private static final StoryPeriod ERA = new StoryPeriod(LAST_DAY);
    private static final DemoStory STORY = new DemoCompany(7, LAST_DAY, 400, 100).send();

    private static List<DemoStory.Outgoing> all() {
        return STORY.sentBy().values().stream().flatMap(List::stream).toList();
    }

    private static List<DemoStory.Outgoing> sentBy(DemoPartner partner) {
        return Objects.requireNonNull(STORY.sentBy().get(partner.partner()));
    }

    @Test
    void same_seed_and_day_tell_the_same() {
        assertThat(new DemoCompany(7, LAST_DAY, 400, 100).send()).isEqualTo(STORY);
    }

    @Test
    void every_kind_that_figures_are_made_of_is_reported() {
        Set<FactTable<?>> kinds = all().stream()
                .<FactTable<?>>map(each -> FactTables.of(each.event().fact()))
                .collect(Collectors.toSet());

        assertThat(kinds)
                .containsAll(Arrays.stream(Measure.values())
                        .flatMap(measure -> measure.madeOf().stream())
                        .toList())
                .contains(FactTables.ACCOUNT_PROFILE, FactTables.EXCHANGE_RATE, FactTables.RETRACTION)
                .hasSizeGreaterThanOrEqualTo(22);
    }

    @Test
    void all_of_it_is_taken() {
        EventMapper mapper = new EventMapper(Clock.fixed(StoryPublisher.receivedAfter(LAST_DAY), ZoneOffset.UTC));

        assertThat(all()).allSatisfy(each -> {
            FactMapping mapping = mapper.map(EventMessages.message(each.event()));
            assertThat(mapping).isInstanceOf(FactMapping.Mapped.class);
            assertThat(((FactMapping.Mapped) mapping).event())
                    .isEqualTo(each.event().event());
        });
    }

    @Test
    void nothing_is_reported_twice_or_before_it_happens() {
        Set<String> ids = new HashSet<>();
        for (DemoStory.Outgoing each : all()) {
            LocalDate day = StoryPeriod.dayOf(each.event().occurredAt());
            assertThat(ids.add(each.event().eventId())).isTrue();
            assertThat(day).isBeforeOrEqualTo(each.on());
            assertThat(each.on()).isBetween(ERA.firstDay(), LAST_DAY);
        }
    }

    @Test
    void some_is_reported_late_corrected_or_taken_back_and_that_after_what_was_wrong() {
        Map<String, LocalDate> sentOn = new HashMap<>();
        all().forEach(each -> sentOn.put(each.event().eventId(), each.on()));
        List<DemoStory.Outgoing> corrections = all().stream()
                .filter(each -> each.event().corrects().isPresent())
                .toList();

        assertThat(corrections)
                .isNotEmpty()
                .allSatisfy(
                        each -> assertThat(sentOn.get(each.event().corrects().orElseThrow()))
                                .isBefore(each.on()));
        long late = all().stream()
                .filter(each ->
                        StoryPeriod.dayOf(each.event().occurredAt()).plusDays(7).isBefore(each.on()))
                .filter(each -> !StoryPeriod.dayOf(each.event().occurredAt()).isBefore(ERA.firstDay()))
                .count();
        assertThat(late).isBetween(all().size() / 200L, all().size() / 10L);
    }

    @Test
    void academy_falls_silent_and_nobody_else() {
        STORY.sentBy().forEach((partner, sent) -> {
            Optional<LocalDate> newest = sent.stream()
                    .map(each -> StoryPeriod.dayOf(each.event().occurredAt()))
                    .max(LocalDate::compareTo);
            if (partner.equals(DemoPartner.ACADEMY.partner())) {
                assertThat(newest.orElseThrow()).isBefore(LAST_DAY.minusDays(18));
            } else {
                assertThat(newest.orElseThrow()).as(partner).isAfter(LAST_DAY.minusDays(7));
            }
        });
    }

    @Test
    void academy_still_sent_something_in_the_last_full_month_on_whatever_day_the_demo_is_made() {
        for (LocalDate today = LocalDate.of(2027, 1, 1);
                today.isBefore(LocalDate.of(2028, 1, 1));
                today = today.plusDays(1)) {
            LocalDate lastFullMonth = today.withDayOfMonth(1).minusMonths(1);

            assertThat(new StoryPeriod(today.minusDays(1)).silentFrom())
                    .as(today.toString())
                    .isAfter(lastFullMonth.plusDays(5));
        }
    }

    @Test
    void names_are_all_different_and_no_word_begins_many() {
        Map<String, String> names = new HashMap<>();
        for (DemoStory.Outgoing each : sentBy(DemoPartner.CRM)) {
            if (each.event().fact() instanceof AccountProfile profile) {
                names.put(each.event().account(), profile.name());
            }
        }
        Map<String, Long> first = names.values().stream()
                .collect(Collectors.groupingBy(
                        name -> name.substring(0, (name + " ").indexOf(" ")), Collectors.counting()));

        assertThat(names).hasSize(500);
        assertThat(new HashSet<>(names.values())).hasSize(500);
        assertThat(first.values()).allSatisfy(count -> assertThat(count).isLessThan(8));
    }

    @Test
    void customers_join_in_every_month_and_few_in_one() {
        Map<LocalDate, Long> starts = sentBy(DemoPartner.BILLING).stream()
                .map(DemoStory.Outgoing::event)
                .filter(reported -> reported.fact() instanceof SubscriptionChange change
                        && change.step() == SubscriptionChange.Step.START)
                .map(Story.SentEvent::occurredAt)
                .map(moment -> StoryPeriod.dayOf(moment).withDayOfMonth(1))
                .filter(month -> !month.isBefore(ERA.firstDay()))
                .collect(Collectors.groupingBy(month -> month, Collectors.counting()));

        assertThat(starts).hasSize(StoryPeriod.MONTHS + 1);
        assertThat(starts.values()).allSatisfy(count -> assertThat(count).isLessThan(30));
    }
}

package io.keepwell.deploy.demo;

import io.keepwell.client.PartnerClient;
import io.keepwell.core.access.PartnerKeys;
import io.keepwell.core.access.Scope;
import io.keepwell.core.account.AccountNumbers;
import io.keepwell.core.identity.Identity;
import io.keepwell.deploy.Failure;
import io.keepwell.deploy.run.AllInOne;
import io.keepwell.ingestion.v1.Disposition;
import io.keepwell.ingestion.v1.Event;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;

/// Sends a story by gRPC, as partners do, week by week: the clock moves on, and each partner sends what it has to
/// send, not quite in order and some of it twice.
final class StoryPublisher implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LONGEST_SENDING = Duration.ofHours(1);
    private static final int RECEIVED_AT_HOUR = 5;
    private static final int ONE_REPEAT_IN = 60;

    private final DemoStory story;
    private final AllInOne services;
    private final StoryClock clock;
    private final Random random;
    private final SortedMap<String, Outgoing> outgoing = new TreeMap<>();
    private final Map<Disposition, Long> answers = new EnumMap<>(Disposition.class);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /// A partner that sends.
    private static final class Outgoing implements AutoCloseable {
        private final PartnerClient client;
        private final List<DemoStory.Outgoing> sent;
        private int next;

        Outgoing(PartnerClient client, List<DemoStory.Outgoing> sent) {
            this.client = client;
            this.sent = sent;
        }

        /// What is to be sent by the end of a day.
        List<DemoStory.Outgoing> until(LocalDate day) {
            int start = next;
            while (next < sent.size() && !sent.get(next).on().isAfter(day)) {
                next++;
            }
            return sent.subList(start, next);
        }

        @Override
        public void close() {
            client.close();
        }
    }

    /// @param clock that the services go by
    StoryPublisher(DemoStory story, AllInOne services, StoryClock clock, long seed) {
        this.story = story;
        this.services = services;
        this.clock = clock;
        this.random = new Random(seed);
        PartnerKeys keys = services.bean(PartnerKeys.class);
        story.sentBy().forEach((partner, sent) -> {
            String key = keys.issue(
                    keys.partner(partner),
                    EnumSet.of(Scope.PUBLISH),
                    Optional.of(Instant.now().plus(LONGEST_SENDING)));
            outgoing.put(
                    partner,
                    new Outgoing(PartnerClient.plaintext(services.connection().target(), key, PATIENCE), sent));
        });
    }

    /// When the story's events of a day, and of the days before, are received.
    static Instant receivedAfter(LocalDate day) {
        return day.plusDays(1)
                .atTime(RECEIVED_AT_HOUR, 0)
                .atZone(StoryPeriod.ZONE)
                .toInstant();
    }

    /// Sends what is due up to a day.
    ///
    /// @param progress takes how many events were sent more
    void until(LocalDate from, LocalDate to, LongConsumer progress) throws InterruptedException {
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
            if (day.getDayOfWeek() == DayOfWeek.SUNDAY || day.equals(to)) {
                clock.moveTo(receivedAfter(day));
                progress.accept(send(day));
            }
            for (DemoStory.StaffMerge merge : story.merges()) {
                if (merge.on().equals(day)) {
                    merge(merge);
                }
            }
        }
    }

    private long send(LocalDate day) throws InterruptedException {
        List<Future<Map<Disposition, Long>>> sending = new ArrayList<>();
        long count = 0;
        for (Outgoing partner : outgoing.values()) {
            List<Event> events = new ArrayList<>();
            for (DemoStory.Outgoing sent : partner.until(day)) {
                events.add(EventMessages.message(sent.event()));
            }
            count += events.size();
            Collections.shuffle(events, random);
            for (int i = events.size() / ONE_REPEAT_IN; i > 0; i--) {
                events.add(events.get(random.nextInt(events.size())));
            }
            // What money is worth comes first, so that none of it has to wait.
            events.sort(Comparator.comparing(Event::hasExchangeRate).reversed());
            sending.add(threads.submit(() -> publish(partner.client, events)));
        }
        for (Future<Map<Disposition, Long>> sent : sending) {
            try {
                sent.get().forEach((disposition, number) -> answers.merge(disposition, number, Long::sum));
            } catch (ExecutionException failed) {
                throw new Failure("The story can't be sent: " + failed.getMessage(), failed);
            }
        }
        return count;
    }

    private static Map<Disposition, Long> publish(PartnerClient client, List<Event> events) {
        Map<Disposition, Long> answers = new EnumMap<>(Disposition.class);
        client.publish(events).forEach(answer -> answers.merge(answer.getDisposition(), 1L, Long::sum));
        return answers;
    }

    private void merge(DemoStory.StaffMerge merge) {
        Identity.Outcome outcome = services.bean(Identity.class)
                .merge(
                        account(merge.intoPartner(), merge.into()),
                        account(merge.partner(), merge.account()),
                        DemoSettings.HEAD,
                        merge.reason());
        // Done already where the story is sent again after an interruption.
        if (outcome instanceof Identity.Outcome.Refused(Identity.Reason reason, String message)
                && reason != Identity.Reason.SAME_ACCOUNT) {
            throw new Failure("The story's merge of " + merge.account() + " was refused: " + message);
        }
    }

    private int account(String partner, String name) {
        int number = services.bean(PartnerKeys.class).partner(partner).id();
        return Objects.requireNonNull(services.bean(AccountNumbers.class)
                .resolve(number, List.of(name))
                .get(name));
    }

    /// How many events were answered how.
    Map<Disposition, Long> answers() {
        return Map.copyOf(answers);
    }

    @Override
    public void close() {
        threads.close();
        outgoing.values().forEach(Outgoing::close);
    }
}

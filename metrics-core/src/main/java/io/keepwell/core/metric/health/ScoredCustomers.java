package io.keepwell.core.metric.health;

import io.keepwell.core.account.AccountSet;
import io.keepwell.core.setting.HealthModel;
import io.keepwell.core.setting.HealthModels;
import io.keepwell.core.setting.HealthPart;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The health of all customers of a slice at the end of a day, in few bytes for each, since there may be
/// many. A customer is named by its place among them, from 0 on; they are in the order of their account
/// numbers.
final class ScoredCustomers {
    /// Stands for *nothing is known*.
    static final byte UNKNOWN = -1;

    /// The lower half of a long.
    private static final long POINTS = 0xFFFF_FFFFL;

    private final int[] accounts;
    private final List<Segment> segments;
    private final int[] segmentOf;
    private final Map<HealthPart, byte[]> points;
    /// By place, the points times their weights, of all parts that are known.
    private final int[] weighted;
    /// By place, the weights of these parts.
    private final int[] weights;
    /// By place; none of those without a score.
    private final HealthModel.@Nullable Band[] bands;
    /// By segment, how many have a score.
    private final long[] scoredIn;

    private final Map<HealthPart, PartTotal> known = new EnumMap<>(HealthPart.class);

    /// Of how many customers a part is known that weighs anything, and their points.
    private record PartTotal(long customers, long points) {}

    /// @param version of the model by which its customers are scored; empty for the default model
    record Segment(String name, Optional<HealthModels.Version> version, AccountSet customers) {
        HealthModel model() {
            return version.map(HealthModels.Version::model).orElse(HealthModel.DEFAULT);
        }
    }

    /// Customers with a score by a version of the model, empty for the default model.
    record Scored(Optional<HealthModels.Version> version, long customers) {}

    /// What is known of one part.
    ///
    /// @param customers of whom it is known and weighs anything
    /// @param points of these, added up
    /// @param scoredWithout customers who have a score, but not by this part, though it weighs something
    record PartSum(long customers, long points, long scoredWithout) {}

    /// @param segments all that have customers, each customer in one of them
    /// @param points of each part by account number, from 0 to 100, or UNKNOWN
    ScoredCustomers(List<Segment> segments, Map<HealthPart, byte[]> points) {
        this.accounts = segments.stream()
                .map(Segment::customers)
                .reduce(AccountSet.EMPTY, AccountSet::or)
                .toArray();
        this.segments = List.copyOf(segments);
        this.segmentOf = segmentOf(accounts, segments);
        this.points = new EnumMap<>(points);
        this.weighted = new int[accounts.length];
        this.weights = new int[accounts.length];
        points.forEach((part, ofPart) -> known.put(part, weigh(part, ofPart)));
        this.bands = new HealthModel.Band[accounts.length];
        this.scoredIn = new long[segments.size()];
        List<HealthModel> models = segments.stream().map(Segment::model).toList();
        for (int place = 0; place < accounts.length; place++) {
            if (weights[place] > 0) {
                bands[place] = models.get(segmentOf[place]).band(weighted[place], weights[place]);
                scoredIn[segmentOf[place]]++;
            }
        }
    }

    private static int[] segmentOf(int[] accounts, List<Segment> segments) {
        int[] byAccount = new int[accounts.length == 0 ? 0 : accounts[accounts.length - 1] + 1];
        for (int segment = 0; segment < segments.size(); segment++) {
            int number = segment;
            segments.get(segment).customers().forEach(account -> byAccount[account] = number);
        }
        return Arrays.stream(accounts).map(account -> byAccount[account]).toArray();
    }

    private PartTotal weigh(HealthPart part, byte[] ofPart) {
        int[] weightIn = weights(part);
        long customers = 0;
        long sum = 0;
        for (int place = 0; place < accounts.length; place++) {
            int own = ofPart[accounts[place]];
            int weight = weightIn[segmentOf[place]];
            if (own != UNKNOWN && weight > 0) {
                weighted[place] += weight * own;
                weights[place] += weight;
                customers++;
                sum += own;
            }
        }
        return new PartTotal(customers, sum);
    }

    /// By segment.
    private int[] weights(HealthPart part) {
        return segments.stream()
                .mapToInt(segment -> segment.model().weight(part))
                .toArray();
    }

    /// How many customers there are.
    int size() {
        return accounts.length;
    }

    int account(int place) {
        return accounts[place];
    }

    /// The places of those with a score.
    IntStream scored() {
        return IntStream.range(0, accounts.length).filter(place -> bands[place] != null);
    }

    /// The places of those with a score in the band.
    int[] in(HealthModel.Band band) {
        int[] within = new int[accounts.length];
        int count = 0;
        for (int place = 0; place < accounts.length; place++) {
            if (bands[place] == band) {
                within[count] = place;
                count++;
            }
        }
        return Arrays.copyOf(within, count);
    }

    /// How many are scored by each version of the model, in the order of the segments; versions by which
    /// nobody is are left out.
    List<Scored> byVersion() {
        Map<Optional<HealthModels.Version>, Long> customers = new LinkedHashMap<>();
        for (int segment = 0; segment < scoredIn.length; segment++) {
            if (scoredIn[segment] > 0) {
                customers.merge(segments.get(segment).version(), scoredIn[segment], Math::addExact);
            }
        }
        return customers.entrySet().stream()
                .map(entry -> new Scored(entry.getKey(), entry.getValue()))
                .toList();
    }

    /// One customer's health.
    AccountHealth health(int place) {
        Map<HealthPart, Integer> own = new EnumMap<>(HealthPart.class);
        points.forEach((part, ofPart) -> {
            int known = ofPart[accounts[place]];
            if (known != UNKNOWN) {
                own.put(part, known);
            }
        });
        Segment segment = segments.get(segmentOf[place]);
        return new AccountHealth(accounts[place], segment.name(), segment.model(), own);
    }

    /// The health of an account; empty where it is no customer.
    Optional<AccountHealth> of(int account) {
        int place = Arrays.binarySearch(accounts, account);
        return place < 0 ? Optional.empty() : Optional.of(health(place));
    }

    /// All scores added up.
    BigDecimal sumOfScores() {
        // Many customers have the same points and weights, which are divided once.
        long[] scores = scored().mapToLong(place -> (long) weights[place] << Integer.SIZE | weighted[place])
                .sorted()
                .toArray();
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < scores.length; ) {
            int first = i;
            while (i < scores.length && scores[i] == scores[first]) {
                i++;
            }
            BigDecimal score = AccountHealth.divide(scores[first] & POINTS, scores[first] >> Integer.SIZE);
            sum = sum.add(score.multiply(BigDecimal.valueOf(i - (long) first)));
        }
        return sum;
    }

    PartSum part(HealthPart part) {
        PartTotal ofPart = Objects.requireNonNull(known.get(part));
        int[] weightIn = weights(part);
        long scored = 0;
        for (int segment = 0; segment < weightIn.length; segment++) {
            scored += weightIn[segment] > 0 ? scoredIn[segment] : 0;
        }
        // Everybody of whom a part is known that weighs something has a score.
        return new PartSum(ofPart.customers(), ofPart.points(), scored - ofPart.customers());
    }
}

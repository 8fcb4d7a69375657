package io.keepwell.core.metric.health;

import io.keepwell.core.metric.Calculations;
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.setting.HealthModel;
import io.keepwell.core.time.Period;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/// How well health scores at the beginning of a period predicted who left in it.
///
/// @param customers with a score at the beginning
/// @param left of them, customers no more when it ended
/// @param unscored customers at the beginning without a score; they count nowhere else
/// @param red of the customers, in the red band
/// @param redLeft of those, left
/// @param areaUnderCurve how often, of one who left and one who stayed, the one who left had the lower
///     score, equal scores counting half: 1 is perfect, 0.5 is no better than chance
/// @param lowestTenthLift how many times as many of the tenth of customers with the lowest scores left
///     as of all; of those with equal scores at the tenth's edge a part counts
/// @param redLift how many times as many of the red ones left as of all
public record BackTest(
        Period period,
        long customers,
        long left,
        long unscored,
        long red,
        long redLeft,
        Outcome areaUnderCurve,
        Outcome lowestTenthLift,
        Outcome redLift) {
    private static final String NOBODY = "No customer had a score when the period began.";
    private static final String NOBODY_LEFT = "No customer with a score left in the period.";

    /// A customer with a score when the period began.
    record Scored(BigDecimal score, HealthModel.Band band, boolean left) {}

    static BackTest of(Period period, List<Scored> scored, long unscored) {
        long left = scored.stream().filter(Scored::left).count();
        List<Scored> red = scored.stream()
                .filter(each -> each.band() == HealthModel.Band.RED)
                .toList();
        long redLeft = red.stream().filter(Scored::left).count();
        Outcome redLift = red.isEmpty()
                ? Calculations.noBase("No customer was in the red band when the period began.")
                : lift(BigInteger.valueOf(redLeft), BigInteger.ONE, red.size(), scored.size(), left);
        return new BackTest(
                period,
                scored.size(),
                left,
                unscored,
                red.size(),
                redLeft,
                areaUnderCurve(groups(scored), left, scored.size() - left),
                lowestTenthLift(groups(scored), scored.size(), left),
                redLift);
    }

    /// Customers with one score.
    private record Group(long all, long left) {
        Group with(Scored scored) {
            return new Group(all + 1, left + (scored.left() ? 1 : 0));
        }
    }

    /// Lowest score first.
    private static Collection<Group> groups(List<Scored> scored) {
        TreeMap<BigDecimal, Group> groups = new TreeMap<>(Comparator.naturalOrder());
        scored.forEach(each -> groups.merge(each.score(), new Group(0, 0).with(each), (group, _) -> group.with(each)));
        return groups.values();
    }

    private static Outcome areaUnderCurve(Collection<Group> groups, long left, long stayed) {
        if (left == 0) {
            return Calculations.noBase(NOBODY_LEFT);
        }
        if (stayed == 0) {
            return Calculations.noBase("Every customer with a score left in the period.");
        }
        // Twice the number of pairs in which who left had the lower score, equal ones counting half.
        BigInteger twice = BigInteger.ZERO;
        long leftBelow = 0;
        for (Group group : groups) {
            long stayedHere = group.all() - group.left();
            twice = twice.add(
                    BigInteger.valueOf(2 * leftBelow + group.left()).multiply(BigInteger.valueOf(stayedHere)));
            leftBelow += group.left();
        }
        BigInteger pairs = BigInteger.valueOf(left).multiply(BigInteger.valueOf(stayed));
        return ratio(twice, pairs.shiftLeft(1));
    }

    private static Outcome lowestTenthLift(Collection<Group> groups, long customers, long left) {
        long size = Math.ceilDiv(customers, 10);
        long room = size;
        long leftInTenth = 0;
        for (Group group : groups) {
            if (group.all() > room) {
                // Of the group at the edge as many count as there is room for, and of those who left as
                // large a part.
                BigInteger inTenth = BigInteger.valueOf(leftInTenth)
                        .multiply(BigInteger.valueOf(group.all()))
                        .add(BigInteger.valueOf(group.left()).multiply(BigInteger.valueOf(room)));
                return lift(inTenth, BigInteger.valueOf(group.all()), size, customers, left);
            }
            room -= group.all();
            leftInTenth += group.left();
        }
        return lift(BigInteger.valueOf(leftInTenth), BigInteger.ONE, size, customers, left);
    }

    /// The share of some customers that left, divided by the share of all.
    ///
    /// @param someLeft to be divided by `by`
    private static Outcome lift(BigInteger someLeft, BigInteger by, long some, long all, long left) {
        if (all == 0) {
            return Calculations.noBase(NOBODY);
        }
        return left == 0
                ? Calculations.noBase(NOBODY_LEFT)
                : ratio(
                        someLeft.multiply(BigInteger.valueOf(all)),
                        by.multiply(BigInteger.valueOf(some)).multiply(BigInteger.valueOf(left)));
    }

    private static Outcome ratio(BigInteger part, BigInteger whole) {
        return Calculations.value(
                new BigDecimal(part).divide(new BigDecimal(whole), Calculations.SCALE, RoundingMode.HALF_EVEN));
    }
}

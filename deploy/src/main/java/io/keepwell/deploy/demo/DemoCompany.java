package io.keepwell.deploy.demo;

import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.Story;
import io.keepwell.core.money.BillingInterval;
import io.keepwell.core.money.CurrencyCode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// A believable software firm with 2,000 customers, told over 24 months. The same seed and last day
/// always tell the same.
///
/// Customers differ in size and in how content they are. The content answer well, pay more over time and
/// stay; the others don't. Some pause, some leave and come back, some get another owner.
final class DemoCompany {
    static final int CUSTOMERS = 2_000;
    static final int MONTHS = 24;

    private static final String BILLING = "billing";
    private static final String MARKETPLACE = "marketplace";
    private static final int ONE_FROM_MARKETPLACE_IN = 6;

    private static final CurrencyCode EURO = new CurrencyCode("EUR");
    private static final BillingInterval MONTHLY = new BillingInterval(1, BillingInterval.Unit.MONTH);
    private static final BillingInterval YEARLY = new BillingInterval(1, BillingInterval.Unit.YEAR);

    private static final List<String> FIRST_WORDS = List.of(
            "Nordlicht",
            "Castell",
            "Brightwater",
            "Helios",
            "Halden",
            "Ostrava",
            "Fernhill",
            "Kestrel",
            "Alder",
            "Bergamo",
            "Cobalt",
            "Dunmore",
            "Elbe",
            "Falcon",
            "Granite",
            "Harbour",
            "Isar",
            "Juniper",
            "Keystone",
            "Lindqvist",
            "Meridian",
            "Northgate",
            "Orchard",
            "Pinnacle",
            "Quarry",
            "Riverside",
            "Sankt Florian",
            "Tamarind",
            "Umbria",
            "Vesper",
            "Westbrook",
            "Xanten",
            "Yarrow",
            "Zephyr",
            "Amber",
            "Birch",
            "Cedar",
            "Delta",
            "Evergreen",
            "Foxglove");
    private static final List<String> LAST_WORDS = List.of(
            "Energie",
            "Logistics",
            "Clinics",
            "Print",
            "Textiles",
            "Freight",
            "Dental",
            "Media",
            "Analytics",
            "Foods",
            "Robotics",
            "Insurance",
            "Travel",
            "Schools",
            "Pharma",
            "Motors",
            "Hotels",
            "Software",
            "Retail",
            "Partners",
            "Labs",
            "Systems",
            "Design",
            "Farms",
            "Ports",
            "Studios",
            "Bank",
            "Telecom",
            "Optics",
            "Paper",
            "Steel",
            "Water",
            "Solar",
            "Games",
            "Books",
            "Toys",
            "Sports",
            "Marine",
            "Aviation",
            "Legal",
            "Tools",
            "Glass",
            "Wines",
            "Cycles",
            "Homes",
            "Security",
            "Chemicals",
            "Furniture",
            "Health",
            "Music");
    private static final List<String> OWNERS = List.of(
            "A. Okafor", "M. Duarte", "S. Lindqvist", "J. Novak", "P. Rossi", "K. Tanaka", "L. Moreau", "E. Hansen");
    private static final List<String> INDUSTRIES =
            List.of("Manufacturing", "Health", "Retail", "Finance", "Logistics", "Education", "Media");
    private static final List<String> REGIONS = List.of("DACH", "Nordics", "UK & Ireland", "France", "Southern Europe");
    private static final List<String> CHANNELS = List.of("Web", "Partner", "Outbound", "Referral");
    private static final List<String> PRAISE = List.of(
            "Support answers before I finish typing.",
            "It just works.",
            "Saved us a day a week.",
            "Great onboarding.",
            "The new dashboards are a joy.");
    private static final List<String> BLAME = List.of(
            "Too expensive for what we use.",
            "Exports keep failing.",
            "Nobody answered our ticket for a week.",
            "The last update broke our workflow.",
            "We miss an integration with our ERP.");
    private static final List<String> REASONS =
            List.of("price", "moved to competitor", "no longer needed", "missing feature", "not given");

    /// Size decides what is paid and how likely a customer leaves.
    private enum Size {
        SMALL("Small business", "Starter", 40, 0.030),
        MEDIUM("Mid-market", "Team", 320, 0.016),
        LARGE("Enterprise", "Enterprise", 2_400, 0.007);

        private final String segment;
        private final String plan;
        private final int usualPrice;
        private final double monthlyChanceToLeave;

        Size(String segment, String plan, int usualPrice, double monthlyChanceToLeave) {
            this.segment = segment;
            this.plan = plan;
            this.usualPrice = usualPrice;
            this.monthlyChanceToLeave = monthlyChanceToLeave;
        }
    }

    private final long seed;
    private final LocalDate lastDay;
    private final LocalDate firstMonth;

    /// @param lastDay nothing happens after it
    DemoCompany(long seed, LocalDate lastDay) {
        this.seed = seed;
        this.lastDay = lastDay;
        this.firstMonth = lastDay.withDayOfMonth(1).minusMonths(MONTHS);
    }

    /// Every event, customer by customer, by the name of the partner that tells it: most customers are
    /// billed by the firm itself, some by the marketplace where they bought.
    SortedMap<String, List<Story.Told>> told() {
        SortedMap<String, List<Story.Told>> told = new TreeMap<>();
        for (int i = 0; i < CUSTOMERS; i++) {
            told.computeIfAbsent(i % ONE_FROM_MARKETPLACE_IN == 0 ? MARKETPLACE : BILLING, _ -> new ArrayList<>())
                    .addAll(new Customer(i, new SplittableRandom(seed * CUSTOMERS + i)).live());
        }
        return told;
    }

    private final class Customer {
        private final RandomGenerator random;
        private final Size size;
        private final Story story;
        /// From 0 to 1.
        private final double content;
        private final String name;
        private int price;

        Customer(int number, RandomGenerator random) {
            this.random = random;
            double draw = random.nextDouble();
            this.size = draw < 0.6 ? Size.SMALL : draw < 0.9 ? Size.MEDIUM : Size.LARGE;
            this.content = Math.clamp(0.68 + random.nextGaussian() * 0.2, 0.02, 0.98);
            this.story = new Story("acct-%04d".formatted(number + 1), EURO);
            this.name = FIRST_WORDS.get(number % FIRST_WORDS.size()) + " "
                    + LAST_WORDS.get(number / FIRST_WORDS.size() % LAST_WORDS.size());
            this.price = (int) Math.max(9, size.usualPrice * Math.exp(random.nextGaussian() * 0.45));
        }

        List<Story.Told> live() {
            int joinsIn = random.nextDouble() < 0.45 ? 0 : random.nextInt(MONTHS);
            LocalDate joins = dayOf(firstMonth.plusMonths(joinsIn));
            if (joins.isAfter(lastDay)) {
                joins = lastDay;
            }
            story.on(joins).isNamed(name).standsIn(leaf());
            start();
            boolean active = true;
            for (LocalDate month = joins.withDayOfMonth(1).plusMonths(1);
                    !month.isAfter(lastDay);
                    month = month.plusMonths(1)) {
                LocalDate day = dayOf(month);
                if (day.isAfter(lastDay)) {
                    break;
                }
                story.on(day);
                active = active ? month(day) : comesBack();
            }
            return story.told();
        }

        private Slice leaf() {
            Map<Dimension, String> values = new EnumMap<>(Dimension.class);
            values.put(Dimension.OWNER, any(OWNERS));
            values.put(Dimension.SEGMENT, size.segment);
            values.put(Dimension.INDUSTRY, any(INDUSTRIES));
            values.put(Dimension.REGION, any(REGIONS));
            values.put(Dimension.PLAN, size.plan);
            values.put(Dimension.PRODUCT, random.nextInt(3) == 0 ? "Insights" : "Core");
            values.put(Dimension.CHANNEL, any(CHANNELS));
            return new Slice(values);
        }

        private void start() {
            if (size == Size.LARGE) {
                story.starts(price * 12 + ".00", 1, YEARLY);
            } else {
                story.starts(price + ".00", 1, MONTHLY);
            }
        }

        /// @return whether it still is a customer
        private boolean month(LocalDate day) {
            if (random.nextDouble() < 0.22) {
                answer();
            }
            if (random.nextDouble() < 0.006) {
                story.standsIn(Dimension.OWNER, any(OWNERS));
            }
            if (random.nextDouble() < size.monthlyChanceToLeave * 2 * (1.15 - content)) {
                leave(day);
                return false;
            }
            if (random.nextDouble() < 0.045 * content) {
                change(1.08 + random.nextDouble() * 0.4);
            } else if (random.nextDouble() < 0.02 * (1 - content)) {
                change(0.6 + random.nextDouble() * 0.3);
            }
            return true;
        }

        private void leave(LocalDate day) {
            LocalDate endsOn = day.plusDays(random.nextInt(20));
            story.cancels(endsOn, any(REASONS));
        }

        private boolean comesBack() {
            if (random.nextDouble() < 0.03) {
                start();
                return true;
            }
            return false;
        }

        private void change(double factor) {
            price = (int) Math.max(9, price * factor);
            if (size == Size.LARGE) {
                story.changesTo(price * 12 + ".00", 1, YEARLY);
            } else {
                story.changesTo(price + ".00");
            }
        }

        private void answer() {
            int score = Math.clamp(Math.round(3 + content * 7.6 + random.nextGaussian() * 1.7), 0, 10);
            String comment = "";
            if (random.nextInt(4) == 0) {
                comment = score >= 9 ? any(PRAISE) : score <= 6 ? any(BLAME) : "";
            }
            story.recommends(score, comment);
        }

        private LocalDate dayOf(LocalDate month) {
            return month.plusDays(random.nextInt(month.lengthOfMonth()));
        }

        private <T> T any(List<T> choices) {
            return choices.get(random.nextInt(choices.size()));
        }
    }
}

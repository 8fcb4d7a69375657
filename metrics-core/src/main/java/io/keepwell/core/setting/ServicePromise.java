package io.keepwell.core.setting;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// How soon the firm promises something about a ticket: a first answer, or a solution. The first rule that fits a
/// ticket holds; a ticket that none fits was promised nothing.
///
/// @param rules at most 20
public record ServicePromise(List<Rule> rules) {
    /// Nothing was promised.
    public static final ServicePromise NONE = new ServicePromise(List.of());

    /// The priorities that rules go by, as they are written.
    public static final List<String> PRIORITIES = List.of("low", "normal", "high", "urgent");

    private static final String NOTHING = "none";
    private static final int MOST_RULES = 20;
    private static final int LONGEST_SEGMENT = 64;
    private static final Duration LONGEST = Duration.ofHours(2_000);
    private static final String RIGHT =
            "it is rules such as 'urgent 1h; segment Enterprise 4h; 8h business', of which the first that fits a ticket"
                    + " holds: a priority (" + String.join(", ", PRIORITIES)
                    + ") or none, a segment or none, hours (h) or minutes (m), and 'business' where they are business"
                    + " hours; or it is '" + NOTHING + "'";

    private static final Pattern RULE = Pattern.compile(
            "(?:(" + String.join("|", PRIORITIES)
                    + ")\\s+)?(?:segment\\s+(\\S.*?)\\s+)?(\\d{1,6})\\s?(h|m)(\\s+business)?",
            Pattern.CASE_INSENSITIVE);

    /// For some tickets.
    ///
    /// @param priority that they have, one of `PRIORITIES`; empty where any will do
    /// @param segment in which the account stood when they were opened; empty where any will do
    public record Rule(Optional<String> priority, Optional<String> segment, Time time) {
        /// @throws IllegalArgumentException where it can't be written; the message says why
        public Rule {
            if (!priority.map(PRIORITIES::contains).orElse(true)) {
                throw new IllegalArgumentException("'" + priority.get() + "' is no priority; " + RIGHT);
            }
            if (segment.filter(name -> name.isEmpty() || name.length() > LONGEST_SEGMENT || name.matches(".*[;→].*"))
                    .isPresent()) {
                throw new IllegalArgumentException("a segment has 1 to " + LONGEST_SEGMENT
                        + " characters, none of them a ';' or '→', and is not '" + segment.get() + "'");
            }
        }

        private boolean fits(String ofTicket, String ofAccount) {
            return priority.map(ofTicket::equals).orElse(true)
                    && segment.map(ofAccount::equals).orElse(true);
        }

        private boolean fitsAllOf(Rule other) {
            return (priority.isEmpty() || priority.equals(other.priority))
                    && (segment.isEmpty() || segment.equals(other.segment));
        }

        private String text() {
            return priority.map(word -> word + " ").orElse("")
                    + segment.map(name -> "segment " + name + " ").orElse("")
                    + time.text();
        }
    }

    /// A time that was promised.
    ///
    /// @param length whole minutes, at most 2,000 hours
    /// @param business whether only business hours count
    public record Time(Duration length, boolean business) {
        /// @throws IllegalArgumentException where it is too long or too short; the message says what would be right
        public Time {
            if (length.compareTo(Duration.ofMinutes(1)) < 0 || length.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException(
                        "a promised time is from 1m to " + LONGEST.toHours() + "h, not " + length.toMinutes() + "m");
            }
        }

        private String text() {
            long minutes = length.toMinutes();
            return (minutes % 60 == 0 ? minutes / 60 + "h" : minutes + "m") + (business ? " business" : "");
        }
    }

    /// @throws IllegalArgumentException where a rule can never hold, or there are too many; the message says which
    public ServicePromise {
        rules = List.copyOf(rules);
        if (rules.size() > MOST_RULES) {
            throw new IllegalArgumentException("there are " + rules.size() + " rules, and at most " + MOST_RULES);
        }
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            Optional<Rule> before = rules.subList(0, i).stream()
                    .filter(each -> each.fitsAllOf(rule))
                    .findFirst();
            if (before.isPresent()) {
                throw new IllegalArgumentException("'" + rule.text() + "' never holds behind '"
                        + before.get().text() + "', which fits the same tickets; write it before that");
            }
        }
    }

    public boolean isNothing() {
        return rules.isEmpty();
    }

    /// What was promised about a ticket.
    ///
    /// @param priority one of `PRIORITIES`, or any other text where it isn't known
    /// @param segment in which the account stood when the ticket was opened; empty where it isn't known
    public Optional<Time> of(String priority, String segment) {
        return rules.stream()
                .filter(rule -> rule.fits(priority, segment))
                .findFirst()
                .map(Rule::time);
    }

    /// As it is kept and written: `urgent 1h; segment Enterprise 4h; 8h business`.
    public String text() {
        return isNothing() ? NOTHING : rules.stream().map(Rule::text).collect(Collectors.joining("; "));
    }

    /// @throws IllegalArgumentException where it is no text of a promise; the message says what is wrong and what would
    ///     be right
    public static ServicePromise parse(String text) {
        if (text.strip().equalsIgnoreCase(NOTHING)) {
            return NONE;
        }
        List<Rule> rules = new ArrayList<>();
        for (String rule : text.split(";", -1)) {
            rules.add(rule(rule.strip()));
        }
        return new ServicePromise(rules);
    }

    private static Rule rule(String text) {
        Matcher rule = RULE.matcher(text);
        if (!rule.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no rule; " + RIGHT);
        }
        long number = Long.parseLong(rule.group(3));
        Duration length = rule.group(4).equalsIgnoreCase("h") ? Duration.ofHours(number) : Duration.ofMinutes(number);
        return new Rule(
                Optional.ofNullable(rule.group(1)).map(word -> word.toLowerCase(Locale.ROOT)),
                Optional.ofNullable(rule.group(2)),
                new Time(length, rule.group(5) != null));
    }
}

package io.keepwell.importing.guess;

import io.keepwell.importing.Mapping;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// What a ready mapping's text doesn't say of the files that it is for.
///
/// @param oneOf columns of which a file needs at least one; empty where its own columns are enough
/// @param without columns that show that a file is something else
/// @param words by column
record ReadyMarks(Set<String> oneOf, Set<String> without, Map<String, Words> words) {
    private static final ReadyMarks NONE = new ReadyMarks(Set.of(), Set.of(), Map.of());
    private static final Words FREE = new Words(true, Set.of(), List.of());
    private static final Words FLAGS =
            new Words(false, Set.of("TRUE", "true", "True", "FALSE", "false", "False"), List.of());

    private static final Map<String, ReadyMarks> BY_NAME = Map.of(
            "zendesk-organizations",
            new ReadyMarks(
                    Set.of(
                            "external_id",
                            "shared_tickets",
                            "shared_comments",
                            "domain_names",
                            "group_id",
                            "details",
                            "notes"),
                    Set.of("role", "email", "subject", "organization_id"),
                    Map.of()),
            "zendesk-tickets",
            words(Map.of("status", known("new", "open", "pending", "hold", "on-hold", "solved", "closed"))),
            "zendesk-comments",
            words(Map.of("public", FLAGS)),
            "zendesk-ticket-history",
            words(Map.of("field_name", FREE, "value", FREE)),
            "zendesk-satisfaction-ratings",
            words(Map.of("score", known("offered", "unoffered", "received"))),
            "stripe-customers",
            words(Map.of("is_deleted", FLAGS)),
            "stripe-charges",
            words(Map.of("captured", FLAGS, "status", known("pending"))),
            "stripe-refunds",
            words(Map.of("status", known("pending", "failed", "canceled", "requires_action"))),
            "hubspot-deals",
            words(Map.of(
                    "Deal Stage",
                    new Words(
                            false,
                            Set.of(
                                    "Appointment Scheduled",
                                    "appointmentscheduled",
                                    "Qualified To Buy",
                                    "qualifiedtobuy",
                                    "Presentation Scheduled",
                                    "presentationscheduled",
                                    "Decision Maker Bought-In",
                                    "decisionmakerboughtin",
                                    "Contract Sent",
                                    "contractsent"),
                            List.of(
                                    new Like("closedlost", Pattern.compile(Deals.LOST)),
                                    new Like("closedwon", Pattern.compile(Deals.WON)))),
                    "Deal Type",
                    new Words(
                            false,
                            Set.of("New Business", "newbusiness"),
                            List.of(new Like(
                                    "existingbusiness",
                                    Pattern.compile("(.* )?(existing|renewals?|upsell|up sell|cross"
                                            + " sell|crosssell|expansion|upgrade|add"
                                            + " on|bestand[a-z]*|verlangerung|erweiterung)( .*)?")))))));

    /// The texts of a column on which a mapping has conditions.
    ///
    /// @param isFree whether any text may stand there
    /// @param known texts for which the conditions are right, though they don't name them
    /// @param like texts that mean the same as a word of the mapping
    record Words(boolean isFree, Set<String> known, List<Like> like) {}

    /// Texts that mean the same as a word of the mapping.
    ///
    /// @param pattern of the text in plain words
    record Like(String word, Pattern pattern) {}

    private static ReadyMarks words(Map<String, Words> words) {
        return new ReadyMarks(Set.of(), Set.of(), words);
    }

    private static Words known(String... texts) {
        return new Words(false, Set.of(texts), List.of());
    }

    /// @param name of the ready mapping
    static ReadyMarks of(String name) {
        return BY_NAME.getOrDefault(name, NONE);
    }

    boolean fit(Set<String> heads) {
        return (oneOf.isEmpty() || oneOf.stream().anyMatch(heads::contains))
                && without.stream().noneMatch(heads::contains);
    }

    Words of(Mapping.When when) {
        return words.getOrDefault(when.column(), new Words(false, Set.of(), List.of()));
    }
}

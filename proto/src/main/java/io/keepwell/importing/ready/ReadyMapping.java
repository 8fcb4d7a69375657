package io.keepwell.importing.ready;

import io.keepwell.importing.Mapping;
import io.keepwell.importing.MappingReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// A mapping that is part of the product, for the export of a common tool.
///
/// @param name such as `zendesk-tickets`
/// @param text of the mapping file, with comments
/// @param mapping what it says
public record ReadyMapping(String name, String text, Mapping mapping) {
    private static final List<String> NAMES = List.of(
            "stripe-customers",
            "stripe-subscription-items-plans",
            "stripe-subscription-items-prices",
            "stripe-subscription-discounts",
            "stripe-charges",
            "stripe-refunds",
            "zendesk-organizations",
            "zendesk-tickets",
            "zendesk-comments",
            "zendesk-ticket-history",
            "zendesk-satisfaction-ratings",
            "intercom-conversations-json",
            "intercom-conversations-table",
            "hubspot-deals",
            "delighted-responses",
            "nps-responses",
            "csat-responses",
            "subscription-list");

    private static final List<ReadyMapping> ALL =
            NAMES.stream().map(ReadyMapping::load).toList();

    /// All of them.
    public static List<ReadyMapping> all() {
        return ALL;
    }

    public static Optional<ReadyMapping> named(String name) {
        return ALL.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    private static ReadyMapping load(String name) {
        String file = name + ".yaml";
        try (InputStream in = ReadyMapping.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("there is no ready mapping " + file);
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new ReadyMapping(name, text, MappingReader.parse(file, text));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

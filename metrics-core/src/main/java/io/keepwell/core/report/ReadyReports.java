package io.keepwell.core.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Ready-made reports, for whoever sets one up: each is a text of its own beside this class.
public final class ReadyReports {
    /// By name, in the order in which they are offered.
    public static final List<String> NAMES = List.of(
            "executive-monthly",
            "customer-success-weekly",
            "support-quality",
            "voice-of-the-customer",
            "renewals-ahead",
            "owner-portfolio",
            "board-quarter");

    private ReadyReports() {}

    /// All of them, without recipients.
    public static List<Report> all() {
        return NAMES.stream()
                .map(name -> ReportText.parse(new ReportId(name), text(name).orElseThrow(), false))
                .toList();
    }

    /// A ready-made report as it is written; empty where there is none of that name.
    public static Optional<String> text(String name) {
        if (!NAMES.contains(name)) {
            return Optional.empty();
        }
        try (InputStream text = ReadyReports.class.getResourceAsStream("ready/" + name + ".yaml")) {
            if (text == null) {
                throw new IllegalStateException("the text of " + name + " is missing");
            }
            return Optional.of(new String(text.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

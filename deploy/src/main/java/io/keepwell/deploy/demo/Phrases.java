package io.keepwell.deploy.demo;

import java.util.List;

/// What customers say.
final class Phrases {
    static final List<String> REASONS =
            List.of("price", "moved to competitor", "no longer needed", "missing feature", "service", "not given");
    static final List<String> GOALS = List.of("Whole team invited", "First automation live", "Monthly close in a day");

    /// A remark with what it is about.
    record Remark(String theme, String text) {}

    static final List<Remark> PRAISE = List.of(
            new Remark("support", "Support answers before I finish typing."),
            new Remark("ease of use", "It just works."),
            new Remark("value", "Saved us a day a week."),
            new Remark("onboarding", "Great onboarding, we were live in two weeks."),
            new Remark("reporting", "The new dashboards are a joy."),
            new Remark("integrations", "The connection to our shop took ten minutes."),
            new Remark("support", "A real person who knows our setup."),
            new Remark("ease of use", "Even our warehouse uses it without training."));
    static final List<Remark> BLAME = List.of(
            new Remark("price", "Too expensive for what we use."),
            new Remark("reporting", "Exports keep failing on large ranges."),
            new Remark("support", "Nobody answered our ticket for a week."),
            new Remark("reliability", "The last update broke our workflow."),
            new Remark("integrations", "We miss an integration with our ERP."),
            new Remark("ease of use", "Too many clicks for a simple change."),
            new Remark("price", "The new plan doubles what we pay for guests."));
    static final Remark OUTAGE = new Remark("reliability", "The outage in April cost us two working days.");

    private Phrases() {}
}

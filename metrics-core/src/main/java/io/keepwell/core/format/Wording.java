package io.keepwell.core.format;

import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.metric.query.Change;
import io.keepwell.core.report.Grid;
import io.keepwell.core.report.GridCell;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// What mail, plain text and PDF say in the same words. Public for the templates only.
public record Wording(Grid.Head head) {
    /// A change or a state with what it means.
    ///
    /// @param sign which way the figure went
    /// @param meaning in words, for those who don't see the colour; may be empty
    /// @param tone `better`, `worse`, `watch` or `calm`
    public record Chip(String sign, String text, String meaning, String tone) {}

    /// With the accounts that it is about, where these aren't all.
    public String title() {
        return head.title() + (head.accounts().isEmpty() ? "" : ", " + head.accounts());
    }

    public String firm() {
        return head.firm().name();
    }

    /// `October 2026`
    public String period() {
        return ValueFormat.period(head.period());
    }

    /// `1 Oct 2026 – 31 Oct 2026`
    public String days() {
        return ValueFormat.day(head.period().from()) + " – "
                + ValueFormat.day(head.period().to().minusDays(1));
    }

    public String zone() {
        return zoneId().getId();
    }

    /// On the zone's clocks: `2 Nov 2026, 07:00`.
    public String asOf() {
        return ValueFormat.moment(head.asOf(), zoneId());
    }

    private ZoneId zoneId() {
        return head.firm().zone().id();
    }

    /// A panel's title with what it comes to.
    static String title(Grid.Panel panel) {
        return panel.title()
                + panel.figure()
                        .map(headline -> ": " + headline.figure().text())
                        .orElse("");
    }

    /// A cell that is a change or a state; null for all others, as templates want it.
    public @Nullable Chip chip(GridCell cell) {
        return switch (cell) {
            case GridCell.Moved moved -> chip(moved);
            case GridCell.State(String label, GridCell.Tone tone) -> new Chip("●", label, "", id(tone));
            case GridCell.Amount _, GridCell.Words _, GridCell.Missing _ -> null;
        };
    }

    private static Chip chip(GridCell.Moved moved) {
        Change.Verdict verdict = moved.change().verdict();
        String tone = switch (verdict) {
            case BETTER -> "better";
            case WORSE -> "worse";
            case SAME, WITHIN_NOISE -> "calm";
        };
        return new Chip(moved.change().sign(), moved.text(), verdict.words(), tone);
    }

    private static String id(GridCell.Tone tone) {
        return switch (tone) {
            case BETTER -> "better";
            case WATCH -> "watch";
            case WORSE -> "worse";
            case CALM -> "calm";
        };
    }

    /// The colour of a row, as style sheets write it; empty for none.
    public String colour(Grid.Row row) {
        return row.colour().map(Look::of).map(Look::hex).orElse("");
    }

    /// What stands beside a change on a card: what it is against, and that it is no news where it is none.
    public String beside(GridCell cell, String since) {
        Chip chip = chip(cell);
        if (chip == null) {
            return "";
        }
        return since + (chip.tone().equals("calm") ? ", " + chip.meaning() : "");
    }
}

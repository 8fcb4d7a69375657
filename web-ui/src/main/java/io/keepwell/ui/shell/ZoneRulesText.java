package io.keepwell.ui.shell;

import io.keepwell.core.time.ReportingZone;
import io.keepwell.core.time.ZoneRulesVersion;
import java.util.Optional;

/// Which rules of time zones days go by, for the foot of every screen.
final class ZoneRulesText {
    private ZoneRulesText() {}

    /// @param stored by which the days of events were fixed; empty where nobody knows
    static String text(ZoneRulesVersion inUse, Optional<ZoneRulesVersion> stored) {
        return "Time zone rules " + inUse.name()
                + stored.filter(version -> !version.equals(inUse))
                        .map(version -> " · days stored by " + version.name())
                        .orElse("");
    }

    /// What that means.
    static String meaning(ReportingZone zone) {
        return "An event counts on the day that it was in " + zone.id().getId()
                + " when it was stored, by these rules. The administrator renews them: see keepwell firm days.";
    }
}

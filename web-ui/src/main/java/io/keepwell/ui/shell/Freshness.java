package io.keepwell.ui.shell;

import io.keepwell.core.metric.ValueFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/// How long ago something was: soon past in words, long past as a moment.
final class Freshness {
    private Freshness() {}

    static String text(Instant moment, Instant now, ZoneId zone) {
        Duration ago = Duration.between(moment, now);
        if (ago.toSeconds() < 60) {
            return Math.max(0, ago.toSeconds()) + " s ago";
        }
        if (ago.toMinutes() < 60) {
            return ago.toMinutes() + " min ago";
        }
        return ValueFormat.moment(moment, zone);
    }
}

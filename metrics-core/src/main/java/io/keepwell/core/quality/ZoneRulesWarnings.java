package io.keepwell.core.quality;

import io.keepwell.core.rollup.refresh.StoredZoneRules;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Warns in the log where the rules of time zones make days less sure than they look.
@Singleton
public final class ZoneRulesWarnings {
    private static final Logger LOG = LoggerFactory.getLogger(ZoneRulesWarnings.class);

    private final StoredZoneRules rules;

    public ZoneRulesWarnings(StoredZoneRules rules) {
        this.rules = rules;
    }

    /// For a service that has just started. It works on where nothing can be read.
    public void log() {
        try {
            rules.rules().warnings().forEach(warning -> LOG.warn("event=zone_rules warning=\"{}\"", warning));
        } catch (RuntimeException unread) {
            LOG.warn("event=zone_rules_unread", unread);
        }
    }
}

package io.keepwell.deploy.run;

import io.keepwell.core.audit.Audit;
import io.keepwell.core.rollup.refresh.RefreshStatus;
import io.keepwell.core.setting.Firm;
import io.keepwell.core.setting.Settings;
import io.keepwell.core.time.ZoneRulesVersion;
import io.keepwell.deploy.Failure;
import java.util.Optional;

/// The one rule of when a firm's zone and currency may still be said: `firm init` and `serve` go by it.
public final class SetFirm {
    private SetFirm() {}

    /// What the firm is; empty where nobody said it and no event was stored by what holds without being said.
    public static Optional<Firm> find(Settings settings, RefreshStatus status) {
        boolean used = status.refreshedUntil().isPresent() || status.waiting() > 0;
        return settings.isFirmSet() || used ? Optional.of(settings.firm()) : Optional.empty();
    }

    /// Writes down by which rules of time zones the days of the firm's events are fixed from now on, in the
    /// transaction that sets the firm.
    ///
    /// @param who set the firm
    public static void noteZoneRules(Settings settings, Audit audit, String who) {
        ZoneRulesVersion rules = ZoneRulesVersion.inUse();
        settings.put(rules);
        audit.write(who, "firm.zone_rules", "zone rules", "days are fixed by the rules of time zones " + rules.name());
    }

    /// @throws Failure where the wanted firm has other days or other money
    public static void refuseOtherDays(Firm before, Firm wanted) {
        if (!before.zone().equals(wanted.zone()) || !before.currency().equals(wanted.currency())) {
            throw new Failure("The firm's zone " + before.zone().id() + " and currency "
                    + before.currency().code()
                    + " can't be changed any more: events are stored by them. Where there are none yet, drop the schema,"
                    + " or start the data folder's own database with --fresh, and begin again.");
        }
    }
}

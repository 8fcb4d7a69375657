package io.keepwell.core.rollup.refresh;

import io.keepwell.core.database.Database;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.store.KeptFacts;
import io.keepwell.core.setting.Settings;
import io.keepwell.core.time.ReportingZone;
import io.keepwell.core.time.ZoneRulesVersion;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// By which rules of time zones the days of facts were fixed when they were stored.
@Singleton
public final class StoredZoneRules {
    private final Database database;
    private final Settings settings;
    private final Clock clock;

    StoredZoneRules(Database database, Settings settings, Clock clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    /// What there is to be said of the rules.
    ///
    /// @param inUse by this program
    /// @param stored by which the days of facts were fixed, as was written down last
    public record Rules(ZoneRulesVersion inUse, Optional<ZoneRulesVersion> stored, List<String> warnings) {
        public Rules {
            warnings = List.copyOf(warnings);
        }
    }

    /// The rules in use and stored, with what makes days less sure than they look. Goes through no facts.
    public Rules rules() {
        ZoneRulesVersion inUse = ZoneRulesVersion.inUse();
        Optional<ZoneRulesVersion> stored = settings.zoneRules();
        ReportingZone zone = settings.firm().zone();
        List<String> warnings = new ArrayList<>();
        if (inUse.isOlderThanAYear(zone.today(clock))) {
            warnings.add(
                    "The rules of time zones in use, " + inUse.name()
                            + ", are older than a year. Take a newer JDK, or name the lib/tzdb.dat of one in KEEPWELL_ZONE_RULES.");
        }
        stored.filter(version -> !version.equals(inUse))
                .ifPresent(version -> warnings.add("Days were stored by the rules of time zones " + version.name()
                        + ", and those in use are " + inUse.name()
                        + ": `keepwell firm days` says which events belong to another day in " + zone.id()
                        + ". Business hours and the hours at which reports are sent go by the same zone."));
        if (stored.isEmpty() && hasFacts()) {
            warnings.add("Days were stored by unknown rules of time zones, and those in use are " + inUse.name()
                    + ": `keepwell firm days` says which events belong to another day in " + zone.id()
                    + ", and with --apply writes the rules down.");
        }
        return new Rules(inUse, stored, warnings);
    }

    /// Writes down the rules in use where nobody knows by which rules days were fixed, and there are none yet:
    /// to be called before the first fact is taken in.
    public void noteFirstUse() {
        if (settings.zoneRules().isEmpty() && !hasFacts()) {
            database.run(_ -> settings.put(ZoneRulesVersion.inUse()));
        }
    }

    private boolean hasFacts() {
        return database.transaction(
                connection -> !KeptFacts.everKept(connection, FactTables.ALL).isEmpty());
    }
}

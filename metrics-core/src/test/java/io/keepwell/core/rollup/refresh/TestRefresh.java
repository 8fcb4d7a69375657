package io.keepwell.core.rollup.refresh;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.account.SliceDictionary;
import io.keepwell.core.database.Database;
import io.keepwell.core.identity.Claims;
import io.keepwell.core.ledger.CustomValueDictionary;
import io.keepwell.core.ledger.LedgerBuilder;
import io.keepwell.core.rollup.cell.UserDictionary;
import io.keepwell.core.setting.Settings;
import java.util.Collection;

/// Refreshers that aren't the platform's own.
public final class TestRefresh {
    private TestRefresh() {}

    /// With all ledger builders, and few facts in memory at once.
    public static Refresh reading(TestPlatform platform, int mostFacts) {
        return of(platform, platform.all(LedgerBuilder.class), mostFacts);
    }

    public static Refresh of(TestPlatform platform, Collection<LedgerBuilder> builders, int mostFacts) {
        return new Refresh(
                platform.get(Database.class),
                platform.get(SliceDictionary.class),
                platform.get(CustomValueDictionary.class),
                platform.get(UserDictionary.class),
                platform.get(Settings.class),
                builders,
                platform.get(Claims.class),
                mostFacts);
    }
}

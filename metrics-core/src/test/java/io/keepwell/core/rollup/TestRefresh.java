package io.keepwell.core.rollup;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.account.SliceDictionary;
import io.keepwell.core.database.Database;
import io.keepwell.core.identity.Claims;
import io.keepwell.core.ledger.Book;
import io.keepwell.core.ledger.DetailDictionary;
import io.keepwell.core.setting.Settings;
import java.util.Collection;

/// Refreshers that aren't the platform's own.
final class TestRefresh {
    private TestRefresh() {}

    /// With all books, and few facts in memory at once.
    static Refresh reading(TestPlatform platform, int mostFacts) {
        return of(platform, platform.all(Book.class), mostFacts);
    }

    static Refresh of(TestPlatform platform, Collection<Book> books, int mostFacts) {
        return new Refresh(
                platform.get(Database.class),
                platform.get(SliceDictionary.class),
                platform.get(DetailDictionary.class),
                platform.get(UserDictionary.class),
                platform.get(Settings.class),
                books,
                platform.get(Claims.class),
                mostFacts);
    }
}

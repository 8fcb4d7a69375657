package io.keepwell.core.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.suite.UsesDatabase;
import java.util.Map;
import org.junit.jupiter.api.Test;

@UsesDatabase
final class NeededOptionsTest {
    @Test
    void plain_address_of_a_service_gets_the_options_that_keepwell_needs() {
        TestDatabase database = TestDatabase.create();
        DatabaseUrl url = DatabaseUrl.parse(database.jdbcUrl());
        String plain = "jdbc:mysql://" + url.hosts() + "/" + url.database() + "?user="
                + url.options().get("user") + "&password=" + url.options().get("password");

        try (TestPlatform platform = TestPlatform.start(database, Map.of("keepwell.db.url", plain))) {
            assertThat(platform.rows("select @@time_zone, @@innodb_lock_wait_timeout"))
                    .containsExactly("+00:00 10");
        }
    }
}

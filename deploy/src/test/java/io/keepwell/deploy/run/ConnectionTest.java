package io.keepwell.deploy.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConnectionTest {
    private static final Connection DEMO = new Connection("127.0.0.1:1", "demo key", "jdbc:mysql://demo", "");
    private static final Connection OWN = new Connection("127.0.0.1:2", "own key", "jdbc:mysql://own", "");

    @Test
    void commands_find_the_demo_only_where_nothing_else_ever_ran(@TempDir Path data) {
        assertThat(Connection.find(data)).isEmpty();

        DEMO.write(data.resolve("demo"));
        assertThat(Connection.find(data)).contains(DEMO);

        OWN.write(data);
        assertThat(Connection.find(data)).contains(OWN);
    }
}

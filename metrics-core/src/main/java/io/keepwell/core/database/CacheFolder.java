package io.keepwell.core.database;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The folder for what Keepwell can fetch or make again: unpacked database servers and their trial data.
///
/// It is `KEEPWELL_CACHE` where that is set, else `keepwell` under `XDG_CACHE_HOME`, else
/// `~/.cache/keepwell`, else (for a user without a home) a folder of the user's own among the temporary
/// files. It is not created here.
public final class CacheFolder {
    private CacheFolder() {}

    public static Path path() {
        String own = environment("KEEPWELL_CACHE");
        if (own != null) {
            return Path.of(own).toAbsolutePath().normalize();
        }
        String shared = environment("XDG_CACHE_HOME");
        if (shared != null) {
            return Path.of(shared, "keepwell").toAbsolutePath().normalize();
        }
        Path home = Path.of(System.getProperty("user.home", "?"));
        if (home.isAbsolute() && Files.isWritable(home)) {
            return home.resolve(".cache", "keepwell");
        }
        return Path.of(System.getProperty("java.io.tmpdir", "/tmp"), "keepwell-" + System.getProperty("user.name"));
    }

    private static @Nullable String environment(String name) {
        String value = System.getenv(name);
        return value == null || value.isBlank() ? null : value;
    }
}

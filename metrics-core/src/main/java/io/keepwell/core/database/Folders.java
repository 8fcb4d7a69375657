package io.keepwell.core.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/// What the file system's own methods lack.
public final class Folders {
    private static final int SOCKET_PATH_LIMIT = 100;

    private Folders() {}

    /// Removes a folder with everything in it, following no links; one that doesn't exist is fine.
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException problem) throws IOException {
                if (problem != null) {
                    throw problem;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /// Where a server that keeps its data in a folder puts its Unix socket: into the folder, or among the
    /// temporary files where that path is longer than the 107 bytes which the system allows.
    public static Path socket(Path folder, String name) {
        Path near = folder.resolve(name);
        if (near.toString().getBytes(StandardCharsets.UTF_8).length <= SOCKET_PATH_LIMIT) {
            return near;
        }
        return Path.of(
                System.getProperty("java.io.tmpdir", "/tmp"),
                "keepwell-%x-%s".formatted(folder.toString().hashCode(), name));
    }

    static boolean isEmpty(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }
}

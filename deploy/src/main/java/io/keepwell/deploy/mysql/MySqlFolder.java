package io.keepwell.deploy.mysql;

import io.keepwell.deploy.Failure;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/// A server's folder: its data, port, logs, and the lock by which one command at a time works in it.
record MySqlFolder(Path path) {
    Path data() {
        return path.resolve("data");
    }

    Path serverLog() {
        return path.resolve("server.log");
    }

    Path pidFile() {
        return path.resolve("mysqld.pid");
    }

    /// @param log the name of the file that takes what the program says
    Process launch(List<String> command, String log) throws IOException {
        return new ProcessBuilder(command)
                .directory(path.toFile())
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(path.resolve(log).toFile())
                .start();
    }

    /// @param wished 0 for the port of the last time, if it is free, or any free one
    int port(int wished) throws IOException {
        if (wished != 0) {
            return wished;
        }
        Optional<Integer> kept = keptPort().filter(MySqlFolder::isFree);
        if (kept.isPresent()) {
            return kept.get();
        }
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// The port of the last time.
    Optional<Integer> keptPort() throws IOException {
        Path file = path.resolve("port");
        return Files.isRegularFile(file)
                ? Optional.of(Files.readString(file).strip())
                        .filter(text -> text.matches("[0-9]{1,5}"))
                        .map(Integer::valueOf)
                : Optional.empty();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    void keepPort(int port) throws IOException {
        Files.writeString(path.resolve("port"), port + "\n");
    }

    String lastError(String log) {
        Path file = path.resolve(log);
        try {
            List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
            return lines.stream()
                            .filter(line -> line.contains("[ERROR]"))
                            .findFirst()
                            .or(() -> lines.stream().reduce((_, last) -> last))
                            .orElse("it said nothing")
                    + " (all of it: " + file + ")";
        } catch (IOException e) {
            return "it left no log (%s)".formatted(e.getMessage());
        }
    }

    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    /// One command at a time: a second one waits, and then finds what the first has done.
    <T> T alone(Work<T> work) {
        try {
            Files.createDirectories(path);
            try (FileChannel channel = FileChannel.open(
                            path.resolve("keepwell.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var _ = channel.lock()) {
                return work.run();
            }
        } catch (IOException e) {
            throw new Failure("MySQL's folder %s can't be used: %s".formatted(path, e.getMessage()), e);
        }
    }
}

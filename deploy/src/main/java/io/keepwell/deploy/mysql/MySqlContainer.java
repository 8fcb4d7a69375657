package io.keepwell.deploy.mysql;

import io.keepwell.core.database.MachinePrograms;
import io.keepwell.core.database.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A server in a container of Docker.
///
/// @param name of the container and of the volume with its data
record MySqlContainer(String name, MySqlFolder folder) {
    private static final Duration LIMIT = Duration.ofMinutes(20);

    /// @param settings of the server
    /// @param rootPassword for its first start
    void start(MySqlSource.Docker docker, int port, List<String> settings, String rootPassword) throws IOException {
        String program = docker.program().toString();
        Files.writeString(mark(), name + "\n");
        Programs.ask(folder.path(), List.of(program, "rm", "--force", name), LIMIT);
        Path environment = folder.path().resolve("docker.env");
        PrivateFile.write(environment, "MYSQL_ROOT_PASSWORD=%s\nMYSQL_ROOT_HOST=%%\n".formatted(rootPassword));
        List<String> command = new ArrayList<>(List.of(
                program,
                "run",
                "--detach",
                "--name=" + name,
                "--publish=127.0.0.1:%d:3306".formatted(port),
                "--volume=%s:/var/lib/mysql".formatted(name),
                "--env-file=" + environment,
                docker.image(),
                "--mysqlx=OFF",
                "--local-infile=ON"));
        command.addAll(settings);
        try {
            Programs.run(folder.path(), command, LIMIT);
        } finally {
            Files.delete(environment);
        }
    }

    /// The Docker program, if it runs the container. It isn't asked on a machine where it never did.
    Optional<String> running() {
        return Files.exists(mark())
                ? MachinePrograms.find("docker").map(Path::toString).filter(this::runs)
                : Optional.empty();
    }

    boolean runs(String docker) {
        Programs.Answer answer = Programs.ask(
                null, List.of(docker, "inspect", "--format={{.State.Running}}", name), Duration.ofSeconds(20));
        return answer.isGood() && answer.text().strip().equals("true");
    }

    /// @return whether it ran
    boolean stop() {
        Optional<String> docker = running();
        docker.ifPresent(program -> Programs.run(folder.path(), List.of(program, "rm", "--force", name), LIMIT));
        return docker.isPresent();
    }

    void eraseData() {
        if (Files.exists(mark())) {
            MachinePrograms.find("docker")
                    .map(Path::toString)
                    .ifPresent(docker ->
                            Programs.ask(folder.path(), List.of(docker, "volume", "rm", "--force", name), LIMIT));
        }
    }

    /// Is there once the server ran in a container.
    private Path mark() {
        return folder.path().resolve("container");
    }
}

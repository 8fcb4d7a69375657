package io.keepwell.deploy.mysql;

import io.keepwell.core.database.Folders;
import io.keepwell.core.database.MachinePrograms;
import io.keepwell.deploy.Failure;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// MySQL from Debian's unstable suite, with all that it depends on down to the C library, so that it runs on
/// any Debian. The machine's apt fetches it and checks the signatures, with its own keys, from its own
/// mirror, but in a folder of its own: nothing is installed, and the machine's package lists stay as they
/// are.
final class DebianArchive {
    private static final String SUITE = "unstable";
    private static final List<String> WANTED = List.of("mysql-server-core", "mysql-client-core");
    private static final Pattern PACKAGE_NAME = Pattern.compile("[a-z0-9][a-z0-9+.-]*(:[a-z0-9]+)?");
    private static final Pattern LOADER_NAME = Pattern.compile("ld-linux[a-z0-9_-]*\\.so\\.[0-9]+");
    private static final Path CONFIGURATION = Path.of("/etc/apt");

    private DebianArchive() {}

    /// The unpacked folder, made at the first call; empty on a machine that isn't Debian's kin.
    static Optional<Path> unpacked(Path cache, PrintWriter progress) {
        Path home = cache.resolve("mysql-packages");
        if (Files.isDirectory(home)) {
            return Optional.of(home);
        }
        try {
            Optional<AptSource> mirror = AptSource.debian(CONFIGURATION);
            if (mirror.isEmpty()
                    || MachinePrograms.find("apt-get").isEmpty()
                    || MachinePrograms.find("dpkg-deb").isEmpty()) {
                return Optional.empty();
            }
            Path work = cache.resolve("mysql-packages.unfinished");
            Folders.delete(work);
            fetch(mirror.get(), work, progress);
            Files.move(work.resolve("root"), home, StandardCopyOption.ATOMIC_MOVE);
            Folders.delete(work);
            return Optional.of(home);
        } catch (IOException e) {
            throw new Failure("MySQL's packages can't be unpacked into %s: %s".formatted(home, e.getMessage()), e);
        }
    }

    /// The dynamic loader within an unpacked folder.
    static Path loader(Path folder) {
        try (Stream<Path> files = Files.walk(folder.resolve("usr/lib"), 2)) {
            return files.filter(file ->
                            LOADER_NAME.matcher(file.getFileName().toString()).matches())
                    .filter(Files::isRegularFile)
                    .findFirst()
                    .orElseThrow(() -> new Failure("%s lacks its dynamic loader: remove it".formatted(folder)));
        } catch (IOException e) {
            throw new Failure("%s can't be read: %s".formatted(folder, e.getMessage()), e);
        }
    }

    /// The names in what `apt-cache depends --recurse` says: they start a line; the rest is indented, and a
    /// virtual package stands in angle brackets.
    static List<String> packageNames(String answer) {
        return answer.lines()
                .filter(line -> PACKAGE_NAME.matcher(line).matches())
                .distinct()
                .toList();
    }

    private static void fetch(AptSource mirror, Path work, PrintWriter progress) throws IOException {
        Files.createDirectories(work.resolve("state/lists/partial"));
        Files.createDirectories(work.resolve("cache/archives/partial"));
        Path packages = Files.createDirectories(work.resolve("packages"));
        Path root = Files.createDirectories(work.resolve("root"));
        Files.createFile(work.resolve("status"));
        Files.writeString(work.resolve("mirror.sources"), mirror.paragraph(SUITE));

        progress.println("Fetching MySQL from Debian's packages (about 65 MB, once)…");
        Programs.run(work, apt("apt-get", work, List.of("update")), Duration.ofMinutes(10));
        List<String> depends = new ArrayList<>(List.of(
                "depends",
                "--recurse",
                "--no-recommends",
                "--no-suggests",
                "--no-conflicts",
                "--no-breaks",
                "--no-replaces",
                "--no-enhances"));
        depends.addAll(WANTED);
        List<String> names = packageNames(Programs.run(work, apt("apt-cache", work, depends), Duration.ofMinutes(2)));
        if (!names.containsAll(WANTED)) {
            throw new Failure("Debian's %s suite has no %s just now".formatted(SUITE, String.join(" and ", WANTED)));
        }
        List<String> download = new ArrayList<>(List.of("download"));
        download.addAll(names);
        Programs.run(packages, apt("apt-get", work, download), Duration.ofMinutes(30));
        for (Path file : files(packages)) {
            Programs.run(
                    work, List.of("dpkg-deb", "--extract", file.toString(), root.toString()), Duration.ofMinutes(5));
        }
    }

    /// apt in a world of its own: its state, its cache, one source, nothing installed.
    private static List<String> apt(String program, Path work, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(program));
        Stream.of(
                        "Dir::State=" + work.resolve("state"),
                        "Dir::State::status=" + work.resolve("status"),
                        "Dir::Cache=" + work.resolve("cache"),
                        "Dir::Etc::sourcelist=" + work.resolve("mirror.sources"),
                        "Dir::Etc::sourceparts=/dev/null",
                        "Dir::Etc::preferences=/dev/null",
                        "Dir::Etc::preferencesparts=/dev/null",
                        "Acquire::Languages=none",
                        "Acquire::Retries=3",
                        "APT::Architectures=" + architecture(),
                        "APT::Sandbox::User=" + System.getProperty("user.name"),
                        "APT::Update::Error-Mode=any")
                .forEach(option -> {
                    command.add("-o");
                    command.add(option);
                });
        command.addAll(arguments);
        return command;
    }

    private static String architecture() {
        return Programs.run(Path.of("/"), List.of("dpkg", "--print-architecture"), Duration.ofSeconds(20))
                .strip();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}

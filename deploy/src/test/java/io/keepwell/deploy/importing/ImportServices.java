package io.keepwell.deploy.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.deploy.run.TestServices;
import io.keepwell.deploy.run.TestServices.Said;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/// Services into which a test imports files, and the figures that come of them.
final class ImportServices implements AutoCloseable {
    private final TestServices services;

    private ImportServices(TestServices services) {
        this.services = services;
    }

    /// @param options of `serve`, besides those about places and ports
    static ImportServices start(String... options) throws IOException {
        return new ImportServices(TestServices.start(options));
    }

    /// Runs a command against these services.
    Said run(String... arguments) {
        return services.run(arguments);
    }

    void awaitFigures() {
        services.awaitFigures();
    }

    /// Imports files that are there already, and waits for the figures.
    Said imports(Path mappings, Path files) {
        Said said = services.run("import", "--json", mappings.toString(), files.toString());
        services.awaitFigures();
        return said;
    }

    /// Writes a mapping and a file into a folder, imports the file, and waits for the figures.
    ///
    /// @param name of the file; the mapping is `mapping.yaml`
    Said imports(Path folder, String mapping, String name, byte[] file) throws IOException {
        return imports(
                Files.writeString(folder.resolve("mapping.yaml"), mapping), Files.write(folder.resolve(name), file));
    }

    /// As above, a file `data.csv`.
    Said imports(Path folder, String mapping, String csv) throws IOException {
        return imports(folder, mapping, "data.csv", csv.getBytes(StandardCharsets.UTF_8));
    }

    /// What `query` says of a metric, as JSON.
    ///
    /// @param from first day
    /// @param to first day after the period
    String figure(String metric, String from, String to, String... more) {
        Said said = services.run(
                Stream.concat(Stream.of("query", metric, "--from", from, "--to", to, "--json"), Arrays.stream(more))
                        .toArray(String[]::new));
        assertThat(said.exitCode()).as(said.err()).isZero();
        return said.out();
    }

    @Override
    public void close() {
        services.close();
    }
}

package io.keepwell.deploy;

import io.keepwell.core.time.ZoneRulesVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.IVersionProvider;

/// The version of this build, as `--version` shows it.
final class Version implements IVersionProvider {
    Version() {}

    @Override
    public String[] getVersion() throws IOException {
        try (InputStream stream = Version.class.getResourceAsStream("version.txt")) {
            String version =
                    stream == null ? "unknown" : new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
            return new String[] {
                "keepwell " + version,
                "Java " + Runtime.version(),
                "Zone rules " + ZoneRulesVersion.inUse().name()
            };
        }
    }
}

package io.keepwell.deploy.run;

import io.keepwell.deploy.Failure;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Properties;

/// How commands on this machine reach the services that run on a data folder. Kept in the folder, readable by its
/// owner only.
///
/// @param target host and port for partners, by gRPC
/// @param key of the partner `command-line`
/// @param databaseUrl of the database, with user and password
/// @param certificate file of the ingestion service's certificate; empty where connections aren't encrypted
public record Connection(String target, String key, String databaseUrl, String certificate) {
    private static final String FILE = "connection.properties";
    private static final String TARGET = "target";
    private static final String KEY = "key";
    private static final String DATABASE_URL = "database-url";
    private static final String CERTIFICATE = "certificate";

    /// What the folder knows; empty where nothing ever ran on it.
    public static Optional<Connection> read(Path data) {
        Path file = data.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException problem) {
            throw new Failure("The file " + file + " can't be read: " + problem.getMessage(), problem);
        }
        String target = properties.getProperty(TARGET, "");
        String key = properties.getProperty(KEY, "");
        return Optional.of(new Connection(
                target, key, properties.getProperty(DATABASE_URL, ""), properties.getProperty(CERTIFICATE, "")));
    }

    /// What a command finds: what the folder knows, else the demo's folder in it; empty where neither ever ran.
    static Optional<Connection> find(Path data) {
        return read(data).or(() -> read(data.resolve(DataFolder.DEMO_IN_DEFAULT)));
    }

    void write(Path data) {
        Properties properties = new Properties();
        properties.setProperty(TARGET, target);
        properties.setProperty(KEY, key);
        properties.setProperty(DATABASE_URL, databaseUrl);
        properties.setProperty(CERTIFICATE, certificate);
        StringWriter text = new StringWriter();
        Path file = data.resolve(FILE);
        try {
            properties.store(text, null);
            Files.createDirectories(data);
            Path fresh = Files.createTempFile(
                    data,
                    "connection",
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, text.toString(), StandardOpenOption.TRUNCATE_EXISTING);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException problem) {
            throw new Failure("The file " + file + " can't be written: " + problem.getMessage(), problem);
        }
    }

    /// Without the secrets, so that it slips into no message.
    @Override
    public String toString() {
        return target;
    }
}

package io.keepwell.core.setting;

import io.keepwell.core.database.Database;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.HexFormat;

/// Random bytes that only the services of this installation know. All replicas know the same ones, for
/// ever.
@Singleton
public final class Secrets {
    private static final int BYTES = 32;

    private final Database database;
    private final SecureRandom random = new SecureRandom();

    public Secrets(Database database) {
        this.database = database;
    }

    /// The secret of a name, made when it is first asked for.
    ///
    /// @param name such as `stream.resume`
    /// @return 32 bytes
    public byte[] secret(String name) {
        byte[] fresh = new byte[BYTES];
        random.nextBytes(fresh);
        String setting = "secret." + name;
        return database.transaction(connection -> {
            // Whoever comes first makes it; everybody reads what was made.
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into setting (name, value) values (?, ?) on duplicate key update name = name")) {
                insert.setString(1, setting);
                insert.setString(2, HexFormat.of().formatHex(fresh));
                insert.executeUpdate();
            }
            try (PreparedStatement select = connection.prepareStatement("select value from setting where name = ?")) {
                select.setString(1, setting);
                try (ResultSet rows = select.executeQuery()) {
                    if (!rows.next()) {
                        throw new IllegalStateException("the setting " + setting + " vanished as it was made");
                    }
                    return HexFormat.of().parseHex(rows.getString(1));
                }
            }
        });
    }
}

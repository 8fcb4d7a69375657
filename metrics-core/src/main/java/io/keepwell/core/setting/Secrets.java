package io.keepwell.core.setting;

import io.keepwell.core.database.Database;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.HexFormat;

/// Random bytes that only the services of this installation know. All replicas know the same ones, for
/// ever.
@Singleton
public final class Secrets {
    private static final int BYTES = 32;

    private final Database database;
    private final SettingRepository settings;
    private final SecureRandom random = new SecureRandom();

    Secrets(Database database, SettingRepository settings) {
        this.database = database;
        this.settings = settings;
    }

    /// The secret of a name, made when it is first asked for.
    ///
    /// @param name such as `stream.resume`
    /// @return 32 bytes
    public byte[] secret(String name) {
        byte[] fresh = new byte[BYTES];
        random.nextBytes(fresh);
        String setting = "secret." + name;
        return database.transaction(_ -> {
            // Whoever comes first makes it; everybody reads what was made.
            settings.putFirst(new Setting(setting, HexFormat.of().formatHex(fresh)));
            return settings.findValueByName(setting)
                    .map(HexFormat.of()::parseHex)
                    .orElseThrow(
                            () -> new IllegalStateException("the setting " + setting + " vanished as it was made"));
        });
    }
}

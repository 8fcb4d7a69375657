package io.keepwell.core.access;

import io.keepwell.core.database.Database;
import io.keepwell.core.database.NumberSequence;
import io.keepwell.core.database.Sha256;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The keys by which partners are known. A key is 256 random bits behind the prefix `kw_`, so a plain SHA-256 keeps
/// it
/// safe
/// at rest; it is shown once.
@Singleton
public final class PartnerKeys {
    /// What every key begins with.
    public static final String PREFIX = "kw_";

    private static final int RANDOM_BYTES = 32;
    private static final int SHOWN_PREFIX = 11;

    private final Database database;
    private final NumberSequence partnerNumbers;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public PartnerKeys(Database database, Clock clock) {
        this.database = database;
        this.partnerNumbers = new NumberSequence(database, "partner", 1);
        this.clock = clock;
    }

    /// Whose key it is and what it allows.
    public record Grant(Partner partner, Set<Scope> scopes) {
        public Grant {
            scopes = Set.copyOf(scopes);
        }
    }

    /// What a presented key turned out to be.
    public sealed interface Check {
        record Valid(Grant grant) implements Check {}

        record Unknown() implements Check {}

        record Expired() implements Check {}

        record Revoked() implements Check {}
    }

    /// The partner of that name, created where there is none.
    public Partner partner(String name) {
        Optional<Partner> known = find(name);
        return known.orElseGet(() -> create(name));
    }

    /// A new key for the partner. The text is the only copy.
    public String issue(Partner partner, Set<Scope> scopes, Optional<Instant> expiresAt) {
        byte[] secret = new byte[RANDOM_BYTES];
        random.nextBytes(secret);
        String key = PREFIX + HexFormat.of().formatHex(secret);
        database.run(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into partner_key (key_hash, key_prefix, partner_id, scopes, created_at, expires_at)
                    values (?, ?, ?, ?, ?, ?)
                    """)) {
                insert.setBytes(1, Sha256.of(key));
                insert.setString(2, key.substring(0, SHOWN_PREFIX));
                insert.setInt(3, partner.id());
                insert.setString(4, scopes.stream().map(Scope::id).sorted().collect(Collectors.joining(",")));
                insert.setTimestamp(5, Timestamp.from(clock.instant()));
                insert.setTimestamp(6, expiresAt.map(Timestamp::from).orElse(null));
                insert.executeUpdate();
            }
        });
        return key;
    }

    public Check check(String key) {
        return database.transaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    select p.partner_id, p.name, k.scopes, k.expires_at, k.revoked_at
                    from partner_key k
                    join partner p on p.partner_id = k.partner_id
                    where k.key_hash = ?
                    """)) {
                select.setBytes(1, Sha256.of(key));
                try (ResultSet rows = select.executeQuery()) {
                    if (!rows.next()) {
                        return new Check.Unknown();
                    }
                    if (rows.getTimestamp("revoked_at") != null) {
                        return new Check.Revoked();
                    }
                    Timestamp expiry = rows.getTimestamp("expires_at");
                    if (expiry != null && !expiry.toInstant().isAfter(clock.instant())) {
                        return new Check.Expired();
                    }
                    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
                    Arrays.stream(rows.getString("scopes").split(","))
                            .flatMap(id -> Scope.parse(id).stream())
                            .forEach(scopes::add);
                    return new Check.Valid(
                            new Grant(new Partner(rows.getInt("partner_id"), rows.getString("name")), scopes));
                }
            }
        });
    }

    private Optional<Partner> find(String name) {
        return database.transaction(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("select partner_id from partner where name = ?")) {
                select.setString(1, name);
                try (ResultSet rows = select.executeQuery()) {
                    return rows.next() ? Optional.of(new Partner(rows.getInt(1), name)) : Optional.empty();
                }
            }
        });
    }

    private Partner create(String name) {
        Partner partner = new Partner(Math.toIntExact(partnerNumbers.next()), name);
        database.run(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into partner (partner_id, name, created_at) values (?, ?, ?)")) {
                insert.setInt(1, partner.id());
                insert.setString(2, name);
                insert.setTimestamp(3, Timestamp.from(clock.instant()));
                insert.executeUpdate();
            }
        });
        return partner;
    }
}

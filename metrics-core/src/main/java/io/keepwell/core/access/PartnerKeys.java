package io.keepwell.core.access;

import io.keepwell.core.database.Database;
import io.keepwell.core.database.NumberSequence;
import io.keepwell.core.database.Sha256;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The keys by which partners are known. A key is 256 random bits behind the prefix `kw_`, so a plain
/// SHA-256 keeps it safe at rest; it is shown once. Its first characters are its public id.
@Singleton
public final class PartnerKeys {
    /// What every key begins with, for people and secret scanners.
    public static final String PREFIX = "kw_";

    private static final int RANDOM_BYTES = 32;
    private static final String COLUMNS = """
            k.key_prefix, p.partner_id, p.name, k.label, k.scopes, k.created_at, k.expires_at, k.revoked_at,
            k.events_per_minute, k.bytes_per_minute, k.streams_at_once, k.certificate_sha256, k.rotated_from
            """;

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
    public record Grant(KeyId key, Partner partner, Set<Scope> scopes, KeyQuotas quotas) {
        public Grant {
            scopes = Set.copyOf(scopes);
        }

        public static Grant of(PartnerKey key) {
            return new Grant(
                    key.id(), key.partner(), key.terms().scopes(), key.terms().quotas());
        }
    }

    /// What a presented key turned out to be.
    public sealed interface Check {
        record Valid(Grant grant) implements Check {}

        record Unknown() implements Check {}

        record Expired() implements Check {}

        record Revoked() implements Check {}
    }

    /// Whether a text can be a key at all. What can't be needs no looking up.
    public static boolean isKey(String text) {
        return text.length() == PREFIX.length() + 2 * RANDOM_BYTES
                && text.startsWith(PREFIX)
                && text.chars().skip(PREFIX.length()).allMatch(PartnerKeys::isLowerHex);
    }

    private static boolean isLowerHex(int character) {
        return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'f');
    }

    /// The partner of that name, created where there is none.
    public Partner partner(String name) {
        return knownPartner(name).orElseGet(() -> create(name));
    }

    public Optional<Partner> knownPartner(String name) {
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

    /// All partners, by name.
    public List<Partner> partners() {
        return database.transaction(connection -> {
            try (PreparedStatement select =
                            connection.prepareStatement("select partner_id, name from partner order by name");
                    ResultSet rows = select.executeQuery()) {
                List<Partner> partners = new ArrayList<>();
                while (rows.next()) {
                    partners.add(new Partner(rows.getInt(1), rows.getString(2)));
                }
                return List.copyOf(partners);
            }
        });
    }

    /// The names of all partners, by number.
    public static Map<Integer, String> names(Connection connection) throws SQLException {
        Map<Integer, String> names = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement("select partner_id, name from partner");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                names.put(rows.getInt(1), rows.getString(2));
            }
        }
        return names;
    }

    /// A new key for the partner. The text is the only copy.
    public String issue(Partner partner, Set<Scope> scopes, Optional<Instant> expiresAt) {
        return issue(partner, new KeyTerms("", scopes, expiresAt, KeyQuotas.DEFAULT, Optional.empty()))
                .text();
    }

    /// A new key for the partner.
    ///
    /// @throws IllegalArgumentException where it would allow nothing
    public NewKey issue(Partner partner, KeyTerms terms) {
        if (terms.scopes().isEmpty()) {
            throw new IllegalArgumentException("A key without a scope allows nothing.");
        }
        NewKey fresh = generate(partner, terms, Optional.empty());
        database.run(connection -> insert(connection, fresh));
        return fresh;
    }

    /// A new key beside the old one, on the same terms but with this expiry and certificate. The old one
    /// expires after the overlap, or at its own end where that is sooner.
    ///
    /// @param overlap zero where the old key shall stop at once
    public Rotation rotate(
            KeyId id, Duration overlap, Optional<Instant> expiresAt, Optional<CertificateFingerprint> certificate) {
        return database.transaction(connection -> rotate(connection, id, overlap, expiresAt, certificate));
    }

    private Rotation rotate(
            Connection connection,
            KeyId id,
            Duration overlap,
            Optional<Instant> expiresAt,
            Optional<CertificateFingerprint> certificate)
            throws SQLException {
        Instant now = clock.instant();
        // Locks the key, so that of two rotations at once the second sees what the first did.
        Optional<PartnerKey> known = select(connection, "where k.key_prefix = ? for update", id.text()).stream()
                .findFirst();
        if (known.isEmpty()) {
            return new Rotation.NoSuchKey();
        }
        PartnerKey old = known.get();
        if (old.state(now) != PartnerKey.State.VALID) {
            return new Rotation.NotValid(old.state(now));
        }
        String before = old.rotatedFrom().map(KeyId::text).orElse("");
        Optional<PartnerKey> other =
                select(connection, "where k.rotated_from = ? or k.key_prefix = ?", id.text(), before).stream()
                        .filter(each -> each.state(now) == PartnerKey.State.VALID)
                        .findFirst();
        if (other.isPresent()) {
            return new Rotation.TwoAreValid(other.get().id());
        }
        KeyTerms terms = old.terms();
        NewKey fresh = generate(
                old.partner(),
                new KeyTerms(terms.label(), terms.scopes(), expiresAt, terms.quotas(), certificate),
                Optional.of(id));
        insert(connection, fresh);
        Instant until =
                terms.expiresAt().filter(end -> end.isBefore(now.plus(overlap))).orElse(now.plus(overlap));
        update(connection, "update partner_key set expires_at = ? where key_prefix = ?", until, id);
        return new Rotation.Rotated(fresh, until);
    }

    /// Ends a key's life. One that was revoked before stays so since then.
    ///
    /// @return the key as it is now; empty where there is none of that id
    public Optional<PartnerKey> revoke(KeyId id) {
        return database.transaction(connection -> {
            update(
                    connection,
                    "update partner_key set revoked_at = coalesce(revoked_at, ?) where key_prefix = ?",
                    clock.instant(),
                    id);
            return select(connection, "where k.key_prefix = ?", id.text()).stream()
                    .findFirst();
        });
    }

    /// All keys, valid or not, by partner and age.
    public List<PartnerKey> list() {
        return database.transaction(connection -> select(connection, "order by p.name, k.created_at, k.key_prefix"));
    }

    public Optional<PartnerKey> find(KeyId id) {
        return database.transaction(connection ->
                select(connection, "where k.key_prefix = ?", id.text()).stream().findFirst());
    }

    /// What a presented text is the key of, valid or not.
    public Optional<PartnerKey> lookUp(String key) {
        if (!isKey(key)) {
            return Optional.empty();
        }
        return database.transaction(connection -> select(connection, "where k.key_hash = ?", Sha256.of(key)).stream()
                .findFirst());
    }

    /// Looks a presented key up and says what it is now.
    public Check check(String key) {
        return lookUp(key)
                .<Check>map(known -> switch (known.state(clock.instant())) {
                    case VALID -> new Check.Valid(Grant.of(known));
                    case EXPIRED -> new Check.Expired();
                    case REVOKED -> new Check.Revoked();
                })
                .orElseGet(Check.Unknown::new);
    }

    private NewKey generate(Partner partner, KeyTerms terms, Optional<KeyId> rotatedFrom) {
        byte[] secret = new byte[RANDOM_BYTES];
        random.nextBytes(secret);
        String text = PREFIX + HexFormat.of().formatHex(secret);
        return new NewKey(
                new PartnerKey(KeyId.of(text), partner, terms, clock.instant(), Optional.empty(), rotatedFrom), text);
    }

    private static void insert(Connection connection, NewKey fresh) throws SQLException {
        PartnerKey key = fresh.key();
        KeyTerms terms = key.terms();
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into partner_key (
                    key_hash, key_prefix, partner_id, label, scopes, created_at, expires_at,
                    events_per_minute, bytes_per_minute, streams_at_once, certificate_sha256, rotated_from)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)) {
            insert.setBytes(1, Sha256.of(fresh.text()));
            insert.setString(2, key.id().text());
            insert.setInt(3, key.partner().id());
            insert.setString(4, terms.label());
            insert.setString(5, terms.scopes().stream().map(Scope::id).sorted().collect(Collectors.joining(",")));
            insert.setTimestamp(6, Timestamp.from(key.createdAt()));
            insert.setTimestamp(7, terms.expiresAt().map(Timestamp::from).orElse(null));
            insert.setObject(8, terms.quotas().eventsPerMinute().orElse(null), Types.BIGINT);
            insert.setObject(9, terms.quotas().bytesPerMinute().orElse(null), Types.BIGINT);
            insert.setObject(10, terms.quotas().streamsAtOnce().orElse(null), Types.INTEGER);
            insert.setBytes(
                    11, terms.certificate().map(CertificateFingerprint::bytes).orElse(null));
            insert.setString(12, key.rotatedFrom().map(KeyId::text).orElse(null));
            insert.executeUpdate();
        }
    }

    private static void update(Connection connection, String sql, Instant moment, KeyId id) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setTimestamp(1, Timestamp.from(moment));
            update.setString(2, id.text());
            update.executeUpdate();
        }
    }

    private static List<PartnerKey> select(Connection connection, String ending, Object... parameters)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select " + COLUMNS + " from partner_key k join partner p on p.partner_id = k.partner_id " + ending)) {
            for (int i = 0; i < parameters.length; i++) {
                select.setObject(i + 1, parameters[i]);
            }
            try (ResultSet rows = select.executeQuery()) {
                List<PartnerKey> keys = new ArrayList<>();
                while (rows.next()) {
                    keys.add(key(rows));
                }
                return keys;
            }
        }
    }

    private static PartnerKey key(ResultSet row) throws SQLException {
        Set<Scope> scopes = Arrays.stream(row.getString("scopes").split(",", -1))
                .flatMap(id -> Scope.parse(id).stream())
                .collect(Collectors.toUnmodifiableSet());
        KeyQuotas quotas = new KeyQuotas(
                Optional.ofNullable(row.getObject("events_per_minute", Long.class)),
                Optional.ofNullable(row.getObject("bytes_per_minute", Long.class)),
                Optional.ofNullable(row.getObject("streams_at_once", Integer.class)));
        KeyTerms terms = new KeyTerms(
                row.getString("label"),
                scopes,
                moment(row.getTimestamp("expires_at")),
                quotas,
                Optional.ofNullable(row.getBytes("certificate_sha256")).map(CertificateFingerprint::ofSha256));
        return new PartnerKey(
                new KeyId(row.getString("key_prefix")),
                new Partner(row.getInt("partner_id"), row.getString("name")),
                terms,
                row.getTimestamp("created_at").toInstant(),
                moment(row.getTimestamp("revoked_at")),
                Optional.ofNullable(row.getString("rotated_from")).map(KeyId::new));
    }

    private static Optional<Instant> moment(@Nullable Timestamp timestamp) {
        return Optional.ofNullable(timestamp).map(Timestamp::toInstant);
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

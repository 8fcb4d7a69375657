package io.keepwell.core.access;

import io.keepwell.core.database.Database;
import io.keepwell.core.database.NumberSequence;
import io.keepwell.core.database.Sha256;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The keys by which partners are known. A key is 256 random bits behind the prefix `kw_`, so a plain
/// SHA-256 keeps it safe at rest; it is shown once. Its first characters are its public id.
@Singleton
public final class PartnerKeys {
    /// What every key begins with, for people and secret scanners.
    public static final String PREFIX = "kw_";

    private static final int RANDOM_BYTES = 32;

    private final Database database;
    private final PartnerRepository partners;
    private final PartnerKeyRepository keys;
    private final NumberSequence partnerNumbers;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    PartnerKeys(Database database, PartnerRepository partners, PartnerKeyRepository keys, Clock clock) {
        this.database = database;
        this.partners = partners;
        this.keys = keys;
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
        return database.transaction(_ -> partners.findByName(name)).map(PartnerRow::partner);
    }

    /// All partners, by name.
    public List<Partner> partners() {
        return database.transaction(_ -> partners.findAllOrderByName()).stream()
                .map(PartnerRow::partner)
                .toList();
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
        database.run(_ -> keys.save(PartnerKeyRow.of(fresh)));
        return fresh;
    }

    /// A new key beside the old one, on the same terms but with this expiry and certificate. The old one
    /// expires after the overlap, or at its own end where that is sooner.
    ///
    /// @param overlap zero where the old key shall stop at once
    public Rotation rotate(
            KeyId id, Duration overlap, Optional<Instant> expiresAt, Optional<CertificateFingerprint> certificate) {
        return database.transaction(_ -> rotateNow(id, overlap, expiresAt, certificate));
    }

    private Rotation rotateNow(
            KeyId id, Duration overlap, Optional<Instant> expiresAt, Optional<CertificateFingerprint> certificate) {
        Instant now = clock.instant();
        // Locks the key, so that of two rotations at once the second sees what the first did.
        Optional<PartnerKey> known = keys.findByKeyPrefixForUpdate(id.text()).map(PartnerKeyRow::key);
        if (known.isEmpty()) {
            return new Rotation.NoSuchKey();
        }
        PartnerKey old = known.get();
        if (old.state(now) != PartnerKey.State.VALID) {
            return new Rotation.NotValid(old.state(now));
        }
        String before = old.rotatedFrom().map(KeyId::text).orElse("");
        Optional<PartnerKey> other = keys.findByRotatedFromOrKeyPrefix(id.text(), before).stream()
                .map(PartnerKeyRow::key)
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
        keys.save(PartnerKeyRow.of(fresh));
        Instant until =
                terms.expiresAt().filter(end -> end.isBefore(now.plus(overlap))).orElse(now.plus(overlap));
        keys.updateByKeyPrefix(id.text(), until);
        return new Rotation.Rotated(fresh, until);
    }

    /// Ends a key's life. One that was revoked before stays so since then.
    ///
    /// @return the key as it is now; empty where there is none of that id
    public Optional<PartnerKey> revoke(KeyId id) {
        return database.transaction(_ -> {
            keys.revoke(id.text(), clock.instant());
            return keys.findByKeyPrefix(id.text()).map(PartnerKeyRow::key);
        });
    }

    /// All keys, valid or not, by partner and age.
    public List<PartnerKey> list() {
        return database.transaction(_ -> keys.findAllOrderByPartnerNameAndCreatedAtAndKeyPrefix()).stream()
                .map(PartnerKeyRow::key)
                .toList();
    }

    public Optional<PartnerKey> find(KeyId id) {
        return database.transaction(_ -> keys.findByKeyPrefix(id.text())).map(PartnerKeyRow::key);
    }

    /// What a presented text is the key of, valid or not.
    public Optional<PartnerKey> lookUp(String key) {
        if (!isKey(key)) {
            return Optional.empty();
        }
        return database.transaction(_ -> keys.findByKeyHash(Sha256.of(key))).map(PartnerKeyRow::key);
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

    private Partner create(String name) {
        PartnerRow row = new PartnerRow(Math.toIntExact(partnerNumbers.next()), name, clock.instant());
        database.run(_ -> partners.save(row));
        return row.partner();
    }
}

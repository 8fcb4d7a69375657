package io.keepwell.core.access;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.keepwell.core.audit.Audit;
import io.keepwell.core.database.Database;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The people who may sign in to the web UI. Passwords are kept as Argon2id. Who changed what is kept in the audit
/// trail, under the subject `staff` and the mail address.
@Singleton
public final class Staff {
    /// Characters of a password that a person chooses, at least and at most.
    public static final int SHORTEST_PASSWORD = 12;

    public static final int LONGEST_PASSWORD = 200;
    /// Characters of a mail address.
    public static final int LONGEST_EMAIL = 190;

    private static final Argon2Function ARGON2 = Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID);
    private static final int RANDOM_BYTES = 15;

    /// Checked against where nobody has the address, so that the time taken tells nothing.
    private static final String NOBODY =
            Password.hash("nobody").addRandomSalt().with(ARGON2).getResult();

    private final Database database;
    private final StaffRepository staff;
    private final Audit audit;
    private final Clock clock;

    Staff(Database database, StaffRepository staff, Audit audit, Clock clock) {
        this.database = database;
        this.staff = staff;
        this.audit = audit;
        this.clock = clock;
    }

    /// A password that nobody can guess: 20 letters, digits, hyphens and underscores.
    public static String randomPassword() {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /// Adds somebody, or lets somebody in again who was disabled, with the name, role and password given.
    ///
    /// @param who adds them
    /// @return false, with nothing changed, where somebody may sign in with the address already
    public boolean add(String who, StaffMember member, String password) {
        String hash = hash(password);
        return database.transaction(_ -> {
            Optional<StaffEntry> known = lock(member.email());
            if (known.filter(StaffEntry::isEnabled).isPresent()) {
                return false;
            }
            staff.put(new StaffRow(member.email(), member.name(), hash, member.role(), now(), null, null));
            String detail = "%s, %s%s"
                    .formatted(
                            member.name(),
                            member.role().name().toLowerCase(Locale.ROOT),
                            known.isPresent() ? ", after having been disabled" : "");
            audit.write(who, "staff.add", subject(member.email()), detail);
            return true;
        });
    }

    /// Gives somebody another password. Whoever is signed in as them has to do so again.
    ///
    /// @return false, with nothing changed, where nobody may sign in with the address
    public boolean setPassword(String who, String email, String password) {
        String hash = hash(password);
        return database.transaction(_ -> {
            if (lock(email).filter(StaffEntry::isEnabled).isEmpty()) {
                return false;
            }
            staff.updateByEmail(email, hash, now());
            audit.write(who, "staff.password", subject(email), "another password");
            return true;
        });
    }

    /// Lets somebody sign in no more; where they are signed in, that ends with the next screen or file they ask for.
    ///
    /// @return how they stand now; empty where nobody was ever added with the address
    public Optional<StaffEntry> disable(String who, String email) {
        return database.transaction(_ -> {
            Optional<StaffEntry> known = lock(email);
            if (known.filter(StaffEntry::isEnabled).isEmpty()) {
                return known;
            }
            Instant now = now();
            staff.updateByEmail(email, now);
            audit.write(who, "staff.disable", subject(email), "");
            return known.map(entry -> new StaffEntry(entry.member(), entry.addedAt(), Optional.of(now)));
        });
    }

    /// Everybody who may sign in or might once, by address.
    public List<StaffEntry> list() {
        return database.transaction(_ -> staff.findAllOrderByEmail()).stream()
                .map(StaffRow::entry)
                .toList();
    }

    /// Whether nobody was ever added.
    public boolean isEmpty() {
        return database.transaction(_ -> staff.count()) == 0;
    }

    /// The staff member, where address and password are right. Takes about as long where they are not, and where the
    /// person is disabled.
    public Optional<StaffMember> signIn(String email, String password) {
        String address = email.strip().toLowerCase(Locale.ROOT);
        Optional<StaffRow> row = enabled(address);
        boolean right = Password.check(password, row.map(StaffRow::passwordHash).orElse(NOBODY))
                .with(ARGON2);
        return right ? row.map(StaffRow::member) : Optional.empty();
    }

    /// Whether somebody who signed in at a moment still may go on: not disabled since, nor given another password.
    public boolean mayGoOn(String email, Instant signedInAt) {
        return enabled(email)
                .filter(row -> row.signInsFrom() == null || !row.signInsFrom().isAfter(signedInAt))
                .isPresent();
    }

    private Optional<StaffRow> enabled(String email) {
        return database.transaction(_ -> staff.findByEmailAndDisabledAtIsNull(email));
    }

    private Optional<StaffEntry> lock(String email) {
        return staff.findByEmailForUpdate(email).map(StaffRow::entry);
    }

    private static String hash(String password) {
        return Password.hash(password).addRandomSalt().with(ARGON2).getResult();
    }

    /// As exact as it is kept.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static String subject(String email) {
        return "staff " + email;
    }
}

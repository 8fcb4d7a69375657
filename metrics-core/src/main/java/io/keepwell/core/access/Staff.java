package io.keepwell.core.access;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.keepwell.core.audit.Audit;
import io.keepwell.core.database.Database;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
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
    private final Audit audit;
    private final Clock clock;

    public Staff(Database database, Audit audit, Clock clock) {
        this.database = database;
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
        return database.transaction(connection -> {
            Optional<StaffEntry> known = lock(connection, member.email());
            if (known.filter(StaffEntry::isEnabled).isPresent()) {
                return false;
            }
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into staff (email, name, password_hash, role, created_at)
                    values (?, ?, ?, ?, ?)
                    on duplicate key update
                        name = values(name),
                        password_hash = values(password_hash),
                        role = values(role),
                        disabled_at = null,
                        sign_ins_from = values(created_at)
                    """)) {
                insert.setString(1, member.email());
                insert.setString(2, member.name());
                insert.setString(3, hash);
                insert.setString(4, member.role().name());
                insert.setTimestamp(5, Timestamp.from(now()));
                insert.executeUpdate();
            }
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
        return database.transaction(connection -> {
            if (lock(connection, email).filter(StaffEntry::isEnabled).isEmpty()) {
                return false;
            }
            try (PreparedStatement update = connection.prepareStatement(
                    "update staff set password_hash = ?, sign_ins_from = ? where email = ?")) {
                update.setString(1, hash);
                update.setTimestamp(2, Timestamp.from(now()));
                update.setString(3, email);
                update.executeUpdate();
            }
            audit.write(who, "staff.password", subject(email), "another password");
            return true;
        });
    }

    /// Lets somebody sign in no more; where they are signed in, that ends with the next screen or file they ask for.
    ///
    /// @return how they stand now; empty where nobody was ever added with the address
    public Optional<StaffEntry> disable(String who, String email) {
        return database.transaction(connection -> {
            Optional<StaffEntry> known = lock(connection, email);
            if (known.filter(StaffEntry::isEnabled).isEmpty()) {
                return known;
            }
            Instant now = now();
            try (PreparedStatement update =
                    connection.prepareStatement("update staff set disabled_at = ? where email = ?")) {
                update.setTimestamp(1, Timestamp.from(now));
                update.setString(2, email);
                update.executeUpdate();
            }
            audit.write(who, "staff.disable", subject(email), "");
            return known.map(entry -> new StaffEntry(entry.member(), entry.addedAt(), Optional.of(now)));
        });
    }

    /// Everybody who may sign in or might once, by address.
    public List<StaffEntry> list() {
        return database.transaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select email, name, role, created_at, disabled_at from staff order by email")) {
                return entries(select);
            }
        });
    }

    /// Whether nobody was ever added.
    public boolean isEmpty() {
        return database.transaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement("select 1 from staff limit 1");
                    ResultSet rows = select.executeQuery()) {
                return !rows.next();
            }
        });
    }

    /// The staff member, where address and password are right. Takes about as long where they are not, and where the
    /// person is disabled.
    public Optional<StaffMember> signIn(String email, String password) {
        record Row(StaffMember member, String hash) {}
        String address = email.strip().toLowerCase(Locale.ROOT);
        Optional<Row> row = database.transaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select name, role, password_hash from staff where email = ? and disabled_at is null")) {
                select.setString(1, address);
                try (ResultSet rows = select.executeQuery()) {
                    return rows.next()
                            ? Optional.of(new Row(
                                    new StaffMember(
                                            address, rows.getString(1), StaffMember.Role.valueOf(rows.getString(2))),
                                    rows.getString(3)))
                            : Optional.empty();
                }
            }
        });
        boolean right =
                Password.check(password, row.map(Row::hash).orElse(NOBODY)).with(ARGON2);
        return right ? row.map(Row::member) : Optional.empty();
    }

    /// Whether somebody who signed in at a moment still may go on: not disabled since, nor given another password.
    public boolean mayGoOn(String email, Instant signedInAt) {
        return database.transaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    select 1
                    from staff
                    where email = ?
                        and disabled_at is null
                        and (sign_ins_from is null or sign_ins_from <= ?)
                    """)) {
                select.setString(1, email);
                select.setTimestamp(2, Timestamp.from(signedInAt));
                try (ResultSet rows = select.executeQuery()) {
                    return rows.next();
                }
            }
        });
    }

    private static Optional<StaffEntry> lock(Connection connection, String email) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select email, name, role, created_at, disabled_at from staff where email = ? for update")) {
            select.setString(1, email);
            return entries(select).stream().findFirst();
        }
    }

    private static List<StaffEntry> entries(PreparedStatement select) throws SQLException {
        List<StaffEntry> entries = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                entries.add(new StaffEntry(
                        new StaffMember(
                                rows.getString(1), rows.getString(2), StaffMember.Role.valueOf(rows.getString(3))),
                        rows.getTimestamp(4).toInstant(),
                        Optional.ofNullable(rows.getTimestamp(5)).map(Timestamp::toInstant)));
            }
        }
        return List.copyOf(entries);
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

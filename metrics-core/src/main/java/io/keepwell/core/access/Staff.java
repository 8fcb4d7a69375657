package io.keepwell.core.access;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.keepwell.core.database.Database;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;

/// The people who may sign in to the web UI. Passwords are kept as Argon2id.
@Singleton
public final class Staff {
    private static final Argon2Function ARGON2 = Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID);

    /// Checked against where nobody has the address, so that the time taken tells nothing.
    private static final String NOBODY =
            Password.hash("nobody").addRandomSalt().with(ARGON2).getResult();

    private final Database database;
    private final Clock clock;

    public Staff(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Adds somebody, or gives somebody known a new name, role and password.
    public void put(StaffMember member, String password) {
        String hash = Password.hash(password).addRandomSalt().with(ARGON2).getResult();
        database.run(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into staff (email, name, password_hash, role, created_at)
                    values (?, ?, ?, ?, ?)
                    on duplicate key update
                        name = values(name),
                        password_hash = values(password_hash),
                        role = values(role)
                    """)) {
                insert.setString(1, member.email());
                insert.setString(2, member.name());
                insert.setString(3, hash);
                insert.setString(4, member.role().name());
                insert.setTimestamp(5, Timestamp.from(clock.instant()));
                insert.executeUpdate();
            }
        });
    }

    public boolean isEmpty() {
        return database.transaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement("select 1 from staff limit 1");
                    ResultSet rows = select.executeQuery()) {
                return !rows.next();
            }
        });
    }

    /// The staff member, where address and password are right. Takes about as long where they are not.
    public Optional<StaffMember> signIn(String email, String password) {
        record Row(StaffMember member, String hash) {}
        String address = email.strip().toLowerCase(Locale.ROOT);
        Optional<Row> row = database.transaction(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("select name, role, password_hash from staff where email = ?")) {
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
}

package io.keepwell.core.rollup.cell;

import io.keepwell.core.database.BulkLoad;
import io.keepwell.core.database.Database;
import io.keepwell.core.database.InList;
import io.keepwell.core.database.LoadRow;
import io.keepwell.core.database.NumberSequence;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Dense numbers for the users of accounts, so that sets of them are small. A user once numbered keeps
/// the number.
@Singleton
public final class UserDictionary {
    private static final int NUMBERS_A_BLOCK = 1_000;
    private static final int MOST_REMEMBERED = 200_000;

    private final Database database;
    private final NumberSequence numbers;
    private final BulkLoad load =
            new BulkLoad("product_user", List.of("product_user", "account", "user_id"), List.of());
    private final Map<User, Integer> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<User, Integer> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    public UserDictionary(Database database) {
        this.database = database;
        this.numbers = new NumberSequence(database, "product_user", NUMBERS_A_BLOCK);
    }

    /// @param id as the partner names the user within the account
    public record User(int account, String id) {}

    /// The numbers of the users, given now where they had none, in transactions of their own.
    public synchronized Map<User, Integer> numbers(Set<User> users) {
        Map<User, Integer> found = new HashMap<>();
        List<User> unknown = new ArrayList<>();
        for (User user : users) {
            Optional.ofNullable(remembered.get(user))
                    .ifPresentOrElse(number -> found.put(user, number), () -> unknown.add(user));
        }
        for (List<User> piece : InList.pieces(unknown)) {
            Map<User, Integer> stored = stored(piece);
            found.putAll(stored);
            remembered.putAll(stored);
        }
        return found;
    }

    /// The users with the numbers.
    public Map<Integer, User> users(Collection<Integer> userNumbers) {
        Map<Integer, User> found = new HashMap<>();
        for (List<Integer> piece : InList.pieces(userNumbers)) {
            database.run(connection -> readUsers(connection, piece, found));
        }
        return found;
    }

    private static void readUsers(Connection connection, List<Integer> piece, Map<Integer, User> found)
            throws SQLException {
        // index: primary (product_user)
        try (PreparedStatement select = connection.prepareStatement(
                "select product_user, account, user_id from product_user where product_user in "
                        + InList.marks(piece))) {
            var _ = InList.set(select, 1, piece);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.put(rows.getInt(1), new User(rows.getInt(2), rows.getString(3)));
                }
            }
        }
    }

    private Map<User, Integer> stored(List<User> users) {
        Set<User> fresh = new HashSet<>(users);
        fresh.removeAll(
                database.transaction(connection -> read(connection, users)).keySet());
        if (!fresh.isEmpty()) {
            database.run(connection -> load.insertNew(
                    connection,
                    fresh.stream()
                            .map(user -> new LoadRow()
                                    .number(numbers.next())
                                    .number(user.account())
                                    .text(user.id()))
                            .toList()));
        }
        return database.transaction(connection -> read(connection, users));
    }

    private static Map<User, Integer> read(Connection connection, Collection<User> users) throws SQLException {
        String marks = users.stream().map(_ -> "(?, ?)").collect(Collectors.joining(", "));
        // index: user_of_account
        try (PreparedStatement select = connection.prepareStatement(
                "select account, user_id, product_user from product_user where (account, user_id) in (" + marks
                        + ")")) {
            int index = 1;
            for (User user : users) {
                select.setInt(index++, user.account());
                select.setString(index++, user.id());
            }
            Map<User, Integer> numbers = new HashMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    numbers.put(new User(rows.getInt(1), rows.getString(2)), rows.getInt(3));
                }
            }
            return numbers;
        }
    }
}

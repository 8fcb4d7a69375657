package io.keepwell.core.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;

/// Hands out numbers that are never handed out again, by any process. Takes them from the schema in blocks, each in a
/// transaction of its own; numbers of a block that is not used up are lost.
public final class NumberSequence {
    private final Database database;
    private final String name;
    private final int block;
    private final ReentrantLock lock = new ReentrantLock();
    private long next;
    private long end;

    public NumberSequence(Database database, String name, int block) {
        this.database = database;
        this.name = name;
        this.block = block;
    }

    public long next() {
        lock.lock();
        try {
            if (next == end) {
                next = database.transaction(this::takeBlock);
                end = next + block;
            }
            return next++;
        } finally {
            lock.unlock();
        }
    }

    private long takeBlock(Connection connection) throws SQLException {
        long first;
        try (PreparedStatement select =
                connection.prepareStatement("select next_number from number_sequence where name = ? for update")) {
            select.setString(1, name);
            try (ResultSet rows = select.executeQuery()) {
                if (!rows.next()) {
                    throw new IllegalStateException("the schema has no sequence named " + name);
                }
                first = rows.getLong(1);
            }
        }
        try (PreparedStatement update =
                connection.prepareStatement("update number_sequence set next_number = ? where name = ?")) {
            update.setLong(1, first + block);
            update.setString(2, name);
            update.executeUpdate();
        }
        return first;
    }
}

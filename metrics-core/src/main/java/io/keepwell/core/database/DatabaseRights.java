package io.keepwell.core.database;

import java.util.List;

/// What a database user must be granted: rights on one schema, and none on the server. docs/operations.md says the same
/// in statements; a test holds the two together.
public enum DatabaseRights {
    /// To run the services on a schema that is at their version.
    SERVICES("select, insert, update, delete"),
    /// To bring the schema to another version as well: `migrate`, and `serve`, which migrates when it starts.
    MIGRATION("select, insert, update, delete, create, alter, drop");

    private final String privileges;

    DatabaseRights(String privileges) {
        this.privileges = privileges;
    }

    /// Lower case, as in a statement.
    public List<String> privileges() {
        return List.of(privileges.split(", "));
    }

    /// The statement that grants them.
    ///
    /// @param schema its name, or a pattern: `_` and `%` are wildcards unless a backslash stands before them
    /// @param account such as `'keepwell'@'%'`
    public String grant(String schema, String account) {
        return "grant %s on `%s`.* to %s".formatted(privileges, schema, account);
    }
}

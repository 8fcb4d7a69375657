package io.keepwell.deploy.chaos;

import java.util.Locale;

/// What is done to the services while they work.
enum Fault {
    /// The service is asked to stop, as for a new version, and answers what it has taken.
    STOP_SERVICE,
    /// The service's process is ended at once.
    KILL_SERVICE,
    /// The database's process is ended at once.
    KILL_DATABASE,
    /// Both at the same moment.
    KILL_BOTH,
    /// Connections of partners end.
    CUT_PARTNERS,
    /// Connections of partners end in the middle of a message.
    CUT_PARTNERS_WITHIN_MESSAGE,
    /// What the service answers next is lost, and the connections end.
    LOSE_ANSWERS,
    /// Connections of partners seem open for a while, but nothing comes through; then they end.
    SILENCE_PARTNERS,
    /// Connections to the database end.
    CUT_DATABASE,
    /// Connections to the database end in the middle of a message.
    CUT_DATABASE_WITHIN_MESSAGE,
    /// What the database answers next, such as to a commit, is lost, and the connections end.
    LOSE_DATABASE_ANSWERS,
    /// Connections to the database seem open for a while, but nothing comes through; then they end.
    SILENCE_DATABASE,
    /// The database answers late, as with a slow disk.
    SLOW_DATABASE;

    /// For people and programs, such as `kill_service`.
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package io.keepwell.core.access;

/// Somebody of the firm who may sign in to the web UI.
///
/// @param email what they sign in with, lower case
public record StaffMember(String email, String name, Role role) {
    /// What a staff member may do.
    public enum Role {
        /// See everything, change nothing.
        VIEWER,
        /// Also send reports and change settings.
        ADMIN
    }
}

package io.keepwell.ui.access;

import com.vaadin.flow.server.VaadinSession;
import io.keepwell.core.access.StaffMember;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Who is signed in with this browser, and since when.
public record SignedIn(StaffMember member, Instant since) {
    /// Even somebody who never pauses signs in again after this.
    static final Duration LONGEST = Duration.ofHours(12);

    /// Who is signed in with the browser that is being served; empty for nobody.
    public static Optional<SignedIn> current() {
        return Optional.ofNullable(VaadinSession.getCurrent()).map(session -> session.getAttribute(SignedIn.class));
    }

    /// Whether somebody is signed in with a browser, and hasn't been for too long.
    public static boolean holds(VaadinSession session, Instant now) {
        session.lock();
        try {
            SignedIn person = session.getAttribute(SignedIn.class);
            return person != null && person.holdsAt(now);
        } finally {
            session.unlock();
        }
    }

    void remember(VaadinSession session) {
        session.setAttribute(SignedIn.class, this);
    }

    boolean holdsAt(Instant now) {
        return now.isBefore(since.plus(LONGEST));
    }
}

package io.keepwell.ui.access;

import com.vaadin.flow.server.VaadinSession;
import io.keepwell.core.access.Staff;
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

    /// Whether somebody is signed in with a browser, hasn't been for too long, and still may.
    public static boolean holds(VaadinSession session, Instant now, Staff staff) {
        session.lock();
        SignedIn person;
        try {
            person = session.getAttribute(SignedIn.class);
        } finally {
            session.unlock();
        }
        return person != null && person.holdsAt(now, staff);
    }

    void remember(VaadinSession session) {
        session.setAttribute(SignedIn.class, this);
    }

    /// Looks it up each time, so that whoever is disabled is out with the next screen.
    boolean holdsAt(Instant now, Staff staff) {
        return now.isBefore(since.plus(LONGEST)) && staff.mayGoOn(member.email(), since);
    }
}

package io.keepwell.ui.access;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import io.keepwell.core.access.Staff;
import jakarta.inject.Singleton;
import java.time.Clock;

/// Lets nobody see any screen but the sign-in before they have signed in; afterwards they get where they wanted to
/// go.
@Singleton
final class SignInGuard implements VaadinServiceInitListener {
    private final Staff staff;
    private final Clock clock;

    SignInGuard(Staff staff, Clock clock) {
        this.staff = staff;
        this.clock = clock;
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.getSource().addUIInitListener(started -> started.getUI().addBeforeEnterListener(this::check));
    }

    private void check(BeforeEnterEvent event) {
        boolean signedIn = SignedIn.current()
                .filter(person -> person.holdsAt(clock.instant(), staff))
                .isPresent();
        if (signedIn || event.getNavigationTarget() == SignInView.class) {
            return;
        }
        String wanted = event.getLocation().getPathWithQueryParameters();
        QueryParameters parameters = wanted.isEmpty() || wanted.equals(".")
                ? QueryParameters.empty()
                : QueryParameters.of(AccessNavigation.WANTED, wanted);
        event.forwardTo(AccessNavigation.SIGN_IN, parameters);
    }
}

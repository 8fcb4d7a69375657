package io.keepwell.ui.access;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import jakarta.inject.Singleton;
import java.time.Clock;

/// Lets nobody see any screen but the sign-in before they have signed in; afterwards they get where they wanted to
/// go.
@Singleton
final class SignInGuard implements VaadinServiceInitListener {
    private final Clock clock;

    SignInGuard(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.getSource().addUIInitListener(started -> started.getUI().addBeforeEnterListener(this::check));
    }

    private void check(BeforeEnterEvent event) {
        boolean signedIn = SignedIn.current()
                .filter(person -> person.holdsAt(clock.instant()))
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

package io.keepwell.ui.access;

import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinSession;
import io.keepwell.core.access.Staff;
import io.keepwell.core.access.StaffMember;
import io.keepwell.core.setting.Settings;
import io.keepwell.ui.component.Brand;
import io.keepwell.ui.component.Quiet;
import io.micronaut.context.annotation.Prototype;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@Route(value = AccessNavigation.SIGN_IN, autoLayout = false)
@PageTitle("Sign in · Keepwell")
@Prototype
final class SignInView extends Main implements BeforeEnterObserver {
    private static final Logger LOG = LoggerFactory.getLogger(SignInView.class);

    private final transient Staff staff;
    private final transient SignInThrottle throttle;
    private final transient Clock clock;

    private final EmailField email = new EmailField("Email");
    private final PasswordField password = new PasswordField("Password");
    private final Paragraph problem = new Paragraph();
    private Location wanted = new Location("");

    SignInView(Staff staff, SignInThrottle throttle, Settings settings, Clock clock) {
        this.staff = staff;
        this.throttle = throttle;
        this.clock = clock;

        email.setId("sign-in-email");
        email.setAutocomplete(Autocomplete.USERNAME);
        email.setAutofocus(true);
        email.setManualValidation(true);
        password.setId("sign-in-password");
        password.setAutocomplete(Autocomplete.CURRENT_PASSWORD);
        password.setManualValidation(true);

        Button signIn = new Button("Sign in", _ -> signIn());
        signIn.setId("sign-in-button");
        signIn.addThemeVariants(ButtonVariant.PRIMARY);
        signIn.setDisableOnClick(true);
        signIn.addClickShortcut(Key.ENTER);

        problem.setId("sign-in-problem");
        problem.addClassName("kw-problem");
        problem.getElement().setAttribute("role", "alert");
        problem.setVisible(false);

        Quiet firm = new Quiet(settings.firm().name());
        HtmlContainer card = new HtmlContainer("form");
        card.add(new Brand(), new H1("Sign in"), firm, problem, email, password, signIn);
        card.addClassName("kw-sign-in-card");
        addClassName("kw-sign-in");
        add(card);
        signIn.addClickListener(_ -> signIn.setEnabled(true));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        wanted = AccessNavigation.wanted(event.getLocation().getQueryParameters());
        if (SignedIn.current()
                .filter(person -> person.holdsAt(clock.instant(), staff))
                .isPresent()) {
            event.forwardTo(wanted.getPath(), wanted.getQueryParameters());
        }
    }

    private void signIn() {
        VaadinRequest request = VaadinRequest.getCurrent();
        String client = Optional.ofNullable(request.getRemoteAddr()).orElse("");
        String address = email.getValue().strip().toLowerCase(Locale.ROOT);
        if (!throttle.mayTry(client, address)) {
            LOG.warn("event=sign_in_throttled client={}", client);
            send("Too many attempts failed. Wait a quarter of an hour, then try again.");
            return;
        }
        Optional<StaffMember> member =
                address.isEmpty() ? Optional.empty() : staff.signIn(address, password.getValue());
        if (member.isEmpty()) {
            throttle.failed(client, address);
            LOG.info("event=sign_in_failed client={}", client);
            password.clear();
            password.focus();
            send("Email or password is wrong.");
            return;
        }
        throttle.succeeded(client, address);
        // A new session id, so that one known to somebody else is worth nothing.
        VaadinService.reinitializeSession(request);
        new SignedIn(member.get(), clock.instant()).remember(VaadinSession.getCurrent());
        UI.getCurrent().navigate(wanted.getPath(), wanted.getQueryParameters());
    }

    private void send(String message) {
        problem.setText(message);
        problem.setVisible(true);
    }
}

package io.keepwell.ui.access;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.InvalidLocationException;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;

/// The way in and out.
public final class AccessNavigation {
    static final String SIGN_IN = "sign-in";

    /// The query parameter that says where to go once signed in.
    static final String WANTED = "to";

    private AccessNavigation() {}

    /// Where to go once signed in: only ever a screen of this UI, the first one where none is told.
    static Location wanted(QueryParameters parameters) {
        try {
            return new Location(parameters.getSingleParameter(WANTED).orElse(""));
        } catch (InvalidLocationException notAScreen) {
            return new Location("");
        }
    }

    /// Ends the session and leads to the sign-in.
    public static void signOut(UI ui) {
        ui.getPage().setLocation(SIGN_IN);
        ui.getSession().getSession().invalidate();
    }
}

package io.keepwell.ui.access;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.InvalidLocationException;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import java.util.regex.Pattern;

/// The way in and out.
public final class AccessNavigation {
    static final String SIGN_IN = "sign-in";

    /// The query parameter that says where to go once signed in.
    static final String WANTED = "to";

    /// A path below the UI's root, and perhaps a query: no scheme, no host, no way up.
    private static final Pattern SCREEN = Pattern.compile("(?:[A-Za-z0-9_-]+(?:[./][A-Za-z0-9_-]+)*)?(?:\\?.*)?");

    private AccessNavigation() {}

    /// Where to go once signed in: only ever a screen of this UI, the first one where none is told.
    static Location wanted(QueryParameters parameters) {
        try {
            return new Location(parameters
                    .getSingleParameter(WANTED)
                    .filter(text -> SCREEN.matcher(text).matches())
                    .orElse(""));
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

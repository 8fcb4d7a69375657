package io.keepwell.ui.shell;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.server.streams.DownloadHandler;
import io.keepwell.core.access.Staff;
import io.keepwell.ui.access.SignedIn;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;

/// CSV files that are written when somebody asks for them, who has to be signed in then as for a screen.
@Singleton
public final class Downloads {
    private static final int FORBIDDEN = 403;

    private final Staff staff;
    private final Clock clock;

    Downloads(Staff staff, Clock clock) {
        this.staff = staff;
        this.clock = clock;
    }

    /// Writes a file.
    @FunctionalInterface
    public interface Content {
        /// Fails before it writes anything, or not at all: nobody is to take a part for the whole.
        void write(OutputStream file) throws IOException;
    }

    /// The way to a file.
    ///
    /// @param id of the link
    /// @param fileName ends with `.csv`
    public Anchor csv(String id, String text, String fileName, Content content) {
        DownloadHandler handler = event -> {
            if (!SignedIn.holds(event.getSession(), clock.instant(), staff)) {
                event.getResponse().setStatus(FORBIDDEN);
                return;
            }
            event.setFileName(fileName);
            event.setContentType("text/csv;charset=utf-8");
            event.getResponse().setHeader("Cache-Control", "no-store");
            content.write(event.getOutputStream());
        };
        Anchor way = new Anchor(handler, text);
        way.setId(id);
        return way;
    }
}

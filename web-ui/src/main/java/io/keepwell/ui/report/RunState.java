package io.keepwell.ui.report;

import com.vaadin.flow.component.html.Span;
import io.keepwell.core.report.run.Delivery;
import io.keepwell.core.report.run.ReportRun;

/// Where runs and deliveries stand, in words and with a colour.
final class RunState {
    private RunState() {}

    static Span badge(ReportRun.Progress progress) {
        return switch (progress) {
            case DELIVERED -> badge("delivered", "kw-better");
            case UNDER_WAY -> badge("under way", "kw-watch");
            case INCOMPLETE -> badge("not everybody has it", "kw-worse");
            case SKIPPED -> badge("left out", "kw-watch");
            case FAILED -> badge("could not be made", "kw-worse");
        };
    }

    static Span badge(Delivery.State state) {
        return switch (state) {
            case DELIVERED -> badge("delivered", "kw-better");
            case PENDING -> badge("waits", "kw-watch");
            case SENDING -> badge("is being sent", "kw-watch");
            case UNCERTAIN -> badge("perhaps delivered", "kw-watch");
            case GIVEN_UP -> badge("given up", "kw-worse");
        };
    }

    private static Span badge(String text, String className) {
        Span badge = new Span(text);
        badge.addClassNames("kw-badge", className);
        return badge;
    }
}

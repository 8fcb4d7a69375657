package io.keepwell.ui.component;

import com.vaadin.flow.component.html.Span;

/// How something stands, in a word or two, with a sign and a colour that say whether that is good.
public final class StateChip extends Span {
    /// Whether it is good, or, of a change, which way it goes.
    public enum Tone {
        GOOD("✓", "kw-better"),
        WATCH("!", "kw-watch"),
        BAD("✕", "kw-worse"),
        ADDED("+", ""),
        REMOVED("−", ""),
        UNKNOWN("–", "");

        private final String sign;
        private final String className;

        Tone(String sign, String className) {
            this.sign = sign;
            this.className = className;
        }
    }

    public StateChip(Tone tone, String text) {
        Span sign = new Span(tone.sign + " ");
        sign.getElement().setAttribute("aria-hidden", "true");
        add(sign, new Span(text));
        addClassName("kw-badge");
        if (!tone.className.isEmpty()) {
            addClassName(tone.className);
        }
    }
}

package io.keepwell.ui.component;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.Optional;

/// A calculation written as people write it: `(36 − 12) ÷ 500 × 100` becomes a fraction with a line, and what
/// follows.
public final class FormulaText extends Div {
    private static final String OVER = " ÷ ";
    private static final String TIMES = " × ";

    public FormulaText(String numbers) {
        addClassName("kw-formula-part");
        getElement().setAttribute("aria-label", numbers);
        getElement().setAttribute("role", "math");
        Fraction fraction = Fraction.parse(numbers).orElse(null);
        if (fraction == null) {
            add(new Span(numbers));
            return;
        }
        Span line = new Span(new Span(fraction.above()), new Span(fraction.below()));
        line.addClassName("kw-fraction");
        add(line);
        if (!fraction.after().isEmpty()) {
            add(new Span(" " + fraction.after()));
        }
    }

    /// @param after what the fraction is taken times, with its sign; mostly empty
    record Fraction(String above, String below, String after) {
        /// The calculation's outermost division; empty where there is none, or more than one.
        static Optional<Fraction> parse(String numbers) {
            int over = outermost(numbers, OVER, 0);
            if (over < 0 || outermost(numbers, OVER, over + OVER.length()) >= 0) {
                return Optional.empty();
            }
            String rest = numbers.substring(over + OVER.length());
            int times = outermost(rest, TIMES, 0);
            String below = times < 0 ? rest : rest.substring(0, times);
            String after = times < 0 ? "" : rest.substring(times).strip();
            return Optional.of(new Fraction(bare(numbers.substring(0, over)), bare(below), after));
        }

        private static int outermost(String text, String sign, int from) {
            int depth = 0;
            for (int i = 0; i < text.length(); i++) {
                if (i >= from && depth == 0 && text.startsWith(sign, i)) {
                    return i;
                }
                depth += switch (text.charAt(i)) {
                    case '(' -> 1;
                    case ')' -> -1;
                    default -> 0;
                };
            }
            return -1;
        }

        /// Without the parentheses around all of it, which the line makes needless.
        private static String bare(String text) {
            boolean wrapped = text.startsWith("(") && text.indexOf(')') == text.length() - 1;
            return wrapped ? text.substring(1, text.length() - 1) : text;
        }
    }
}

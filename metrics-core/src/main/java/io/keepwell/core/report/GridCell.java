package io.keepwell.core.report;

import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.metric.query.Change;
import io.keepwell.core.money.CurrencyCode;
import java.math.BigDecimal;

/// A cell of a grid: a value of some kind, or the reason why there is none.
public sealed interface GridCell {
    /// As people read it, the same in every format; a dash where there is no value.
    String text();

    /// As it stands in a paragraph: where there is no value, why.
    default String sentence() {
        return text();
    }

    /// The same as `text`, as it is set in type.
    default ValueFormat.Parts parts() {
        return new ValueFormat.Parts("", text(), "");
    }

    /// A number.
    ///
    /// @param amount in the unit, as exactly as it was calculated
    /// @param approximate whether it is within one per cent rather than exact
    record Amount(BigDecimal amount, Unit unit, CurrencyCode currency, Form form, boolean approximate)
            implements GridCell {
        @Override
        public String text() {
            return parts().whole();
        }

        @Override
        public ValueFormat.Parts parts() {
            return switch (form) {
                case WHOLE -> ValueFormat.parts(amount, unit, currency, approximate);
                case BARE -> new ValueFormat.Parts("", ValueFormat.bare(amount, unit), "");
                case SIGNED -> new ValueFormat.Parts("", ValueFormat.change(amount, unit), "");
            };
        }
    }

    /// How a number is written.
    enum Form {
        /// With its unit: `EUR 412,600.00`.
        WHOLE,
        /// Without, where the column says it: `412,600.00`.
        BARE,
        /// With its sign: `+14,200.00`.
        SIGNED
    }

    /// How a figure changed, and what that means.
    record Moved(Change change, Unit unit, CurrencyCode currency) implements GridCell {
        @Override
        public String text() {
            return ValueFormat.change(change.amount(), unit);
        }
    }

    /// How something stands: `at risk`.
    record State(String label, Tone tone) implements GridCell {
        @Override
        public String text() {
            return label;
        }
    }

    /// Whether something is good, worth a look, bad or neither.
    enum Tone {
        BETTER,
        WATCH,
        WORSE,
        CALM
    }

    /// Words.
    record Words(String text) implements GridCell {}

    /// No value.
    ///
    /// @param message for people, a sentence
    record Missing(Outcome.Reason reason, String message) implements GridCell {
        @Override
        public String text() {
            return "–";
        }

        @Override
        public String sentence() {
            return message;
        }
    }

    /// A figure with its unit, or why there is none.
    static GridCell of(MetricValue figure) {
        return switch (figure.outcome()) {
            case Outcome.Value(BigDecimal amount) ->
                new Amount(amount, figure.metric().unit(), figure.currency(), Form.WHOLE, figure.isApproximate());
            case Outcome.Unavailable(Outcome.Reason reason, String message) -> new Missing(reason, message);
        };
    }

    /// What became of a line's figure since the period before, or why that can't be said.
    static GridCell changeOf(ReportData.Line line) {
        return line.change()
                .<GridCell>map(change ->
                        new Moved(change, line.metric().unit(), line.figure().currency()))
                .orElseGet(() -> line.figure().amount().isEmpty() ? of(line.figure()) : of(line.previous()));
    }
}

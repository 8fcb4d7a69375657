package io.keepwell.core.report;

import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.ValueFormat;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What has to hold of a figure for a report to be sent: `voice.nps below 30`, `success.at_risk above 0, first time`,
/// `retention.customer_churn changed`.
///
/// @param metric one of the report's
/// @param bound in the metric's unit; empty for `changed`
/// @param firstTime whether it must not have held of the period before
public record SendCondition(MetricId metric, Kind kind, Optional<BigDecimal> bound, boolean firstTime) {
    /// When it holds.
    public enum Kind {
        ABOVE("above"),
        BELOW("below"),
        /// It is another than that of the period before, or one of the two is there and the other isn't.
        CHANGED("changed");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    private static final Pattern FORM =
            Pattern.compile("(\\S+) +(?:(above|below) +(-?\\d{1,15}(?:\\.\\d{1,6})?)(, *first time)?|changed)");

    public SendCondition {
        if (bound.isPresent() == (kind == Kind.CHANGED) || (firstTime && kind == Kind.CHANGED)) {
            throw new IllegalArgumentException("above and below have a bound, changed has none");
        }
    }

    /// @throws IllegalArgumentException where the text isn't one; says what one looks like
    public static SendCondition parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no condition such as 'voice.nps below 30',"
                    + " 'success.at_risk above 0, first time' or 'voice.nps changed'");
        }
        MetricId metric = new MetricId(form.group(1));
        if (form.group(2) == null) {
            return new SendCondition(metric, Kind.CHANGED, Optional.empty(), false);
        }
        return new SendCondition(
                metric,
                form.group(2).equals("above") ? Kind.ABOVE : Kind.BELOW,
                Optional.of(new BigDecimal(form.group(3))),
                form.group(4) != null);
    }

    /// Whether it holds of a report's figures. A figure that there is none of is neither above nor below.
    public boolean holds(ReportData data) {
        ReportData.Line line = data.line(metric).orElseThrow();
        return switch (kind) {
            case ABOVE, BELOW -> crossed(line.figure()) && (!firstTime || !crossed(line.previous()));
            case CHANGED -> !same(line.figure().amount(), line.previous().amount());
        };
    }

    private boolean crossed(MetricValue figure) {
        return figure.amount()
                .map(amount -> amount.compareTo(bound.orElseThrow()))
                .filter(comparison -> kind == Kind.ABOVE ? comparison > 0 : comparison < 0)
                .isPresent();
    }

    private static boolean same(Optional<BigDecimal> one, Optional<BigDecimal> other) {
        return one.map(BigDecimal::stripTrailingZeros).equals(other.map(BigDecimal::stripTrailingZeros));
    }

    /// Why it doesn't hold, in words: `voice.nps below 30: it is 42.0, after 41.0`.
    String failure(ReportData data) {
        ReportData.Line line = data.line(metric).orElseThrow();
        return this + ": it is " + ValueFormat.outcome(line.figure()) + ", after "
                + ValueFormat.outcome(line.previous());
    }

    @Override
    public String toString() {
        return metric + " " + kind.word
                + bound.map(value -> " " + value.toPlainString()).orElse("") + (firstTime ? ", first time" : "");
    }
}

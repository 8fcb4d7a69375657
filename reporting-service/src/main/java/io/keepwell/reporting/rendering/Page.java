package io.keepwell.reporting.rendering;

import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.Exclusion;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.metric.query.Change;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.report.ReportTable;
import io.keepwell.core.target.Target;
import io.keepwell.core.target.TargetStatus;
import io.keepwell.core.time.Grain;
import io.keepwell.core.time.Period;
import java.awt.Color;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A report in words, the same for mail, plain text and PDF: every figure is written already. Public for
/// the templates only, which read it by its accessors.
///
/// @param period `October 2026`
/// @param asOf on the zone's clocks: `2 Nov 2026, 07:00`
/// @param periodHead the heads of the table's three columns of figures: `Oct 2026`
/// @param charts those that are as wide as the page
/// @param health one or none
public record Page(
        String title,
        String firm,
        String period,
        String days,
        String zone,
        String currency,
        String asOf,
        String periodHead,
        String previousHead,
        String yearBeforeHead,
        List<Card> cards,
        List<Picture> charts,
        List<Line> movements,
        List<Row> rows,
        List<Health> health,
        List<TargetLine> aims,
        List<Explanation> explanations) {
    private static final int MOST_CARDS = 4;
    /// Whoever wants to know them all finds them on the metric's page.
    private static final int MOST_LEFT_OUT = 3;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM uuuu", Locale.ENGLISH);

    /// A figure as it is set in type: loud number, quiet unit.
    ///
    /// @param before the unit in front of the number, with its space; may be empty, as may `after`
    /// @param reason why there is no figure; else empty
    public record Amount(String before, String number, String after, String reason) {
        static Amount of(MetricValue figure) {
            return switch (figure.outcome()) {
                case Outcome.Value(BigDecimal amount) -> of(amount, figure);
                case Outcome.Unavailable(Outcome.Reason _, String message) -> new Amount("", "–", "", message);
            };
        }

        private static Amount of(BigDecimal amount, MetricValue figure) {
            Unit unit = figure.metric().unit();
            String whole = ValueFormat.outcome(figure);
            String number = ValueFormat.bare(amount, unit);
            int start = whole.indexOf(number);
            return new Amount(whole.substring(0, start), number, whole.substring(start + number.length()), "");
        }

        /// As ValueFormat writes it.
        public String text() {
            return before + number + after;
        }

        public boolean known() {
            return reason.isEmpty();
        }
    }

    /// A change with what it means.
    ///
    /// @param arrow which way the figure went
    /// @param meaning in words, for those who don't see the colour
    /// @param tone `better`, `worse`, `watch` or `calm`
    public record Chip(String arrow, String text, String meaning, String tone) {
        static Optional<Chip> of(Optional<Change> change, Unit unit) {
            return change.map(known -> of(known, ValueFormat.change(known.amount(), unit)));
        }

        private static Chip of(Change change, String text) {
            String arrow = change.amount().signum() > 0 ? "▲" : "▼";
            return switch (change.verdict()) {
                case BETTER -> new Chip(arrow, text, "better", "better");
                case WORSE -> new Chip(arrow, text, "worse", "worse");
                case SAME -> new Chip("●", text, "unchanged", "calm");
                case WITHIN_NOISE -> new Chip("●", text, "within noise", "calm");
            };
        }
    }

    /// A headline figure.
    public record Card(
            String name, String definition, Amount amount, List<Chip> chip, String context, Picture sparkline) {}

    /// A drawing and where it stands.
    ///
    /// @param contentId by which the mail's html shows it
    /// @param name under which the PDF's template shows it
    public record Picture(String contentId, String name, String title, String note, String description, boolean wide) {}

    /// A line of a small table.
    ///
    /// @param colour of its swatch, as `#0f9d77`
    public record Line(String name, String detail, String amount, String colour, boolean total) {}

    /// One metric in the table of all.
    public record Row(
            String name, String definition, Amount amount, Amount previous, Amount yearBefore, List<Chip> chip) {}

    /// How well customers are.
    ///
    /// @param context of how many customers the score is the mean
    /// @param bands the best first
    public record Health(Amount score, List<Chip> chip, String context, List<Band> bands) {}

    /// A band of health scores.
    ///
    /// @param colour as `#0f9d77`
    /// @param width of its part of a bar of all customers with a score, in whole per cent; 0 for none
    public record Band(String name, String colour, int width, String customers, String mrr) {}

    /// A target and how it stood.
    ///
    /// @param asked `Target EUR 410,000.00 for Q4 2026, long-term`
    /// @param stood the figure that it was held against; or why nothing can be said
    public record TargetLine(String name, String definition, String asked, Chip state, String stood) {}

    /// How a figure came about.
    public record Explanation(
            String name,
            String definition,
            String words,
            String formula,
            String numbers,
            String base,
            String exclusions) {}

    static Page of(ReportTable table) {
        ZoneId zone = table.firm().zone().id();
        return new Page(
                table.title(),
                table.firm().name(),
                ValueFormat.period(table.period()),
                ValueFormat.day(table.period().from()) + " – "
                        + ValueFormat.day(table.period().to().minusDays(1)),
                zone.getId(),
                table.firm().currency().code(),
                ValueFormat.moment(table.asOf(), zone),
                head(table.period()),
                head(table.period().previous()),
                head(table.period().yearBefore()),
                table.rows().stream().limit(MOST_CARDS).map(Page::card).toList(),
                Pictures.charts(table),
                table.movements().map(Page::lines).orElse(List.of()),
                table.rows().stream().map(Page::row).toList(),
                table.health().stream().map(health -> health(table, health)).toList(),
                table.aims().stream()
                        .map(aim -> aim(aim, table.firm().currency()))
                        .toList(),
                table.rows().stream().map(Page::explanation).toList());
    }

    /// Those that need the whole width of a sheet of paper.
    public List<Picture> wideCharts() {
        return charts.stream().filter(Picture::wide).toList();
    }

    /// Those that can stand side by side on it.
    public List<Picture> narrowCharts() {
        return charts.stream().filter(chart -> !chart.wide()).toList();
    }

    /// The cards two by two, as they stand beside each other.
    public List<List<Card>> cardPairs() {
        List<List<Card>> pairs = new ArrayList<>();
        for (int i = 0; i < cards.size(); i += 2) {
            pairs.add(cards.subList(i, Math.min(i + 2, cards.size())));
        }
        return pairs;
    }

    private static String head(Period period) {
        return isMonth(period) ? MONTH.format(period.from()) : ValueFormat.period(period);
    }

    private static boolean isMonth(Period period) {
        return period.equals(Period.of(Grain.MONTH, period.from()));
    }

    private static Card card(ReportTable.Row row) {
        return new Card(
                row.metric().name(),
                row.figure().definition().name(),
                Amount.of(row.figure()),
                chip(row),
                context(row.figure()),
                Pictures.sparkline(row));
    }

    private static String context(MetricValue figure) {
        return figure.calculation()
                .interval()
                .map(interval -> ValueFormat.interval(interval, figure.metric().unit()) + " (95 %) · "
                        + figure.calculation().base())
                .orElse(figure.calculation().base());
    }

    private static Row row(ReportTable.Row row) {
        return new Row(
                row.metric().name(),
                row.figure().definition().name(),
                Amount.of(row.figure()),
                Amount.of(row.previous()),
                Amount.of(row.yearBefore()),
                chip(row));
    }

    private static List<Chip> chip(ReportTable.Row row) {
        return Chip.of(row.change(), row.metric().unit()).stream().toList();
    }

    private static List<Line> lines(ReportTable.Movements movements) {
        List<Line> lines = new ArrayList<>();
        lines.add(total("Opening", "at the beginning", movements.opening(), Look.NEUTRAL));
        for (ReportTable.Step step : movements.steps()) {
            String amount = ValueFormat.change(step.amount(), Unit.MONEY_PER_MONTH);
            lines.add(new Line(
                    WaterfallPicture.name(step.kind()), step.name(), amount, Look.hex(Look.of(step.kind())), false));
        }
        lines.add(total("Closing", "at the end", movements.closing(), Look.ACCENT));
        return lines;
    }

    private static Line total(String name, String detail, BigDecimal amount, Color colour) {
        return new Line(name, detail, ValueFormat.bare(amount, Unit.MONEY_PER_MONTH), Look.hex(colour), true);
    }

    private static Health health(ReportTable table, ReportTable.Health health) {
        BigDecimal all =
                health.bands().stream().map(ReportTable.Band::customers).reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Health(
                Amount.of(health.figure()),
                table.row(health.figure().metric().id()).map(Page::chip).orElse(List.of()),
                health.figure().calculation().base(),
                health.bands().stream()
                        .map(band -> new Band(
                                band.band().id(),
                                Look.hex(Look.of(band.band())),
                                band.customers()
                                        .multiply(HUNDRED)
                                        .divide(all, 0, RoundingMode.HALF_UP)
                                        .intValueExact(),
                                ValueFormat.bare(band.customers(), Unit.COUNT),
                                ValueFormat.bare(band.mrr(), Unit.MONEY_PER_MONTH)))
                        .toList());
    }

    private static TargetLine aim(ReportTable.TargetLine aim, CurrencyCode currency) {
        Unit unit = aim.metric().unit();
        Target target = aim.target();
        String definition = aim.metric()
                .definition(target.definition().id())
                .map(Definition::name)
                .orElse("");
        String asked = "Target " + ValueFormat.amount(target.value(), unit, currency) + " for "
                + ValueFormat.period(target.period()) + ", " + target.term().label();
        return switch (aim.standing()) {
            case TargetStatus.Judged(TargetStatus.Verdict verdict, MetricValue figure, BigDecimal part) ->
                new TargetLine(
                        aim.metric().name(),
                        definition,
                        asked,
                        new Chip("●", verdict.label(), "", tone(verdict)),
                        ValueFormat.outcome(figure) + " (" + ValueFormat.period(figure.period()) + ")"
                                + (part.compareTo(target.value()) == 0
                                        ? ""
                                        : "; " + ValueFormat.amount(part, unit, currency) + " asked for by then"));
            case TargetStatus.Unknown(String why) ->
                new TargetLine(aim.metric().name(), definition, asked, new Chip("●", "not known", "", "calm"), why);
        };
    }

    private static String tone(TargetStatus.Verdict verdict) {
        return switch (verdict) {
            case ATTAINED, ON_TRACK -> "better";
            case AT_RISK -> "watch";
            case MISSED -> "worse";
        };
    }

    private static Explanation explanation(ReportTable.Row row) {
        MetricValue figure = row.figure();
        Amount amount = Amount.of(figure);
        String numbers = figure.calculation().numbers();
        return new Explanation(
                row.metric().name(),
                figure.definition().name() + ", version " + figure.definition().version() + " since "
                        + ValueFormat.day(figure.definition().since()),
                figure.definition().words(),
                figure.definition().symbols(),
                amount.known() ? numbers + " = " + amount.text() : amount.reason(),
                figure.calculation().base(),
                exclusions(figure.calculation().exclusions()));
    }

    private static String exclusions(List<Exclusion> exclusions) {
        Stream<String> reported = exclusions.stream()
                .limit(MOST_LEFT_OUT)
                .map(item -> ValueFormat.count(item.count()) + " " + item.reason());
        int more = exclusions.size() - MOST_LEFT_OUT;
        Stream<String> others = more > 0 ? Stream.of("and more, in " + more + " other groups") : Stream.empty();
        return Stream.concat(reported, others).collect(Collectors.joining("; "));
    }
}

package io.keepwell.core.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.metric.query.MetricQueries;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;

/// What tests say of figures.
public final class FigureChecks {
    /// An amount with cents behind no currency.
    private static final String MONEY_WITHOUT_CURRENCY = "(?<!EUR |[0-9,.])[0-9][0-9,]*[.][0-9]{2}\\b";

    private FigureChecks() {}

    /// @param expected with as many decimals as are to agree
    public static void assertValue(MetricValue figure, String expected) {
        assertThat(figure.outcome()).as(describe(figure)).isInstanceOf(Outcome.Value.class);
        BigDecimal wanted = new BigDecimal(expected);
        assertThat(figure.amount().orElseThrow().setScale(wanted.scale(), RoundingMode.HALF_UP))
                .as(describe(figure))
                .isEqualTo(wanted);
    }

    public static void assertUnavailable(MetricValue figure, Outcome.Reason reason) {
        assertThat(figure.outcome())
                .as(describe(figure))
                .isInstanceOfSatisfying(Outcome.Unavailable.class, unavailable -> {
                    assertThat(unavailable.reason()).isEqualTo(reason);
                    assertThat(unavailable.message()).endsWith(".");
                });
    }

    public static BigDecimal term(MetricValue figure, String symbol) {
        return term(figure, new TermId(symbol));
    }

    public static BigDecimal term(MetricValue figure, TermId id) {
        return figure.calculation()
                .term(id)
                .orElseThrow(() -> new AssertionError(
                        "no term " + id + " in " + figure.calculation().terms()))
                .amount();
    }

    public static void assertTerm(MetricValue figure, String symbol, String expected) {
        assertThat(term(figure, symbol)).as(symbol + " of " + describe(figure)).isEqualByComparingTo(expected);
    }

    /// The whole list, and each of its pieces, stands for the term it says.
    public static DrillRows assertListAddsUp(TestPlatform platform, MetricValue figure) {
        DrillRows list = platform.get(MetricQueries.class).list(figure, Integer.MAX_VALUE);
        BigDecimal sum = list.rows().stream().map(DrillRows.Row::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(list.moreRows()).isZero();
        assertThat(list.total()).as("total of " + describe(figure)).isEqualByComparingTo(sum);
        assertThat(figure.reconcile(list).problem()).as(describe(figure)).isEmpty();
        assertThat(figure.calculation().terms())
                .as(describe(figure))
                .extracting(Term::id)
                .doesNotHaveDuplicates();
        assertThat(list.rows())
                .as(describe(figure))
                .allSatisfy(row -> assertThat(row.detail()).doesNotContainPattern(MONEY_WITHOUT_CURRENCY));
        DrillRows first = platform.get(MetricQueries.class).list(figure, 1);
        assertThat(first.total()).isEqualByComparingTo(list.total());
        assertThat(first.rows().size() + first.moreRows()).isEqualTo(list.rows().size());
        return list;
    }

    static String describe(MetricValue figure) {
        return figure.metric().id() + " " + figure.definition().id() + " " + figure.period() + " [" + figure.slice()
                + "]" + figure.customValue().map(detail -> " '" + detail + "'").orElse("") + ": " + figure.outcome()
                + " = "
                + figure.calculation().numbers();
    }

    public static Money money(long units, CurrencyCode currency) {
        return new Money(units * 1_000_000, currency);
    }
}

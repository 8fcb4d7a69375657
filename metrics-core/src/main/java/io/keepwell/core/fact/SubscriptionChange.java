package io.keepwell.core.fact;

import io.keepwell.core.database.Coded;
import io.keepwell.core.database.LoadRow;
import io.keepwell.core.money.BillingInterval;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// A step in the life of one subscription, effective when it occurred.
///
/// @param terms for START and CHANGE, else empty
/// @param endsOn for TRIAL and CANCEL: the first day on which it no longer runs; for CANCEL empty for the day
/// it
///     occurred, for TRIAL empty where no end was agreed
/// @param reason why it was cancelled or has ended; may be empty
public record SubscriptionChange(
        String subscriptionId, Step step, Optional<Terms> terms, Optional<LocalDate> endsOn, String reason)
        implements Fact {

    public static final FactTable<SubscriptionChange> TABLE = new FactTable<>(
            SubscriptionChange.class,
            "subscription_change",
            2,
            List.of(
                    Column.text("subscription_id", SubscriptionChange::subscriptionId),
                    Column.code("step", SubscriptionChange::step),
                    new Column<SubscriptionChange>(Terms.COLUMNS, (fact, row) -> Terms.write(fact.terms(), row))
                            .withMoney(
                                    new FactTable.Summed(
                                            "price", "price_micros", Optional.of("currency"), Money.DECIMALS),
                                    fact -> fact.terms().map(Terms::price)),
                    Column.optionalDay("ends_on", SubscriptionChange::endsOn),
                    Column.text("reason", SubscriptionChange::reason)),
            SubscriptionChange::read);

    public SubscriptionChange {
        if (step.hasTerms() != terms.isPresent()) {
            throw new IllegalArgumentException("a step " + step + (step.hasTerms() ? " needs terms" : " has no terms"));
        }
    }

    @Override
    public FactTable<SubscriptionChange> table() {
        return TABLE;
    }

    @Override
    public Sentence sentence() {
        Sentence what = Sentence.of("Subscription " + subscriptionId + " " + step.says());
        return terms.map(paid -> paid.say(what.words(": ")))
                .orElse(what)
                .day(", runs out on ", endsOn)
                .also(reason);
    }

    private static SubscriptionChange read(ResultSet rows) throws SQLException {
        Step step = Column.code(rows, "step", Step.class);
        return new SubscriptionChange(
                rows.getString("subscription_id"),
                step,
                step.hasTerms() ? Optional.of(Terms.read(rows)) : Optional.empty(),
                Column.optionalDay(rows, "ends_on"),
                rows.getString("reason"));
    }

    /// What happened, in the order of a life. The code is what is stored and never changes.
    public enum Step implements Coded {
        /// Begins to be tried without being paid for, until a START or the trial's end.
        TRIAL(7),
        /// Begins, or begins anew, and is paid for from now on.
        START(1),
        /// Another price, quantity, interval or discount from now on.
        CHANGE(2),
        /// Counts as nothing until it is resumed.
        PAUSE(3),
        /// Goes on as before the pause, or takes a cancellation back.
        RESUME(4),
        /// Will end.
        CANCEL(5),
        /// Has ended.
        END(6);

        private final int code;

        Step(int code) {
            this.code = code;
        }

        @Override
        public int code() {
            return code;
        }

        public boolean hasTerms() {
            return this == START || this == CHANGE;
        }

        private String says() {
            return switch (this) {
                case START -> "starts";
                case CHANGE -> "changes";
                case PAUSE -> "pauses";
                case RESUME -> "resumes";
                case CANCEL -> "is cancelled";
                case END -> "ends";
                case TRIAL -> "is tried";
            };
        }

        /// Whether it may say on which day the subscription ends.
        public boolean mayEndOn() {
            return this == CANCEL || this == TRIAL;
        }
    }

    /// What is taken off the price of an interval.
    ///
    /// @param micros of the price's currency, for all units together; 0 for no discount
    /// @param lasting whether it holds as long as the terms do, so that it reduces MRR; a temporary one
    /// doesn't
    public record Discount(long micros, boolean lasting) {
        public static final Discount NONE = new Discount(0, false);
    }

    /// What is paid.
    ///
    /// @param price of one unit for one interval
    /// @param quantity 0 to 10^9; no units come to nothing
    /// @param monthlyMicros price times quantity, less a lasting discount, brought to a month; at most 10^16
    /// (10^10
    ///     main units) and never less than 0
    public record Terms(Money price, long quantity, BillingInterval interval, Discount discount, long monthlyMicros) {
        public static final long MOST_QUANTITY = 1_000_000_000L;
        public static final long MOST_MONTHLY_MICROS = 10_000_000_000_000_000L;

        private static final List<String> COLUMNS = List.of(
                "price_micros",
                "currency",
                "quantity",
                "interval_count",
                "interval_unit",
                "discount_micros",
                "discount_lasting",
                "monthly_micros");

        /// @throws ArithmeticException where the monthly amount is too large
        public static Terms of(Money price, long quantity, BillingInterval interval, Discount discount) {
            long monthly = interval.monthlyMicros(price.micros(), quantity, off(discount));
            if (monthly > MOST_MONTHLY_MICROS) {
                throw new ArithmeticException("more than 10^10 a month: " + monthly);
            }
            return new Terms(price, quantity, interval, discount, monthly);
        }

        /// What a month comes to in another currency, rounded once.
        ///
        /// @param rateBillionths how much of it one unit of the price's currency is worth
        public long monthlyMicros(long rateBillionths) {
            return interval.monthlyMicros(price.micros(), quantity, off(discount), rateBillionths);
        }

        private static long off(Discount discount) {
            return discount.lasting() ? discount.micros() : 0;
        }

        public static Terms of(Money price, long quantity, BillingInterval interval) {
            return of(price, quantity, interval, Discount.NONE);
        }

        private Sentence say(Sentence before) {
            Sentence units = quantity == 1 ? before : before.count(quantity).words(" × ");
            Sentence price = interval.count() == 1
                    ? units.amount(this.price).words(" a ").word(interval.unit())
                    : units.amount(this.price)
                            .words(" for " + interval.count() + " ")
                            .word(interval.unit())
                            .words("s");
            return discount.micros() == 0
                    ? price
                    : price.words(discount.lasting() ? " less " : " less for a time ")
                            .amount(new Money(discount.micros(), this.price.currency()));
        }

        private static void write(Optional<Terms> terms, LoadRow row) {
            terms.ifPresentOrElse(
                    given -> row.number(given.price().micros())
                            .text(given.price().currency().code())
                            .number(given.quantity())
                            .number(given.interval().count())
                            .number(given.interval().unit().code())
                            .number(given.discount().micros())
                            .number(given.discount().lasting() ? 1 : 0)
                            .number(given.monthlyMicros()),
                    () -> COLUMNS.forEach(_ -> row.absent()));
        }

        private static Terms read(ResultSet rows) throws SQLException {
            return new Terms(
                    new Money(rows.getLong("price_micros"), new CurrencyCode(rows.getString("currency"))),
                    rows.getLong("quantity"),
                    new BillingInterval(
                            rows.getInt("interval_count"),
                            Column.code(rows, "interval_unit", BillingInterval.Unit.class)),
                    new Discount(rows.getLong("discount_micros"), Column.flag(rows, "discount_lasting")),
                    rows.getLong("monthly_micros"));
        }
    }
}

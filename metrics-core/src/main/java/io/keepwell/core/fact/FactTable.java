package io.keepwell.core.fact;

import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.database.Row;
import io.keepwell.core.money.BillingInterval;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.money.Money;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The table of one kind of fact: its columns, and how a fact becomes a row and a row a fact.
///
/// @param <F> the kind
public sealed interface FactTable<F extends Fact> {
    /// Columns that every fact table begins with.
    List<String> HEADER =
            List.of("partner_id", "event_key", "batch", "content_hash", "account", "day", "occurred_at", "received_at");

    /// The table's name in the schema, without prefix: `subscription_change`.
    String kind();

    /// The kind's bit in the change log.
    int bit();

    /// The columns after the header, in the order in which `write` writes them.
    List<String> columns();

    /// Writes the columns after the header.
    void write(F fact, Row row);

    /// Reads the columns after the header.
    F read(ResultSet rows) throws SQLException;

    default String table() {
        return "fact_" + kind();
    }

    record AccountProfileTable() implements FactTable<AccountProfile> {
        @Override
        public String kind() {
            return "account_profile";
        }

        @Override
        public int bit() {
            return 1;
        }

        @Override
        public List<String> columns() {
            return List.of("name", "owner", "segment", "industry", "region", "plan", "product", "channel");
        }

        @Override
        public void write(AccountProfile fact, Row row) {
            row.text(fact.name());
            Dimension.ALL.forEach(dimension -> row.text(fact.leaf().value(dimension)));
        }

        @Override
        public AccountProfile read(ResultSet rows) throws SQLException {
            Map<Dimension, String> values = new EnumMap<>(Dimension.class);
            for (Dimension dimension : Dimension.ALL) {
                values.put(dimension, rows.getString(dimension.id()));
            }
            return new AccountProfile(rows.getString("name"), new Slice(values));
        }
    }

    record SubscriptionChangeTable() implements FactTable<SubscriptionChange> {
        @Override
        public String kind() {
            return "subscription_change";
        }

        @Override
        public int bit() {
            return 2;
        }

        @Override
        public List<String> columns() {
            return List.of(
                    "subscription_id",
                    "step",
                    "price_micros",
                    "currency",
                    "quantity",
                    "interval_count",
                    "interval_unit",
                    "monthly_micros",
                    "ends_on",
                    "reason");
        }

        @Override
        public void write(SubscriptionChange fact, Row row) {
            row.text(fact.subscriptionId()).number(fact.step().code());
            fact.terms()
                    .ifPresentOrElse(
                            terms -> row.number(terms.price().micros())
                                    .text(terms.price().currency().code())
                                    .number(terms.quantity())
                                    .number(terms.interval().count())
                                    .number(terms.interval().unit().code())
                                    .number(terms.monthlyMicros()),
                            () -> row.absent()
                                    .absent()
                                    .absent()
                                    .absent()
                                    .absent()
                                    .absent());
            fact.endsOn().ifPresentOrElse(row::day, row::absent);
            row.text(fact.reason());
        }

        @Override
        public SubscriptionChange read(ResultSet rows) throws SQLException {
            SubscriptionChange.Step step = SubscriptionChange.Step.ofCode(rows.getInt("step"));
            Optional<SubscriptionChange.Terms> terms = step.hasTerms() ? Optional.of(terms(rows)) : Optional.empty();
            Optional<LocalDate> endsOn =
                    Optional.ofNullable(rows.getDate("ends_on")).map(Date::toLocalDate);
            return new SubscriptionChange(
                    rows.getString("subscription_id"), step, terms, endsOn, rows.getString("reason"));
        }

        private static SubscriptionChange.Terms terms(ResultSet rows) throws SQLException {
            return new SubscriptionChange.Terms(
                    new Money(rows.getLong("price_micros"), new CurrencyCode(rows.getString("currency"))),
                    rows.getLong("quantity"),
                    new BillingInterval(
                            rows.getInt("interval_count"), BillingInterval.Unit.ofCode(rows.getInt("interval_unit"))),
                    rows.getLong("monthly_micros"));
        }
    }

    record SurveyAnswerTable() implements FactTable<SurveyAnswer> {
        @Override
        public String kind() {
            return "survey_answer";
        }

        @Override
        public int bit() {
            return 4;
        }

        @Override
        public List<String> columns() {
            return List.of("kind", "scale_low", "scale_high", "score", "respondent_id", "question", "comment");
        }

        @Override
        public void write(SurveyAnswer fact, Row row) {
            row.number(fact.kind().code())
                    .number(fact.scaleLow())
                    .number(fact.scaleHigh())
                    .number(fact.score())
                    .text(fact.respondentId())
                    .text(fact.question())
                    .text(fact.comment());
        }

        @Override
        public SurveyAnswer read(ResultSet rows) throws SQLException {
            return new SurveyAnswer(
                    SurveyAnswer.Kind.ofCode(rows.getInt("kind")),
                    rows.getInt("scale_low"),
                    rows.getInt("scale_high"),
                    rows.getInt("score"),
                    rows.getString("respondent_id"),
                    rows.getString("question"),
                    rows.getString("comment"));
        }
    }
}

package io.keepwell.ui.account;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.keepwell.core.ledger.Ledger;
import io.keepwell.core.ledger.Lifecycle;
import io.keepwell.core.ledger.MovementKind;
import io.keepwell.core.ledger.MrrMovement;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.money.Money;
import io.keepwell.core.setting.Firm;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// How an account stands today, and what is agreed for the days to come.
final class AccountSummary {
    private AccountSummary() {}

    static Component of(Lifecycle lifecycle, List<MrrMovement> movements, Firm firm, LocalDate today) {
        List<MrrMovement> past = movements.stream()
                .filter(movement -> !movement.day().isAfter(today))
                .toList();
        long now = past.isEmpty() ? 0 : past.getLast().afterMicros();
        Optional<Lifecycle.Span> stretch = lifecycle.on(today);
        Div facts = new Div(
                fact(
                        "Stands as",
                        stretch.map(found -> LifecycleCard.written(found.state()))
                                .orElse("–"),
                        stretch.map(AccountSummary::since).orElse("neither a lead nor a subscription was reported"),
                        "account-state"),
                fact("MRR now", monthly(now), firm.currency() + " a month", "account-mrr"));
        past.stream()
                .filter(movement -> movement.kind() == MovementKind.NEW)
                .findFirst()
                .ifPresent(first -> facts.add(fact(
                        "Customer since",
                        ValueFormat.day(first.day()),
                        now == 0 ? "no longer one" : "",
                        "account-since")));
        movements.stream()
                .filter(movement -> movement.day().isAfter(today))
                .findFirst()
                .ifPresent(next -> facts.add(fact(
                        "Agreed for " + ValueFormat.day(next.day()),
                        monthly(next.afterMicros()),
                        next.kind().id().replace('_', ' '),
                        "account-next")));
        facts.addClassName("kw-facts");
        return facts;
    }

    private static String since(Lifecycle.Span stretch) {
        String since = "since " + ValueFormat.day(stretch.from());
        return stretch.to().equals(Ledger.END)
                ? since
                : since + ", agreed until " + ValueFormat.day(stretch.to().minusDays(1));
    }

    private static Component fact(String name, String value, String unit, String id) {
        Span title = new Span(name);
        title.addClassName("kw-quiet");
        Span number = new Span(value);
        number.addClassName("kw-value");
        Span small = new Span(unit);
        small.addClassName("kw-unit");
        Div figure = new Div(number, small);
        figure.addClassName("kw-figure");
        Div fact = new Div(title, figure);
        fact.setId(id);
        fact.addClassName("kw-card");
        return fact;
    }

    static String monthly(long micros) {
        return ValueFormat.bare(Money.units(micros), Unit.MONEY_PER_MONTH);
    }
}

package io.keepwell.ui.account;

import com.vaadin.flow.component.html.Div;
import io.keepwell.core.ledger.Ledger;
import io.keepwell.core.ledger.Lifecycle;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.ui.component.Card;
import io.keepwell.ui.component.Notice;
import io.keepwell.ui.component.Table;
import io.keepwell.ui.component.Table.Column;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/// How an account stood over time, newest first, and what made it so.
final class LifecycleCard extends Div {
    LifecycleCard(Lifecycle lifecycle, LocalDate today) {
        Card card = new Card("Lifecycle")
                .saying("as of the end of each day; what comes and goes within a day leaves no trace");
        card.setId("lifecycle");
        card.add(
                lifecycle.stretches().isEmpty()
                        ? Notice.empty(
                                "No lead and no subscription of it counts yet. It shows here as soon as a partner sends one.")
                        : table(lifecycle, today));
        add(card);
    }

    private static Table table(Lifecycle lifecycle, LocalDate today) {
        Table table = new Table(
                "Lifecycle",
                Column.text("Since"),
                Column.text("Stands as"),
                Column.number("Days"),
                Column.text("Because"));
        for (Lifecycle.Span stretch : lifecycle.stretches().reversed()) {
            table.row(
                    Table.cell(stretch.from()),
                    Table.cell(written(stretch.state())),
                    Table.cell(days(stretch, today)),
                    Table.detail(FactSentence.of(stretch.behind().fact())));
        }
        return table;
    }

    /// For how many days it has stood so, today included.
    private static String days(Lifecycle.Span stretch, LocalDate today) {
        if (stretch.from().isAfter(today)) {
            return "agreed";
        }
        boolean isOver = !stretch.to().equals(Ledger.END) && !stretch.to().isAfter(today);
        return ValueFormat.count(ChronoUnit.DAYS.between(stretch.from(), isOver ? stretch.to() : today.plusDays(1)));
    }

    /// A state with a capital.
    static String written(Lifecycle.State state) {
        String label = state.label();
        return Character.toUpperCase(label.charAt(0)) + label.substring(1);
    }
}

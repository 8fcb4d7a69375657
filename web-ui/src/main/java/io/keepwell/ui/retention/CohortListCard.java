package io.keepwell.ui.retention;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.keepwell.core.metric.CohortList;
import io.keepwell.core.metric.CohortTable;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.ui.account.AccountLink;
import io.keepwell.ui.component.Card;
import io.keepwell.ui.component.Notice;
import io.keepwell.ui.component.StateChip;
import io.keepwell.ui.component.Table;
import io.keepwell.ui.component.Table.Column;
import java.util.Optional;

/// The customers behind a cell, which add up to it.
final class CohortListCard extends Div {
    record Listed(CohortTable table, CohortList list) {}

    CohortListCard(RetentionPage page, RetentionPage.Place place, Listed listed) {
        CohortList list = listed.list();
        Card card = new Card("Won in " + CohortsCard.written(place.cohort()))
                .saying("at the end of month " + (place.age() + 1) + ", "
                        + ValueFormat.day(place.cohort().plusMonths(place.age()).atEndOfMonth()) + ": "
                        + ValueFormat.count(list.kept()) + " of " + ValueFormat.count(list.customers())
                        + " customers kept")
                .leading(page.choosing(Optional.empty()).link().href(), "Close");
        card.setId("cohort-list");
        if (list.members().isEmpty()) {
            card.add(Notice.empty("Nobody was won in that month."));
        } else {
            card.add(table(page, place, listed));
        }
        if (list.moreMembers() > 0 && !page.everyRow()) {
            card.add(Notice.way(page.withEveryRow().link().href(), "Show all"));
        }
        add(card);
    }

    private static Table table(RetentionPage page, RetentionPage.Place place, Listed listed) {
        CohortList list = listed.list();
        String money = listed.table().currency() + " a month";
        Table table = new Table(
                "Customers behind the cell",
                Column.text("Account"),
                Column.wide("First subscription"),
                Column.text("Then"),
                Column.number("First " + money),
                Column.number("Then " + money));
        list.members().forEach(member -> {
            table.row(
                    new AccountLink(member.account(), member.accountName(), page.selection()),
                    Table.cell(member.wonOn()),
                    member.kept()
                            ? new StateChip(StateChip.Tone.GOOD, "kept")
                            : new StateChip(StateChip.Tone.BAD, "no customer"),
                    Table.cell(ValueFormat.bare(member.firstMrr(), Unit.MONEY_PER_MONTH)),
                    Table.cell(ValueFormat.bare(member.mrr(), Unit.MONEY_PER_MONTH)));
        });
        Span total = Table.cell(ValueFormat.bare(list.mrr(), Unit.MONEY_PER_MONTH));
        total.setId("cohort-list-mrr");
        table.foot(
                Table.counted(list.customers(), list.members().size(), "customer"),
                Table.cell(""),
                addsUp(place, listed),
                Table.cell(ValueFormat.bare(list.firstMrr(), Unit.MONEY_PER_MONTH)),
                total);
        return table;
    }

    private static Span addsUp(RetentionPage.Place place, Listed listed) {
        boolean adds = cell(place, listed.table())
                .filter(cell -> cell.kept().size() == listed.list().kept()
                        && cell.mrr().compareTo(listed.list().mrr()) == 0)
                .isPresent();
        Span check = Table.cell(adds ? "adds up ✓" : "does not add up ✗");
        check.setId("cohort-list-check");
        check.addClassName(adds ? "kw-check" : "kw-cross");
        return check;
    }

    private static Optional<CohortTable.Cell> cell(RetentionPage.Place place, CohortTable table) {
        return table.cohorts().stream()
                .filter(cohort -> cohort.month().equals(place.cohort()))
                .filter(cohort -> place.age() < cohort.cells().size())
                .flatMap(cohort -> cohort.cells().get(place.age()).stream())
                .findFirst();
    }
}

package io.keepwell.ui.retention;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.metric.cohort.CohortList;
import io.keepwell.core.metric.cohort.CohortTable;
import io.keepwell.ui.account.AccountLink;
import io.keepwell.ui.component.Card;
import io.keepwell.ui.component.Notice;
import io.keepwell.ui.component.PagedList;
import io.keepwell.ui.component.RowPage;
import io.keepwell.ui.component.StateChip;
import io.keepwell.ui.component.Table;
import io.keepwell.ui.component.Table.Column;
import io.keepwell.ui.shell.Downloads;
import java.util.Optional;
import java.util.function.Function;

/// The customers behind a cell, which add up to it.
final class CohortListCard extends Div {
    record Listed(CohortTable table, CohortList list) {}

    private final RetentionPage page;
    private final RetentionPage.CohortCell place;
    private final Downloads downloads;

    /// @param ask may take a moment
    CohortListCard(
            RetentionPage page,
            RetentionPage.CohortCell place,
            Function<CohortList.Range, Listed> ask,
            Downloads downloads) {
        this.page = page;
        this.place = place;
        this.downloads = downloads;
        Card card = new Card("Won in " + CohortsCard.written(place.cohort()))
                .saying("at the end of month " + (place.age() + 1) + ", "
                        + ValueFormat.day(place.cohort().plusMonths(place.age()).atEndOfMonth()))
                .offering(download(ask))
                .leading(page.choosing(Optional.empty()).link().href(), "Close");
        card.setId("cohort-list");
        card.add(new PagedList<>(
                page.rows(),
                rows -> page.with(rows).link(),
                rows -> ask.apply(range(rows)),
                listed -> listed.list().customers(),
                this::table));
        add(card);
    }

    private static CohortList.Range range(RowPage rows) {
        return new CohortList.Range(
                rows.order().map(CohortListCard::order).orElse(CohortList.Order.GONE),
                rows.descending(),
                rows.from(),
                rows.most());
    }

    private static CohortList.Order order(RowPage.Order order) {
        return switch (order.column()) {
            case "account" -> CohortList.Order.ACCOUNT;
            case "won" -> CohortList.Order.WON;
            case "first" -> CohortList.Order.FIRST_MRR;
            case "then" -> CohortList.Order.MRR;
            default -> throw new IllegalArgumentException("there is no column " + order.column());
        };
    }

    private Anchor download(Function<CohortList.Range, Listed> ask) {
        return downloads.csv(
                "download-cohort",
                "Download all as CSV",
                "cohort-" + place.cohort() + "-month-" + (place.age() + 1) + ".csv",
                file -> {
                    Listed all = ask.apply(CohortList.Range.ALL);
                    CohortSheet.write(page, place, all, addsUp(all), file);
                });
    }

    private Component table(Listed listed, Table.Sorting sorting) {
        CohortList list = listed.list();
        if (list.customers() == 0) {
            return Notice.empty("Nobody was won in that month.");
        }
        String money = listed.table().currency() + " a month";
        Table table = new Table(
                "Customers of this cell",
                sorting,
                Column.text("Account").sortedAs("account"),
                Column.wide("First subscription").sortedAs("won"),
                Column.text("Then"),
                Column.number("First " + money).sortedAs("first"),
                Column.number("Then " + money).sortedAs("then"));
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
                check(listed),
                Table.cell(ValueFormat.bare(list.firstMrr(), Unit.MONEY_PER_MONTH)),
                total);
        Span kept = new Span(
                ValueFormat.count(list.kept()) + " of " + ValueFormat.count(list.customers()) + " customers kept");
        kept.addClassName("kw-quiet");
        Span order = new Span(sorting.rows().order().isPresent() ? "" : "Those gone first");
        order.addClassName("kw-quiet");
        Div head = new Div(kept, order);
        head.addClassName("kw-list-head");
        return new Div(head, table);
    }

    private boolean addsUp(Listed listed) {
        return cell(place, listed.table())
                .filter(cell -> cell.kept().size() == listed.list().kept()
                        && cell.mrr().compareTo(listed.list().mrr()) == 0)
                .isPresent();
    }

    private Span check(Listed listed) {
        boolean adds = addsUp(listed);
        Span check = Table.cell(adds ? "adds up ✓" : "does not add up ✗");
        check.setId("cohort-list-check");
        check.addClassName(adds ? "kw-check" : "kw-cross");
        return check;
    }

    private static Optional<CohortTable.Cell> cell(RetentionPage.CohortCell place, CohortTable table) {
        return table.cohorts().stream()
                .filter(cohort -> cohort.month().equals(place.cohort()))
                .filter(cohort -> place.age() < cohort.cells().size())
                .flatMap(cohort -> cohort.cells().get(place.age()).stream())
                .findFirst();
    }
}

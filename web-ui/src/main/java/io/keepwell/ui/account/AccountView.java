package io.keepwell.ui.account;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import io.keepwell.core.account.Account;
import io.keepwell.core.account.AccountDirectory;
import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.SurveyAnswer;
import io.keepwell.core.fact.store.KeptFacts;
import io.keepwell.core.fact.store.StoredFact;
import io.keepwell.core.ledger.LedgerReader;
import io.keepwell.core.ledger.Lifecycle;
import io.keepwell.core.ledger.MovementKind;
import io.keepwell.core.ledger.MrrMovement;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.metric.health.HealthHistory;
import io.keepwell.core.money.Money;
import io.keepwell.core.rollup.refresh.Lifecycles;
import io.keepwell.core.setting.Firm;
import io.keepwell.ui.component.Card;
import io.keepwell.ui.component.ChartOptions;
import io.keepwell.ui.component.ChartPoint;
import io.keepwell.ui.component.Deferred;
import io.keepwell.ui.component.Notice;
import io.keepwell.ui.component.Table;
import io.keepwell.ui.component.Table.Column;
import io.keepwell.ui.shell.ScreenHeads;
import io.keepwell.ui.shell.Selection;
import io.keepwell.ui.shell.Shell;
import io.micronaut.context.annotation.Prototype;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

@Route(value = AccountNavigation.PATH + "/:account", layout = Shell.class)
@Prototype
final class AccountView extends Main implements BeforeEnterObserver, AfterNavigationObserver, HasDynamicTitle {
    private static final int MOST_FACTS = 100;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private final transient AccountDirectory directory;
    private final transient LedgerReader ledger;
    private final transient KeptFacts facts;
    private final transient Lifecycles lifecycles;
    private final transient HealthHistory health;
    private final transient ScreenHeads heads;
    private transient @Nullable Account account;

    AccountView(
            AccountDirectory directory,
            LedgerReader ledger,
            KeptFacts facts,
            Lifecycles lifecycles,
            HealthHistory health,
            ScreenHeads heads) {
        this.directory = directory;
        this.ledger = ledger;
        this.facts = facts;
        this.lifecycles = lifecycles;
        this.health = health;
        this.heads = heads;
        addClassName("kw-page");
    }

    /// What is known of an account.
    private record Loaded(Lifecycle lifecycle, List<MrrMovement> movements, List<StoredFact<?>> timeline) {}

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Optional<Account> found = event.getRouteParameters()
                .get("account")
                .filter(text -> NUMBER.matcher(text).matches())
                .flatMap(text -> directory.find(Integer.parseInt(text)));
        if (found.isEmpty()) {
            event.rerouteToError(NotFoundException.class);
            return;
        }
        account = found.get();
    }

    @Override
    public String getPageTitle() {
        return (account == null ? "Account" : account.name()) + " · Keepwell";
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        Account shown = account;
        if (shown == null) {
            return;
        }
        Selection selection = heads.selection(event.getLocation().getQueryParameters());
        removeAll();
        add(
                head(shown, selection),
                new Deferred(
                        "kw-skeleton-page",
                        () -> new Loaded(
                                lifecycles.of(shown.number(), Optional.empty()),
                                ledger.movements(shown.number()),
                                facts.timeline(shown.number(), MOST_FACTS)),
                        known -> content(shown, known)));
    }

    private Component head(Account shown, Selection selection) {
        H1 name = new H1(shown.name());
        name.setId("screen-title");
        Anchor back = new Anchor(AccountNavigation.list(selection).href(), "‹ Accounts");
        Div badges = new Div();
        badges.addClassName("kw-badges");
        if (shown.stub()) {
            Span stub = new Span("no profile received yet: named as a partner calls it");
            stub.addClassNames("kw-badge", "kw-watch");
            badges.add(stub);
        }
        shown.sliceKey().values().forEach((dimension, value) -> {
            if (!value.isEmpty()) {
                Anchor badge = new Anchor(
                        AccountNavigation.list(selection.withSlice(Slice.of(dimension, value)))
                                .href(),
                        dimension.label() + ": " + value);
                badge.addClassName("kw-badge");
                badges.add(badge);
            }
        });
        Header head = new Header(back, name, badges);
        head.addClassName("kw-account-head");
        return head;
    }

    private Component content(Account shown, Loaded known) {
        Firm firm = heads.firm();
        LocalDate today = heads.today();
        Deferred howItIs =
                new Deferred("kw-skeleton-chart", () -> HealthCard.ask(health, shown.number(), today), HealthCard::new);
        Div left = new Div(
                howItIs,
                new LifecycleCard(known.lifecycle(), today),
                revenue(known.movements(), firm, today),
                movements(known.movements(), firm),
                answers(known.timeline()),
                aliases(shown));
        left.addClassNames("kw-span-8", "kw-stack");
        Card timeline = new Card("Timeline")
                .saying("events as partners sent them, newest first · "
                        + firm.zone().id().getId());
        timeline.add(
                known.timeline().isEmpty()
                        ? Notice.empty("No partner has sent an event about this account yet.")
                        : new AccountTimeline(known.timeline(), firm));
        timeline.spanning(4).addClassName("kw-beside-all");
        Div grid = new Div(left, timeline);
        grid.addClassName("kw-grid");
        Div all = new Div(AccountSummary.of(known.lifecycle(), known.movements(), firm, today), grid);
        all.addClassName("kw-stack");
        return all;
    }

    private static Card revenue(List<MrrMovement> movements, Firm firm, LocalDate today) {
        Card card = new Card("Monthly recurring revenue").saying(firm.currency() + " a month, from day to day");
        List<MrrMovement> steps = movements.stream()
                .filter(movement ->
                        movement.kind() != MovementKind.TRANSFER_IN && movement.kind() != MovementKind.TRANSFER_OUT)
                .toList();
        if (steps.isEmpty()) {
            card.add(Notice.empty("It never had a subscription. One shows here as soon as a partner sends its start."));
            return card;
        }
        List<LocalDate> days = new ArrayList<>();
        List<ChartPoint> points = new ArrayList<>();
        for (MrrMovement step : steps) {
            days.add(step.day());
            points.add(point(step.afterMicros(), firm));
        }
        if (days.getLast().isBefore(today)) {
            days.add(today);
            points.add(point(steps.getLast().afterMicros(), firm));
        }
        card.add(ChartOptions.overDays(Unit.MONEY_PER_MONTH)
                .steps("MRR", "$accent", days, points)
                .chart("Monthly recurring revenue over time; the movements below have the amounts"));
        return card;
    }

    private static ChartPoint point(long micros, Firm firm) {
        return ChartPoint.of(
                Optional.of(Money.units(micros)),
                ValueFormat.amount(Money.units(micros), Unit.MONEY_PER_MONTH, firm.currency()));
    }

    private static Card movements(List<MrrMovement> movements, Firm firm) {
        Card card = new Card("Movements").saying(firm.currency() + " a month");
        if (movements.isEmpty()) {
            card.add(Notice.empty("Nothing moved its MRR yet."));
            return card;
        }
        Table table = new Table(
                "MRR movements",
                Column.text("Day"),
                Column.text("Kind"),
                Column.wideNumber("Before"),
                Column.number("After"),
                Column.number("Change"));
        for (MrrMovement movement : movements.reversed()) {
            table.row(
                    Table.cell(movement.day()),
                    Table.cell(movement.kind().id().replace('_', ' ')),
                    Table.cell(AccountSummary.monthly(movement.beforeMicros())),
                    Table.cell(AccountSummary.monthly(movement.afterMicros())),
                    Table.cell(ValueFormat.change(
                            Money.units(movement.kind().sign() * movement.amountMicros()), Unit.MONEY_PER_MONTH)));
        }
        card.add(table);
        return card;
    }

    private static Card answers(List<StoredFact<?>> timeline) {
        Card card = new Card("Answers");
        Table table = new Table(
                "Survey answers",
                Column.text("Day"),
                Column.text("Survey"),
                Column.number("Score"),
                Column.text("Comment"));
        boolean any = false;
        for (StoredFact<?> stored : timeline) {
            if (stored.fact() instanceof SurveyAnswer answer) {
                any = true;
                table.row(
                        Table.cell(stored.day()),
                        Table.cell(answer.kind().name()),
                        Table.cell(answer.score() + " of " + answer.scaleHigh()),
                        Table.cell(answer.comment()));
            }
        }
        card.add(any ? table : Notice.empty("Nobody there has answered a survey yet."));
        return card;
    }

    private static Card aliases(Account shown) {
        Card card = new Card("Names at partners");
        if (shown.aliases().isEmpty()) {
            card.add(new Paragraph("No partner has a name for it."));
            return card;
        }
        Table table = new Table("Aliases", Column.text("Partner"), Column.text("Name"));
        shown.aliases().forEach(alias -> table.row(Table.cell(alias.partnerName()), Table.cell(alias.text())));
        card.add(table);
        return card;
    }
}

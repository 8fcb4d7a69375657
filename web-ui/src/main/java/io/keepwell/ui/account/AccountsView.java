package io.keepwell.ui.account;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.provider.Query;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import io.keepwell.core.account.Account;
import io.keepwell.core.account.AccountDirectory;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.account.SliceDictionary;
import io.keepwell.core.ledger.LedgerReader;
import io.keepwell.core.ledger.MrrMovement;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.money.Money;
import io.keepwell.ui.component.Link;
import io.keepwell.ui.component.Notice;
import io.keepwell.ui.shell.Parameter;
import io.keepwell.ui.shell.ScreenHeads;
import io.keepwell.ui.shell.Selection;
import io.keepwell.ui.shell.Shell;
import io.micronaut.context.annotation.Prototype;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

@Route(value = AccountNavigation.PATH, layout = Shell.class)
@PageTitle("Accounts · Keepwell")
@Prototype
final class AccountsView extends Main implements AfterNavigationObserver {
    private static final int SEARCH_PAUSE_MILLIS = 300;

    private final transient AccountDirectory directory;
    private final transient LedgerReader ledger;
    private final transient SliceDictionary slices;
    private final transient ScreenHeads heads;

    private final Grid<Line> grid = new Grid<>();
    private final Paragraph count = new Paragraph();
    private transient Selection selection;
    private String search = "";

    AccountsView(AccountDirectory directory, LedgerReader ledger, SliceDictionary slices, ScreenHeads heads) {
        this.directory = directory;
        this.ledger = ledger;
        this.slices = slices;
        this.heads = heads;
        this.selection = heads.selection(QueryParameters.empty());
        addClassName("kw-page");
    }

    /// An account and what it pays a month now, as text.
    private record Line(Account account, String monthly) {}

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        QueryParameters parameters = event.getLocation().getQueryParameters();
        selection = heads.selection(parameters);
        search = parameters.getSingleParameter(AccountNavigation.SEARCH).orElse("");
        removeAll();
        Div title = new Div(new H1("Accounts"), count);
        title.addClassName("kw-head-title");
        count.addClassName("kw-said");
        count.setId("accounts-count");
        Header head = new Header(title);
        head.addClassName("kw-head");
        setUpGrid();
        add(head);
        heads.misread(
                        parameters,
                        AccountNavigation.list(selection, selection.slice(), search),
                        List.of(Parameter.free(AccountNavigation.SEARCH)))
                .ifPresent(this::add);
        add(filters(), grid);
    }

    private Component filters() {
        TextField text = new TextField("Name");
        text.setId("accounts-search");
        text.setPlaceholder("Part of a name");
        text.setClearButtonVisible(true);
        text.setValue(search);
        text.setValueChangeMode(ValueChangeMode.LAZY);
        text.setValueChangeTimeout(SEARCH_PAUSE_MILLIS);
        text.addValueChangeListener(event -> {
            search = event.getValue();
            searchAgain();
        });
        Div filters = new Div(text);
        for (Dimension dimension : Dimension.ALL) {
            SortedSet<String> values = slices.values(dimension);
            if (!values.isEmpty()) {
                filters.add(filter(dimension, values));
            }
        }
        filters.addClassName("kw-filters");
        return filters;
    }

    private Component filter(Dimension dimension, SortedSet<String> values) {
        ComboBox<String> box = new ComboBox<>(dimension.label());
        box.setId("accounts-" + dimension.id());
        box.setItems(values);
        box.setPlaceholder("any");
        box.setClearButtonVisible(true);
        String chosen = selection.slice().values().get(dimension);
        if (chosen != null && values.contains(chosen)) {
            box.setValue(chosen);
        }
        box.addValueChangeListener(event -> {
            Slice slice = event.getValue() == null
                    ? selection.slice().without(dimension)
                    : selection.slice().with(dimension, event.getValue());
            selection = selection.withSlice(slice);
            searchAgain();
        });
        return box;
    }

    /// The address follows without a new screen, so that whoever types goes on typing.
    private void searchAgain() {
        Link link = AccountNavigation.list(selection, selection.slice(), search);
        getUI().ifPresent(ui -> ui.getPage().getHistory().replaceState(null, link.href()));
        grid.getDataProvider().refreshAll();
    }

    private void setUpGrid() {
        grid.removeAllColumns();
        grid.setId("accounts-grid");
        grid.addClassName("kw-accounts");
        grid.addComponentColumn(this::name)
                .setHeader("Account")
                .setFrozen(true)
                .setFlexGrow(1)
                .setWidth("160px");
        grid.addColumn(Line::monthly)
                .setHeader(heads.firm().currency() + " a month")
                .setTextAlign(ColumnTextAlign.END)
                .setFlexGrow(0)
                .setWidth("116px");
        for (Dimension dimension : Dimension.ALL) {
            if (!slices.values(dimension).isEmpty()) {
                grid.addColumn(line -> Selection.label(line.account().sliceKey().value(dimension)))
                        .setHeader(dimension.label())
                        .setTooltipGenerator(line ->
                                Selection.label(line.account().sliceKey().value(dimension)))
                        .setFlexGrow(1)
                        .setWidth("111px");
            }
        }
        grid.setItems(this::fetch, this::total);
        grid.setEmptyStateComponent(Notice.empty(
                "No account matches. Accounts come with the first event that a partner sends about them."));
    }

    private Component name(Line line) {
        Account account = line.account();
        AccountLink name = new AccountLink(account.number(), account.name(), selection);
        if (!account.stub()) {
            return name;
        }
        Span stub = new Span("no profile");
        stub.addClassNames("kw-badge", "kw-watch");
        return new Span(name, new Span(" "), stub);
    }

    private Stream<Line> fetch(Query<Line, Void> query) {
        List<Account> accounts = directory
                .search(search, selection.slice(), query.getOffset(), query.getLimit())
                .accounts();
        LocalDate tomorrow = heads.today().plusDays(1);
        Map<Integer, MrrMovement> balances =
                ledger.balances(accounts.stream().map(Account::number).toList(), tomorrow).stream()
                        .collect(Collectors.toMap(MrrMovement::account, balance -> balance));
        return accounts.stream().map(account -> {
            MrrMovement balance = balances.get(account.number());
            return new Line(
                    account,
                    balance == null ? "–" : ValueFormat.bare(Money.units(balance.afterMicros()), Unit.MONEY_PER_MONTH));
        });
    }

    private int total(Query<Line, Void> query) {
        int total = directory.search(search, selection.slice(), 0, 1).total();
        count.setText(ValueFormat.count(total) + (total == 1 ? " account" : " accounts")
                + (selection.slice().isWhole() ? "" : " · " + Selection.label(selection.slice()))
                + " · as they stand now");
        return total;
    }
}

package io.keepwell.ui.retention;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.keepwell.core.metric.cohort.CohortTable;
import io.keepwell.core.metric.cohort.Lifetimes;
import io.keepwell.core.time.Period;
import io.keepwell.ui.component.Deferred;
import io.keepwell.ui.component.Once;
import io.keepwell.ui.shell.Downloads;
import io.keepwell.ui.shell.ScreenHeads;
import io.keepwell.ui.shell.Shell;
import io.micronaut.context.annotation.Prototype;
import java.time.Instant;
import java.util.Optional;

@Route(value = RetentionNavigation.PATH, layout = Shell.class)
@PageTitle("Retention · Keepwell")
@Prototype
final class RetentionView extends Main implements AfterNavigationObserver {
    private final transient Lifetimes lifetimes;
    private final transient Downloads downloads;
    private final transient ScreenHeads heads;

    RetentionView(Lifetimes lifetimes, Downloads downloads, ScreenHeads heads) {
        this.downloads = downloads;
        this.lifetimes = lifetimes;
        this.heads = heads;
        addClassName("kw-page");
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        var parameters = event.getLocation().getQueryParameters();
        RetentionPage page = RetentionPage.of(heads.selection(parameters), parameters);
        removeAll();
        Paragraph summary =
                new Paragraph("What became of customers since they were won: month by month, by the month of"
                        + " their first subscription. A customer counts in the slice in which it was won.");
        summary.addClassName("kw-summary");
        add(heads.head("Retention", page.selection(), other -> page.with(other).link())
                .saying(summary));
        heads.misread(parameters, page.link(), RetentionPage.parameters(parameters))
                .ifPresent(this::add);
        heads.objection(parameters, page.selection(), other -> page.with(other).link())
                .ifPresentOrElse(this::add, () -> addFigures(page));
    }

    private void addFigures(RetentionPage page) {
        Optional<Instant> asOf = page.selection().asOf(heads.firm().zone().id());
        Once<CohortTable> table = new Once<>(() -> lifetimes.cohorts(
                page.from(), page.to(), page.months(), page.selection().slice(), asOf));
        add(new Deferred("kw-skeleton-definitions", table, answer -> new MeasureTiles(page, answer)));
        Div grid = new Div();
        grid.addClassName("kw-grid");
        Div cohorts =
                new Div(new Deferred("kw-skeleton-chart", table, answer -> new CohortsCard(page, answer, downloads)));
        page.chosen().ifPresent(place -> cohorts.add(list(page, place, table, asOf)));
        cohorts.addClassNames("kw-span-12", "kw-stack");
        Deferred survival = new Deferred(
                "kw-skeleton-chart",
                () -> lifetimes.survival(
                        new Period(page.from().atDay(1), page.to().atDay(1)),
                        Optional.empty(),
                        page.selection().slice(),
                        asOf),
                answer -> new SurvivalCard(page, answer));
        survival.addClassName("kw-span-12");
        grid.add(cohorts, survival);
        add(grid);
    }

    private CohortListCard list(
            RetentionPage page, RetentionPage.CohortCell place, Once<CohortTable> table, Optional<Instant> asOf) {
        return new CohortListCard(
                page,
                place,
                range -> new CohortListCard.Listed(
                        table.get(),
                        lifetimes.list(
                                place.cohort(), place.age(), page.selection().slice(), asOf, range)),
                downloads);
    }
}

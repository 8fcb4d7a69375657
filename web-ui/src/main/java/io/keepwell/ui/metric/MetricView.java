package io.keepwell.ui.metric;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import io.keepwell.core.account.SliceDictionary;
import io.keepwell.core.metric.Analysis;
import io.keepwell.core.metric.CustomDimension;
import io.keepwell.core.metric.InvalidQueryException;
import io.keepwell.core.metric.MetricCatalogue;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.metric.query.Comparison;
import io.keepwell.core.metric.query.MetricQueries;
import io.keepwell.core.metric.query.Warning;
import io.keepwell.core.metric.query.Warnings;
import io.keepwell.core.metric.revision.Revisions;
import io.keepwell.core.time.Period;
import io.keepwell.ui.component.Deferred;
import io.keepwell.ui.component.Notice;
import io.keepwell.ui.component.Once;
import io.keepwell.ui.retention.RetentionNavigation;
import io.keepwell.ui.shell.Downloads;
import io.keepwell.ui.shell.ScreenHeads;
import io.keepwell.ui.shell.Shell;
import io.micronaut.context.annotation.Prototype;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

@Route(value = MetricNavigation.PATH + "/:metric", layout = Shell.class)
@Prototype
final class MetricView extends Main implements BeforeEnterObserver, AfterNavigationObserver, HasDynamicTitle {
    private final transient MetricCatalogue catalogue;
    private final transient MetricQueries figures;
    private final transient Revisions revisions;
    private final transient Warnings warnings;
    private final transient Trends trends;
    private final transient TargetMarks targets;
    private final transient SliceDictionary slices;
    private final transient Downloads downloads;
    private final transient ScreenHeads heads;
    private transient @Nullable MetricInfo metric;

    MetricView(
            MetricCatalogue catalogue,
            MetricQueries figures,
            Revisions revisions,
            Warnings warnings,
            Trends trends,
            TargetMarks targets,
            SliceDictionary slices,
            Downloads downloads,
            ScreenHeads heads) {
        this.downloads = downloads;
        this.warnings = warnings;
        this.catalogue = catalogue;
        this.figures = figures;
        this.revisions = revisions;
        this.trends = trends;
        this.targets = targets;
        this.slices = slices;
        this.heads = heads;
        addClassName("kw-page");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        String id = event.getRouteParameters().get("metric").orElse("");
        if (Analysis.find(id).isPresent()) {
            event.forwardTo(RetentionNavigation.PATH, event.getLocation().getQueryParameters());
            return;
        }
        try {
            metric = catalogue.get(id).info();
        } catch (InvalidQueryException none) {
            event.rerouteToError(NotFoundException.class, none.getMessage());
        }
    }

    @Override
    public String getPageTitle() {
        return (metric == null ? "Metric" : metric.name()) + " · Keepwell";
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        MetricInfo shown = metric;
        if (shown == null) {
            return;
        }
        var parameters = event.getLocation().getQueryParameters();
        MetricPage page = MetricPage.of(shown, heads.selection(parameters), parameters);
        show(
                page,
                heads.misread(parameters, page.link(), MetricPage.parameters(parameters)),
                objection(page, parameters));
    }

    /// What is wrong with the definition, detail or slice of the address, with the way out.
    private Optional<Notice> objection(MetricPage page, QueryParameters parameters) {
        return parameters
                .getSingleParameter(MetricPage.DEFINITION)
                .filter(id -> page.metric().definition(id).isEmpty())
                .map(id -> Notice.problem(
                        "There is no definition '" + id + "' of this metric. Valid: "
                                + InvalidQueryException.listed(page.metric().definitions().stream()
                                        .map(each -> each.id().id())
                                        .toList())
                                + ".",
                        Notice.way(
                                page.link().href(),
                                "Show it " + page.definition().name())))
                .or(() -> unknownCustomValue(page))
                .or(() -> heads.objection(
                        parameters, page.selection(), other -> page.with(other).link()));
    }

    /// Where figures are recalled it takes a while to find out what was known: they say it themselves.
    private Optional<Notice> unknownCustomValue(MetricPage page) {
        return page.of().flatMap(asked -> {
            Optional<CustomDimension> detail = page.definition().customDimension();
            if (detail.isPresent() && page.selection().knownOn().isPresent()) {
                return Optional.empty();
            }
            Optional<SortedSet<String>> valid = detail.map(each -> figures.customValues(each, Optional.empty()));
            if (valid.filter(names -> names.contains(asked)).isPresent()) {
                return Optional.empty();
            }
            return Optional.of(Notice.problem(
                    valid.map(names -> "There is no " + detail.get().name() + " '" + asked + "'. Valid: "
                                    + InvalidQueryException.listed(names) + ".")
                            .orElse("By '" + page.definition().name() + "' this metric can't be asked of '" + asked
                                    + "': it has no custom dimension."),
                    Notice.way(page.about(Optional.empty()).link().href(), "Show all together")));
        });
    }

    private void show(MetricPage page, Optional<Notice> misread, Optional<Notice> objection) {
        removeAll();
        add(heads.head(
                        page.metric().name() + page.of().map(of -> " · " + of).orElse(""),
                        page.selection(),
                        other -> page.with(other).link())
                .saying(facts(page)));
        misread.ifPresent(this::add);
        objection.ifPresentOrElse(this::add, () -> addFigures(page));
    }

    private record Explained(MetricValue figure, List<Warning> warnings) {}

    private void addFigures(MetricPage page) {
        List<Period> period = List.of(page.selection().period());
        Once<Comparison> comparison = new Once<>(() -> figures.compare(trends.query(page, period)));
        Once<MetricValue> figure = new Once<>(() -> comparison.get().by(page.definition()));
        Deferred definitions =
                new Deferred("kw-skeleton-definitions", comparison, answer -> new DefinitionTiles(page, answer));
        Deferred history = new Deferred(
                "kw-skeleton-chart",
                () -> MetricHistory.ask(figures, trends, page),
                answer -> new HistoryCard(page, answer, heads.today(), trends.calendar()));
        Deferred explanation = new Deferred(
                "kw-skeleton-chart",
                () -> new Explained(figure.get(), warnings.about(figure.get())),
                explained -> new ExplanationCard(page, explained.figure(), explained.warnings()));
        Div wide = new Div(
                history,
                new DrillThroughCard(page, figure, figures, revisions, trends, slices, downloads, heads.now()));
        wide.addClassNames("kw-span-8", "kw-stack");
        Deferred aims = new Deferred(
                "kw-skeleton-list",
                () -> TargetsCard.ask(targets, page),
                known -> new TargetsCard(targets, page, known, heads.today()));
        Deferred reasons = new Deferred(
                "kw-skeleton-chart",
                comparison,
                answer -> new DefinitionsCard(
                        page, answer, catalogue.get(page.metric().id())));
        Div narrow = new Div(explanation, aims, reasons);
        narrow.addClassNames("kw-span-4", "kw-stack");
        Div grid = new Div(wide, narrow);
        grid.addClassNames("kw-grid", "kw-interleaved");
        add(definitions, grid);
    }

    /// Chooses what is asked about, where the definition's figures are broken down by a custom dimension.
    private Deferred customValueChoice(MetricPage page, CustomDimension detail) {
        return new Deferred(
                "kw-skeleton-choice",
                () -> figures.customValues(detail, trends.asOf(page.selection())),
                names -> customValueChoice(page, detail, names));
    }

    private Component customValueChoice(MetricPage page, CustomDimension detail, Collection<String> names) {
        ComboBox<String> choice = new ComboBox<>("Of one " + detail.name());
        choice.setId("choose-of");
        choice.setItems(names);
        choice.setPlaceholder("all together");
        choice.setClearButtonVisible(true);
        choice.setHelperText(names.isEmpty() ? "No " + detail.name() + " was reported yet." : "");
        page.of().filter(names::contains).ifPresent(choice::setValue);
        choice.addValueChangeListener(event -> getUI().ifPresent(ui ->
                page.about(Optional.ofNullable(event.getValue())).link().go(ui)));
        choice.addClassName("kw-of");
        return choice;
    }

    private Div facts(MetricPage page) {
        MetricInfo info = page.metric();
        boolean isDefault = info.definitions().size() > 1 && page.definition().equals(info.defaultDefinition());
        Paragraph summary = new Paragraph(info.summary());
        summary.addClassName("kw-summary");
        Div badges = new Div(
                badge(info.category()),
                badge(info.kind().name().toLowerCase(Locale.ROOT)),
                badge(
                        switch (info.better()) {
                            case HIGHER -> "higher is better";
                            case LOWER -> "lower is better";
                        }),
                badge((isDefault ? "default definition, v" : "definition v")
                        + page.definition().version() + " since "
                        + ValueFormat.day(page.definition().since())));
        badges.addClassName("kw-badges");
        Div facts = new Div(summary, badges);
        page.definition().customDimension().ifPresent(detail -> facts.add(customValueChoice(page, detail)));
        return facts;
    }

    private static Span badge(String text) {
        Span badge = new Span(text);
        badge.addClassName("kw-badge");
        return badge;
    }
}

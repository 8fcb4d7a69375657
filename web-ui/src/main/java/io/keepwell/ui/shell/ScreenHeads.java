package io.keepwell.ui.shell;

import com.vaadin.flow.router.QueryParameters;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.SliceDictionary;
import io.keepwell.core.metric.InvalidQueryException;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.metric.query.MetricQueries;
import io.keepwell.core.setting.Firm;
import io.keepwell.core.setting.Settings;
import io.keepwell.ui.component.Link;
import io.keepwell.ui.component.Notice;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Makes the heads of screens, which always say period, zone, currency and how fresh the events are.
@Singleton
public final class ScreenHeads {
    private final Settings settings;
    private final MetricQueries figures;
    private final SliceDictionary slices;
    private final Clock clock;

    ScreenHeads(Settings settings, MetricQueries figures, SliceDictionary slices, Clock clock) {
        this.settings = settings;
        this.figures = figures;
        this.slices = slices;
        this.clock = clock;
    }

    public Firm firm() {
        return settings.firm();
    }

    /// Today in the reporting zone.
    public LocalDate today() {
        return settings.firm().zone().today(clock);
    }

    /// Now on the reporting zone's clocks.
    public LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), settings.firm().zone().id());
    }

    /// What the address selects.
    public Selection selection(QueryParameters parameters) {
        return Selection.of(parameters, today());
    }

    /// What is wrong with the period of the address, or with the selected slice where some value of it is
    /// unknown; with the way out.
    ///
    /// @param parameters of the address
    /// @param address the screen's own address with another selection
    public Optional<Notice> objection(
            QueryParameters parameters, Selection selection, Function<Selection, Link> address) {
        return Selection.noPeriod(parameters)
                .map(text -> Notice.problem(
                        "There is no period '" + text + "'. Valid: " + PeriodText.VALID + ".",
                        Notice.way(address.apply(selection).href(), "Show " + ValueFormat.period(selection.period()))))
                .or(() -> unknownValue(selection, address));
    }

    /// What of the address is not understood, so that nobody takes what is shown for what was meant.
    ///
    /// @param parameters of the address
    /// @param understood the same screen by an address of which all is understood
    /// @param own what the screen's address may say besides the selection
    public Optional<Notice> misread(QueryParameters parameters, Link understood, Collection<Parameter> own) {
        List<Parameter> known = new ArrayList<>(Selection.parameters(today()));
        known.addAll(own);
        List<String> sentences = Parameter.misread(parameters, known);
        return sentences.isEmpty()
                ? Optional.empty()
                : Optional.of(Notice.misread(sentences, Notice.way(understood.href(), "Go on without")));
    }

    private Optional<Notice> unknownValue(Selection selection, Function<Selection, Link> address) {
        for (var entry : selection.slice().values().entrySet()) {
            Dimension dimension = entry.getKey();
            if (!entry.getValue().isEmpty() && !slices.values(dimension).contains(entry.getValue())) {
                Selection without = selection.withSlice(selection.slice().without(dimension));
                return Optional.of(Notice.problem(
                        "No account ever had the " + dimension.id() + " '" + entry.getValue() + "'. Valid: "
                                + InvalidQueryException.listed(slices.values(dimension)) + ".",
                        Notice.way(address.apply(without).href(), "Show it without that " + dimension.id())));
            }
        }
        return Optional.empty();
    }

    /// @param address the screen's own address with another selection
    public ScreenHead head(String title, Selection selection, Function<Selection, Link> address) {
        Firm firm = settings.firm();
        return new ScreenHead(
                title,
                said(selection, firm),
                new SelectionBar(
                        selection,
                        address,
                        firm.zone().today(clock),
                        settings.policies().calendar(),
                        slices));
    }

    private String said(Selection selection, Firm firm) {
        String known = selection
                .knownOn()
                .map(day -> "as of the end of " + ValueFormat.day(day))
                .orElseGet(() -> figures.newestEvent()
                        .map(moment -> "events up to "
                                + Freshness.text(
                                        moment, clock.instant(), firm.zone().id()))
                        .orElse("no events yet"));
        return selection.label() + " · " + firm.zone().id().getId() + " · " + firm.currency() + " · " + known;
    }
}

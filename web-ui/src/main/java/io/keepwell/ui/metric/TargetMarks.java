package io.keepwell.ui.metric;

import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.setting.Settings;
import io.keepwell.core.target.Target;
import io.keepwell.core.target.TargetStatus;
import io.keepwell.core.target.TargetStatuses;
import io.keepwell.core.target.Targets;
import io.keepwell.ui.component.StateChip;
import io.keepwell.ui.shell.Selection;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// Asks how the targets of metrics stand that hold on the last day of the selected period, in the
/// selected slice.
@Singleton
public final class TargetMarks {
    private final Targets targets;
    private final TargetStatuses standings;
    private final Settings settings;

    TargetMarks(Targets targets, TargetStatuses standings, Settings settings) {
        this.targets = targets;
        this.standings = standings;
        this.settings = settings;
    }

    /// A target, how it stands, and how that is written.
    ///
    /// @param aim the target's value with its unit
    public record Mark(Target target, TargetStatus standing, String aim) {
        /// How it stands, in a word or two.
        public StateChip chip() {
            return switch (standing) {
                case TargetStatus.Judged(TargetStatus.Verdict verdict, MetricValue _, BigDecimal _) ->
                    new StateChip(tone(verdict), verdict.label());
                case TargetStatus.Unknown(String _) -> new StateChip(StateChip.Tone.UNKNOWN, "not known");
            };
        }

        /// What it asks for, and by when: `Target EUR 410,000.00 for Q4 2026`.
        public String said() {
            return "Target " + aim + " for " + ValueFormat.period(target.period());
        }

        private static StateChip.Tone tone(TargetStatus.Verdict verdict) {
            return switch (verdict) {
                case ATTAINED, ON_TRACK -> StateChip.Tone.GOOD;
                case AT_RISK -> StateChip.Tone.WATCH;
                case MISSED -> StateChip.Tone.BAD;
            };
        }
    }

    /// The shortest period first. How they stand is as the selection's figures are known.
    public List<Mark> of(MetricInfo metric, Definition definition, Selection selection) {
        CurrencyCode currency = settings.firm().currency();
        LocalDate lastDay = selection.period().to().minusDays(1);
        return targets.on(lastDay, metric.id(), definition.id(), selection.slice()).stream()
                .map(target -> new Mark(
                        target,
                        standings.of(
                                target, selection.asOf(settings.firm().zone().id())),
                        ValueFormat.amount(target.value(), metric.by(definition).unit(), currency)))
                .toList();
    }

    /// By which day a metric is to be reviewed; empty where nobody said.
    Optional<LocalDate> review(MetricId metric) {
        return Optional.ofNullable(targets.reviews().get(metric));
    }

    /// An amount of a target's unit.
    String written(BigDecimal amount, MetricInfo metric, Definition definition) {
        return ValueFormat.amount(
                amount, metric.by(definition).unit(), settings.firm().currency());
    }
}

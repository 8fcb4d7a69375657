package io.keepwell.core.setting;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Every version of the health model that was known at a moment.
public record HealthModels(List<Version> versions) {
    private static final Comparator<Version> ORDER =
            Comparator.comparing(Version::from).thenComparing(Version::setAt);

    /// Nobody set anything: the default model everywhere.
    public static final HealthModels NONE = new HealthModels(List.of());

    /// @param segment whose customers it is for; empty for those of all segments without a model of their
    ///     own
    /// @param from the first day whose scores it makes
    /// @param setAt of two for the same segment and day the one that was set later holds
    public record Version(String segment, LocalDate from, Instant setAt, HealthModel model) {}

    public HealthModels {
        versions = versions.stream().sorted(ORDER).toList();
    }

    /// The model of a segment on a day: its own, or else the one for all, or else the default.
    public HealthModel on(LocalDate day, String segment) {
        return versionOn(day, segment).map(Version::model).orElse(HealthModel.DEFAULT);
    }

    /// The version that holds for a segment on a day: its own, or else that for all; empty where nobody
    /// set one, so that the default model holds.
    public Optional<Version> versionOn(LocalDate day, String segment) {
        Optional<Version> own = versions.stream()
                .filter(version ->
                        version.segment().equals(segment) && !version.from().isAfter(day))
                .reduce((_, later) -> later);
        return own.isPresent() || segment.isEmpty() ? own : versionOn(day, "");
    }

    /// Those that hold on a day, for every day: what scores of the past would be by today's models.
    public HealthModels forEver(LocalDate day) {
        return new HealthModels(versions.stream()
                .filter(version -> !version.from().isAfter(day))
                .map(version ->
                        new Version(version.segment(), LocalDate.MIN, version.setAt(), on(day, version.segment())))
                .toList());
    }
}

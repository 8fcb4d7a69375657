package io.keepwell.reporting;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PostConstruct;

/// Starts the schedule together with the service, where `keepwell.reporting.scheduler` is true.
@Context
@Requires(property = "keepwell.reporting.scheduler", value = "true")
final class AutomaticStart {
    private final Reporting reporting;

    AutomaticStart(Reporting reporting) {
        this.reporting = reporting;
    }

    @PostConstruct
    void start() {
        reporting.start();
    }
}

package io.keepwell.core.setting;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.time.LocalDate;

/// @param weights each part's, such as `usage_trend=25 nps=10`
@MappedEntity("health_model")
record HealthModelRow(
        @Id String segment,
        @Id LocalDate validFrom,
        @Id Instant setAt,
        String weights,
        int yellowFrom,
        int greenFrom) {}

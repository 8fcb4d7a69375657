package io.keepwell.core.target;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.LocalDate;

@MappedEntity("metric_review")
record MetricReviewRow(@Id String metric, LocalDate reviewOn) {}

package io.keepwell.core.audit;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

@MappedEntity("audit_trail")
record AuditRow(@Id long entry, Instant happenedAt, String who, String action, String subject, String detail) {}

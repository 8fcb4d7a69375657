package io.keepwell.core.access;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

@MappedEntity("partner")
record PartnerRow(@Id int partnerId, String name, Instant createdAt) {
    Partner partner() {
        return new Partner(partnerId, name);
    }
}

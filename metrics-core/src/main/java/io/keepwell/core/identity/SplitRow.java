package io.keepwell.core.identity;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/// That staff split an account from another.
@MappedEntity("account_split")
record SplitRow(@Id int account, @Id int other) {}

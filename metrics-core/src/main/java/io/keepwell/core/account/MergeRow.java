package io.keepwell.core.account;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

@MappedEntity("account_merge")
record MergeRow(@Id int account, int intoAccount, int primaryAccount, boolean automatic, Instant mergedAt) {
    Merge merge() {
        return new Merge(account, intoAccount, primaryAccount, automatic, mergedAt);
    }
}

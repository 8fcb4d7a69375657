package io.keepwell.core.account;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

@MappedEntity("account_alias")
record AliasRow(@Id int partnerId, @Id String alias, int account) {}

package io.keepwell.core.setting;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

@MappedEntity("setting")
record Setting(@Id String name, String value) {}

package io.keepwell.core.target;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

@MappedEntity("focus")
record FocusRow(@Id int position, String metric) {}

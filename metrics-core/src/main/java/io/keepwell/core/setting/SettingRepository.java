package io.keepwell.core.setting;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import io.micronaut.transaction.annotation.Transactional;

@Transactional
@JdbcRepository(dialect = Dialect.MYSQL)
interface SettingRepository extends CrudRepository<Setting, String> {}

package io.keepwell.core.setting;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface SettingRepository extends GenericRepository<Setting, String> {
    List<Setting> findAll();

    Optional<String> findValueByName(String name);

    @Query("""
            insert into setting (name, value)
            values (:name, :value)
            on duplicate key update value = values(value)
            """)
    void put(Setting setting);

    /// What somebody else was quicker to put stays.
    @Query("""
            insert into setting (name, value)
            values (:name, :value)
            on duplicate key update value = setting.value
            """)
    void putFirst(Setting setting);
}

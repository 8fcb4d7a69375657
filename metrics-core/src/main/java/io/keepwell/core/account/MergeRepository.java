package io.keepwell.core.account;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface MergeRepository extends GenericRepository<MergeRow, Integer> {
    @Query("select next_number from number_sequence where name = 'identity' for update")
    Optional<Long> lock();

    Optional<MergeRow> findByAccount(int account);

    // index: merge_primary
    List<MergeRow> findByPrimaryAccount(int account);

    void save(MergeRow row);

    void saveAll(List<MergeRow> rows);

    void deleteByAccount(int account);

    @Query("update account_merge set primary_account = :primary where account in (:accounts)")
    void setPrimaryAccount(Collection<Integer> accounts, int primary);
}

package io.keepwell.core.identity;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/// Which accounts staff have split, so that no profile merges them again.
@JdbcRepository(dialect = Dialect.MYSQL)
interface SplitRepository extends GenericRepository<SplitRow, Integer> {
    /// The accounts from which staff have split this one, and which they have split from it.
    // index: primary, then split_other
    @Query("""
            select other from account_split where account = :account
            union
            select account from account_split where other = :account
            """)
    Set<Integer> findSplitFrom(int account);

    /// Those of the accounts from which staff have split any, or which they have split from any.
    // index: primary, then split_other
    @Query("""
            select account from account_split where account in (:accounts)
            union
            select other from account_split where other in (:accounts)
            """)
    Set<Integer> findSplit(Collection<Integer> accounts);

    /// Remembers splits; those that were remembered before stay.
    @Query("""
            insert into account_split (account, other)
            values (:account, :other)
            on duplicate key update other = values(other)
            """)
    void put(List<SplitRow> rows);

    /// Forgets that an account was split from any of some others, or they from it.
    @Query("""
            delete from account_split
            where (account = :account and other in (:others)) or (other = :account and account in (:others))
            """)
    void forget(int account, Collection<Integer> others);
}

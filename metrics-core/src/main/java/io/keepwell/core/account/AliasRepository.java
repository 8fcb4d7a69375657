package io.keepwell.core.account;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface AliasRepository extends GenericRepository<AliasRow, Integer> {
    /// An alias with the name of the partner who uses it.
    @Introspected
    record NamedAlias(int account, int partnerId, String name, String alias) {}

    @Query("""
            select l.account
            from account_alias l
            join partner p on p.partner_id = l.partner_id
            where p.name = :partner and l.alias = :alias
            """)
    Optional<Integer> findAccount(String partner, String alias);

    // index: alias_account
    @Query("""
            select l.account, l.partner_id, p.name, l.alias
            from account_alias l
            join partner p on p.partner_id = l.partner_id
            where l.account in (:accounts)
            order by p.name, l.alias
            """)
    List<NamedAlias> findOfAccounts(Collection<Integer> accounts);
}

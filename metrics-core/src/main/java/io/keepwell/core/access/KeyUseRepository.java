package io.keepwell.core.access;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/// Each period from its first day until before its last one.
@JdbcRepository(dialect = Dialect.MYSQL)
interface KeyUseRepository extends GenericRepository<KeyUseRow, String> {
    /// A day on which a partner sent what was kept or known already.
    @Introspected
    record SendingDay(String name, LocalDate day) {}

    /// A key's last use.
    @Introspected
    record LastUse(String keyPrefix, Instant lastUsedAt) {}

    /// What several keys were used for together.
    @Introspected
    record Total(
            long calls, long callsOverQuota, long accepted, long duplicates, long rejected, long pending, long bytes) {
        KeyCounts counts() {
            return new KeyCounts(calls, callsOverQuota, accepted, duplicates, rejected, pending, bytes);
        }
    }

    /// Adds to what is there.
    @Query("""
            insert into partner_key_use (
                key_prefix, day, calls, calls_over_quota, accepted, duplicates, rejected, pending, bytes, last_used_at)
            values (
                :keyPrefix, :day, :calls, :callsOverQuota, :accepted, :duplicates, :rejected, :pending, :bytes,
                :lastUsedAt)
            on duplicate key update
                calls = calls + values(calls),
                calls_over_quota = calls_over_quota + values(calls_over_quota),
                accepted = accepted + values(accepted),
                duplicates = duplicates + values(duplicates),
                rejected = rejected + values(rejected),
                pending = pending + values(pending),
                bytes = bytes + values(bytes),
                last_used_at = greatest(last_used_at, values(last_used_at))
            """)
    void add(List<KeyUseRow> rows);

    // index: use_day
    List<KeyUseRow> findByDayGreaterThanEqualsAndDayLessThanOrderByKeyPrefixAndDay(LocalDate from, LocalDate to);

    // index: use_day
    @Query("""
            select distinct p.name, u.day
            from partner_key_use u
            join partner_key k on k.key_prefix = u.key_prefix
            join partner p on p.partner_id = k.partner_id
            where u.day >= :from and u.day < :to
            and u.accepted + u.duplicates + u.pending > 0
            """)
    List<SendingDay> findSendingDays(LocalDate from, LocalDate to);

    @Query("select key_prefix, max(last_used_at) as last_used_at from partner_key_use group by key_prefix")
    List<LastUse> findLastUses();

    // few keys of a partner; then by the primary key
    @Query("""
            select coalesce(sum(u.calls), 0) as calls,
                coalesce(sum(u.calls_over_quota), 0) as calls_over_quota,
                coalesce(sum(u.accepted), 0) as accepted,
                coalesce(sum(u.duplicates), 0) as duplicates,
                coalesce(sum(u.rejected), 0) as rejected,
                coalesce(sum(u.pending), 0) as pending,
                coalesce(sum(u.bytes), 0) as bytes
            from partner_key k
            join partner_key_use u on u.key_prefix = k.key_prefix
            where k.partner_id = :partner and u.day >= :from and u.day < :to
            """)
    Total findTotal(int partner, LocalDate from, LocalDate to);

    /// Days before one on which keys were used that were used later, too.
    // index: use_day; the newer day by the primary key
    @Query("""
            select u.*
            from partner_key_use u
            where u.day < :day
            and exists (
                select 1 from partner_key_use newer
                where newer.key_prefix = u.key_prefix and newer.day > u.day)
            order by u.key_prefix, u.day
            limit :most
            """)
    List<KeyUseRow> findOutlived(LocalDate day, int most);

    void deleteAll(List<KeyUseRow> rows);
}

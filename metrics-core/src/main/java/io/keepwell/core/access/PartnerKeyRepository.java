package io.keepwell.core.access;

import io.micronaut.data.annotation.Join;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Every key comes with its partner.
@JdbcRepository(dialect = Dialect.MYSQL)
interface PartnerKeyRepository extends GenericRepository<PartnerKeyRow, byte[]> {
    void save(PartnerKeyRow row);

    @Join("partner")
    List<PartnerKeyRow> findAllOrderByPartnerNameAndCreatedAtAndKeyPrefix();

    @Join("partner")
    Optional<PartnerKeyRow> findByKeyHash(byte[] keyHash);

    @Join("partner")
    Optional<PartnerKeyRow> findByKeyPrefix(String keyPrefix);

    /// Locks the key.
    @Join("partner")
    Optional<PartnerKeyRow> findByKeyPrefixForUpdate(String keyPrefix);

    @Join("partner")
    List<PartnerKeyRow> findByRotatedFromOrKeyPrefix(String rotatedFrom, String keyPrefix);

    void updateByKeyPrefix(String keyPrefix, Instant expiresAt);

    @Query("update partner_key set revoked_at = coalesce(revoked_at, :moment) where key_prefix = :keyPrefix")
    void revoke(String keyPrefix, Instant moment);
}

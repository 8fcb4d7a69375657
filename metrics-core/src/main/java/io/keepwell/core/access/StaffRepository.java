package io.keepwell.core.access;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface StaffRepository extends GenericRepository<StaffRow, String> {
    long count();

    List<StaffRow> findAllOrderByEmail();

    /// Locks the row.
    Optional<StaffRow> findByEmailForUpdate(String email);

    Optional<StaffRow> findByEmailAndDisabledAtIsNull(String email);

    /// Adds somebody, or lets somebody in again; who was added before keeps the moment of that.
    @Query("""
            insert into staff (email, name, password_hash, role, created_at)
            values (:email, :name, :passwordHash, :role, :createdAt)
            on duplicate key update
                name = values(name),
                password_hash = values(password_hash),
                role = values(role),
                disabled_at = null,
                sign_ins_from = values(created_at)
            """)
    void put(StaffRow row);

    void updateByEmail(String email, String passwordHash, Instant signInsFrom);

    void updateByEmail(String email, Instant disabledAt);
}

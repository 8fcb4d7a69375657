package io.keepwell.core.audit;

import io.keepwell.core.database.Database;
import io.keepwell.core.database.NumberSequence;
import io.micronaut.data.model.Limit;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Writes down what people decide. Nothing of it ever changes.
@Singleton
public final class Audit {
    /// Characters of a detail; longer ones are cut.
    public static final int LONGEST_DETAIL = 5_000;

    private final Database database;
    private final AuditRepository repository;
    private final NumberSequence numbers;
    private final Clock clock;

    Audit(Database database, AuditRepository repository, Clock clock) {
        this.database = database;
        this.repository = repository;
        this.numbers = new NumberSequence(database, "audit", 1);
        this.clock = clock;
    }

    /// One decision.
    ///
    /// @param who a staff member's mail address, or the command line with its user
    /// @param action such as `account.merge`: at most 64 letters
    /// @param subject what it was about, such as `account 12`: at most 200 characters
    /// @param detail what was decided and why
    public record Entry(Instant at, String who, String action, String subject, String detail) {}

    /// Writes a decision down in the transaction that carries it out, which has to be going on.
    public void write(String who, String action, String subject, String detail) {
        repository.save(new AuditRow(
                numbers.next(),
                clock.instant(),
                who,
                action,
                subject,
                detail.substring(0, Math.min(detail.length(), LONGEST_DETAIL))));
    }

    /// The newest decisions about a subject, newest first.
    public List<Entry> about(String subject, int most) {
        return entries(_ -> repository.findBySubjectOrderByEntryDesc(subject, Limit.of(most, 0)));
    }

    /// The first decision about a subject after a moment; empty where there was none.
    public Optional<Entry> firstAfter(String subject, Instant moment) {
        return database.transaction(
                        _ -> repository.findFirstBySubjectAndHappenedAtGreaterThanOrderByEntry(subject, moment))
                .map(Audit::entry);
    }

    /// The newest decisions, newest first.
    public List<Entry> newest(int most) {
        return entries(_ -> repository.findAllOrderByEntryDesc(Limit.of(most, 0)));
    }

    private List<Entry> entries(Database.Work<List<AuditRow>> work) {
        return database.transaction(work).stream().map(Audit::entry).toList();
    }

    private static Entry entry(AuditRow row) {
        return new Entry(row.happenedAt(), row.who(), row.action(), row.subject(), row.detail());
    }
}

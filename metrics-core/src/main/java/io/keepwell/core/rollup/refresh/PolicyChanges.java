package io.keepwell.core.rollup.refresh;

import io.keepwell.core.audit.Audit;
import io.keepwell.core.database.Database;
import io.keepwell.core.setting.Policies;
import io.keepwell.core.setting.Policy;
import io.keepwell.core.setting.Settings;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Changes what the firm counts differently. Ledger and cells are made by most of the policies, so that a
/// change asks for them to be made anew, and is written down.
@Singleton
public final class PolicyChanges {
    private static final String ACTION = "policy.change";
    private static final String ARROW = " → ";
    private static final int MOST_ENTRIES = 100;

    private final Database database;
    private final Settings settings;
    private final Audit audit;

    public PolicyChanges(Database database, Settings settings, Audit audit) {
        this.database = database;
        this.settings = settings;
        this.audit = audit;
    }

    /// A policy before and after it was set.
    public record Change(Policy policy, String before, String after) {
        public boolean isChange() {
            return !before.equals(after);
        }
    }

    /// What the firm counted differently at a moment: each policy is what it was before it was changed
    /// the next time, as the audit trail tells.
    public Policies at(Instant moment) {
        Policies policies = settings.policies();
        for (Policy policy : Policy.values()) {
            Optional<Audit.Entry> next = audit.firstAfter(subject(policy), moment);
            if (next.isPresent()) {
                policies = policy.with(policies, before(next.get().detail()));
            }
        }
        return policies;
    }

    /// What was decided about a policy after a moment and until another, newest first, of the newest 100
    /// decisions: `7 → 14: why`.
    public List<Audit.Entry> between(Policy policy, Instant after, Instant until) {
        return audit.about(subject(policy), MOST_ENTRIES).stream()
                .filter(entry -> entry.at().isAfter(after) && !entry.at().isAfter(until))
                .toList();
    }

    private static String detail(Change change, String why) {
        return change.before() + ARROW + change.after() + ": " + why;
    }

    /// What stands before the arrow: no policy is written with one.
    private static String before(String detail) {
        return detail.substring(0, detail.indexOf(ARROW));
    }

    /// What an entry of the audit trail about a policy names as its subject.
    public static String subject(Policy policy) {
        return "policy " + policy.id();
    }

    /// Sets a policy, all or nothing: the value, the asking and the entry of the audit trail. Where the
    /// value is what it was, nothing happens.
    ///
    /// @param text as the policy is written
    /// @param who decides
    /// @param why the reason
    /// @throws IllegalArgumentException where that is no value of the policy; the message says what
    ///     would be
    public Change set(Policy policy, String text, String who, String why) {
        Policies before = settings.policies();
        Policies after = policy.with(before, text);
        Change change = new Change(policy, policy.text(before), policy.text(after));
        if (change.isChange()) {
            database.run(connection -> {
                settings.put(policy, after);
                if (policy.isBakedIn()) {
                    RefresherLease.askForRebuild(connection);
                }
                audit.write(who, ACTION, subject(policy), detail(change, why));
            });
        }
        return change;
    }
}

package io.keepwell.core.setting;

import io.keepwell.core.database.Database;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.time.ReportingZone;
import io.keepwell.core.time.ZoneRulesVersion;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// Reads and writes what is set for the firm. Where nothing is set: UTC and EUR. What was read is good
/// for two seconds: every intake asks.
@Singleton
public final class Settings {
    private static final String NAME = "firm.name";
    private static final String ZONE = "firm.zone";
    private static final String CURRENCY = "firm.currency";

    private static final String ZONE_RULES = "firm.zone_rules";

    private static final long LONGEST_KNOWN = TimeUnit.SECONDS.toNanos(2);

    private final Database database;
    private final SettingRepository repository;
    private volatile Optional<CachedFirm> known = Optional.empty();

    private record CachedFirm(Firm firm, long readAt) {
        boolean isFresh() {
            return System.nanoTime() - readAt < LONGEST_KNOWN;
        }
    }

    Settings(Database database, SettingRepository repository) {
        this.database = database;
        this.repository = repository;
    }

    public Firm firm() {
        Optional<CachedFirm> current = known.filter(CachedFirm::isFresh);
        return current.isPresent() ? current.get().firm() : read();
    }

    private Firm read() {
        long now = System.nanoTime();
        Map<String, String> values = values();
        Firm firm = new Firm(
                values.getOrDefault(NAME, "Keepwell"),
                ReportingZone.of(values.getOrDefault(ZONE, "UTC")),
                new CurrencyCode(values.getOrDefault(CURRENCY, "EUR")));
        known = Optional.of(new CachedFirm(firm, now));
        return firm;
    }

    /// Sets the firm in the transaction that also does what follows from it. Services take up to two seconds to see it.
    public void put(Firm firm) {
        put(NAME, firm.name());
        put(ZONE, firm.zone().id().getId());
        put(CURRENCY, firm.currency().code());
        known = Optional.empty();
    }

    /// Whether somebody ever said what the firm is; read anew.
    public boolean isFirmSet() {
        return values().keySet().containsAll(List.of(NAME, ZONE, CURRENCY));
    }

    /// By which rules of time zones the days of the firm's events were fixed; empty where nobody wrote it down.
    public Optional<ZoneRulesVersion> zoneRules() {
        return Optional.ofNullable(values().get(ZONE_RULES)).map(ZoneRulesVersion::new);
    }

    /// Writes down by which rules of time zones days are fixed, in the transaction that also does what
    /// follows from it.
    public void put(ZoneRulesVersion version) {
        put(ZONE_RULES, version.name());
    }

    /// What is set now, read anew.
    public Policies policies() {
        Map<String, String> values = values();
        Policies policies = Policies.DEFAULT;
        for (Policy policy : Policy.values()) {
            String text = values.get(name(policy));
            policies = text == null ? policies : policy.with(policies, text);
        }
        return policies;
    }

    /// Sets a policy in the transaction that also does what follows from it.
    public void put(Policy policy, Policies policies) {
        put(name(policy), policy.text(policies));
    }

    private static String name(Policy policy) {
        return "policy." + policy.id();
    }

    private Map<String, String> values() {
        return database.transaction(_ -> repository.findAll()).stream()
                .collect(Collectors.toMap(Setting::name, Setting::value));
    }

    private void put(String name, String value) {
        repository.put(new Setting(name, value));
    }
}

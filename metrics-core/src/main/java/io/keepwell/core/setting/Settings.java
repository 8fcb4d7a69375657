package io.keepwell.core.setting;

import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.time.BusinessHours;
import io.keepwell.core.time.ReportingZone;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Reads and writes what is set for the firm. Where nothing is set: UTC and EUR. What was read is good
/// for two seconds: every intake asks.
@Singleton
public final class Settings {
    private static final String NAME = "firm.name";
    private static final String ZONE = "firm.zone";
    private static final String CURRENCY = "firm.currency";
    private static final String REOPEN_DAYS = "policy.reopen_days";
    private static final String RATE_DAYS = "policy.rate_days";
    private static final String CHECK_IN_DAYS = "policy.check_in_days";
    private static final String BUSINESS_HOURS = "policy.business_hours";

    private static final long LONGEST_KNOWN = TimeUnit.SECONDS.toNanos(2);

    private final SettingRepository repository;
    private volatile Optional<Known> known = Optional.empty();

    private record Known(Firm firm, long readAt) {
        boolean isFresh() {
            return System.nanoTime() - readAt < LONGEST_KNOWN;
        }
    }

    Settings(SettingRepository repository) {
        this.repository = repository;
    }

    public Firm firm() {
        Optional<Known> current = known.filter(Known::isFresh);
        return current.isPresent() ? current.get().firm() : read();
    }

    private Firm read() {
        long now = System.nanoTime();
        Firm firm = new Firm(
                value(NAME, "Keepwell"),
                ReportingZone.of(value(ZONE, "UTC")),
                new CurrencyCode(value(CURRENCY, "EUR")));
        known = Optional.of(new Known(firm, now));
        return firm;
    }

    public void put(Firm firm) {
        put(NAME, firm.name());
        put(ZONE, firm.zone().id().getId());
        put(CURRENCY, firm.currency().code());
        known = Optional.empty();
    }

    public Policies policies() {
        return new Policies(
                number(REOPEN_DAYS, Policies.DEFAULT.reopenDays()),
                number(RATE_DAYS, Policies.DEFAULT.rateDays()),
                number(CHECK_IN_DAYS, Policies.DEFAULT.checkInDays()),
                BusinessHours.parse(value(BUSINESS_HOURS, BusinessHours.DEFAULT.text())));
    }

    public void put(Policies policies) {
        put(REOPEN_DAYS, Integer.toString(policies.reopenDays()));
        put(RATE_DAYS, Integer.toString(policies.rateDays()));
        put(CHECK_IN_DAYS, Integer.toString(policies.checkInDays()));
        put(BUSINESS_HOURS, policies.businessHours().text());
    }

    private int number(String name, int otherwise) {
        return Integer.parseInt(value(name, Integer.toString(otherwise)));
    }

    private String value(String name, String otherwise) {
        return repository.findById(name).map(Setting::value).orElse(otherwise);
    }

    private void put(String name, String value) {
        if (repository.existsById(name)) {
            repository.update(new Setting(name, value));
        } else {
            repository.save(new Setting(name, value));
        }
    }
}

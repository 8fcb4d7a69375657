package io.keepwell.deploy.key;

import io.keepwell.core.access.CertificateFingerprint;
import io.keepwell.core.access.KeyCounts;
import io.keepwell.core.access.KeyId;
import io.keepwell.core.access.KeyQuotas;
import io.keepwell.core.access.KeyTerms;
import io.keepwell.core.access.KeyUse;
import io.keepwell.core.access.NewKey;
import io.keepwell.core.access.Partner;
import io.keepwell.core.access.PartnerKey;
import io.keepwell.core.access.PartnerKeys;
import io.keepwell.core.access.Rotation;
import io.keepwell.core.access.Scope;
import io.keepwell.core.access.UseLog;
import io.keepwell.core.setting.Settings;
import io.keepwell.core.time.Period;
import io.keepwell.deploy.Failure;
import io.keepwell.deploy.run.DatabaseOptions;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `keepwell key`: makes, lists, replaces and revokes partners' keys.
@Command(
        name = "key",
        description = {
            "Partners' keys: create, list, rotate, revoke.",
            "",
            "A key is shown once, when it is made. Its id, such as kw_1f2e3d4c, is what it begins with."
        })
public final class KeyCommand {
    private static final int DAYS_COUNTED = 30;
    private static final int MOST_NAME_CHARACTERS = 64;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    /// What a new key may send.
    static final class QuotaOptions {
        @Option(names = "--events-per-minute", paramLabel = "N", description = "Default: the services' own.")
        private @Nullable Long eventsPerMinute;

        @Option(names = "--bytes-per-minute", paramLabel = "N", description = "Default: the services' own.")
        private @Nullable Long bytesPerMinute;

        @Option(names = "--streams", paramLabel = "N", description = "Open at once. Default: the services' own.")
        private @Nullable Integer streams;

        KeyQuotas quotas() {
            return new KeyQuotas(
                    Optional.ofNullable(eventsPerMinute),
                    Optional.ofNullable(bytesPerMinute),
                    Optional.ofNullable(streams));
        }
    }

    @Command(name = "create", description = "Makes a key, for a new partner or one that is known, and shows it once.")
    int create(
            @Option(names = "--partner", paramLabel = "NAME", required = true, description = "Whose key it is.")
                    String partner,
            @Option(
                            names = "--scope",
                            paramLabel = "SCOPE",
                            split = ",",
                            required = true,
                            description = "What it allows: ${COMPLETION-CANDIDATES}. Several with commas.")
                    Set<Scope> scopes,
            @Option(names = "--label", paramLabel = "TEXT", defaultValue = "", description = "What it is for.")
                    String label,
            @Option(
                            names = "--expires",
                            paramLabel = "WHEN",
                            description = "In 90d, or at 2027-01-01T00:00:00Z. Default: never.")
                    @Nullable
                    String expires,
            @Mixin QuotaOptions quotas,
            @Option(
                            names = "--certificate",
                            paramLabel = "FILE",
                            description = "The client certificate, PEM, without which it is refused.")
                    @Nullable
                    Path certificate,
            @Option(names = "--json", description = "Print one line of JSON.") boolean json) {
        // Figures are cut by it: it is shown, and written a line each.
        if (partner.isBlank()
                || partner.length() > MOST_NAME_CHARACTERS
                || partner.chars().anyMatch(Character::isISOControl)) {
            throw new Failure("A partner's name has 1 to 64 characters, none of them a control character.");
        }
        try (ApplicationContext context = database.connect()) {
            PartnerKeys keys = context.getBean(PartnerKeys.class);
            Instant now = context.getBean(Clock.class).instant();
            KeyTerms terms = new KeyTerms(
                    label,
                    scopes,
                    Optional.ofNullable(expires).map(when -> Lasting.end(when, now)),
                    quotas.quotas(),
                    Optional.ofNullable(certificate).map(KeyCommand::fingerprint));
            Optional<Partner> known = keys.knownPartner(partner);
            NewKey fresh = keys.issue(known.orElseGet(() -> keys.partner(partner)), terms);
            answers(json).created(fresh, known.isEmpty());
            return 0;
        }
    }

    @Command(name = "list", description = "Lists all keys, with what they were used for in the last 30 days.")
    int list(
            @Option(names = "--partner", paramLabel = "NAME", description = "Only this partner's.") @Nullable
                    String partner,
            @Option(names = "--json", description = "One JSON object a key, a line each.") boolean json) {
        try (ApplicationContext context = database.connect()) {
            Instant now = context.getBean(Clock.class).instant();
            UseLog log = context.getBean(UseLog.class);
            LocalDate today = context.getBean(Settings.class).firm().zone().dayOf(now);
            Map<KeyId, KeyCounts> counts = new HashMap<>();
            for (KeyUse use : log.uses(new Period(today.minusDays(DAYS_COUNTED - 1), today.plusDays(1)))) {
                counts.merge(use.key(), use.counts(), KeyCounts::plus);
            }
            Map<KeyId, Instant> lastUsed = log.lastUsed();
            List<KeyAnswers.Listed> listed = context.getBean(PartnerKeys.class).list().stream()
                    .filter(key -> partner == null || key.partner().name().equals(partner))
                    .map(key -> new KeyAnswers.Listed(
                            key,
                            key.state(now),
                            Optional.ofNullable(lastUsed.get(key.id())),
                            counts.getOrDefault(key.id(), KeyCounts.NONE)))
                    .toList();
            answers(json).listed(listed);
            return 0;
        }
    }

    @Command(
            name = "rotate",
            description = {
                "Makes a new key beside an old one, on the same terms, and shows it once.",
                "The old one expires after the overlap. At most two of them are valid at a time."
            })
    int rotate(
            @Parameters(paramLabel = "KEY", description = "The old key's id.") String key,
            @Option(
                            names = "--overlap",
                            paramLabel = "TIME",
                            defaultValue = "7d",
                            description = "How long the old one stays valid: 7d, 12h or 30m; 0d not at all."
                                    + " Default: ${DEFAULT-VALUE}.")
                    String overlap,
            @Option(
                            names = "--expires",
                            paramLabel = "WHEN",
                            description = "In 90d, or at 2027-01-01T00:00:00Z."
                                    + " Default: it lasts as long as the old one was made for.")
                    @Nullable
                    String expires,
            @Option(
                            names = "--certificate",
                            paramLabel = "FILE",
                            description = "The client certificate, PEM, of the new key. Default: that of the old one.")
                    @Nullable
                    Path certificate,
            @Option(names = "--json", description = "Print one line of JSON.") boolean json) {
        KeyId id = id(key);
        Duration stays = Lasting.duration(overlap);
        try (ApplicationContext context = database.connect()) {
            PartnerKeys keys = context.getBean(PartnerKeys.class);
            Instant now = context.getBean(Clock.class).instant();
            PartnerKey old = keys.find(id).orElseThrow(() -> noSuchKey(id));
            Optional<Instant> end = Optional.ofNullable(expires)
                    .map(when -> Lasting.end(when, now))
                    .or(() ->
                            old.terms().expiresAt().map(oldEnd -> now.plus(Duration.between(old.createdAt(), oldEnd))));
            Optional<CertificateFingerprint> bound = Optional.ofNullable(certificate)
                    .map(KeyCommand::fingerprint)
                    .or(() -> old.terms().certificate());
            switch (keys.rotate(id, stays, end, bound)) {
                case Rotation.Rotated(NewKey fresh, Instant oldUntil) ->
                    answers(json).rotated(fresh, old.id(), oldUntil);
                case Rotation.NoSuchKey() -> throw noSuchKey(id);
                case Rotation.NotValid(PartnerKey.State state) ->
                    throw new Failure(
                            switch (state) {
                                case REVOKED -> "The key " + id + " was revoked. Make a new one with key create.";
                                case EXPIRED, VALID ->
                                    "The key " + id + " has expired. Make a new one with key create.";
                            });
                case Rotation.TwoAreValid(KeyId other) ->
                    throw new Failure("The keys " + id + " and " + other
                            + " are both valid: a third is too many. Revoke the one that isn't needed any more.");
            }
            return 0;
        }
    }

    @Command(name = "revoke", description = "Ends a key's life for ever. Services refuse it within 5 seconds.")
    int revoke(
            @Parameters(paramLabel = "KEY", description = "The key's id.") String key,
            @Option(names = "--json", description = "Print one line of JSON.") boolean json) {
        KeyId id = id(key);
        try (ApplicationContext context = database.connect()) {
            answers(json).revoked(context.getBean(PartnerKeys.class).revoke(id).orElseThrow(() -> noSuchKey(id)));
            return 0;
        }
    }

    private KeyAnswers answers(boolean json) {
        return new KeyAnswers(spec.commandLine().getOut(), json);
    }

    /// The id, also where somebody says the whole key.
    private static KeyId id(String text) {
        return PartnerKeys.isKey(text) ? KeyId.of(text) : new KeyId(text);
    }

    private static Failure noSuchKey(KeyId id) {
        return new Failure("There is no key " + id + ". See key list.");
    }

    private static CertificateFingerprint fingerprint(Path file) {
        try (InputStream pem = Files.newInputStream(file)) {
            return CertificateFingerprint.of(
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem));
        } catch (IOException | CertificateException unreadable) {
            throw new Failure("There is no certificate in " + file + ": " + unreadable.getMessage(), unreadable);
        }
    }
}

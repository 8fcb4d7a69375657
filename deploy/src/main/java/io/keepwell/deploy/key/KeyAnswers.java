package io.keepwell.deploy.key;

import io.keepwell.core.access.CertificateFingerprint;
import io.keepwell.core.access.KeyCounts;
import io.keepwell.core.access.KeyId;
import io.keepwell.core.access.KeyTerms;
import io.keepwell.core.access.NewKey;
import io.keepwell.core.access.PartnerKey;
import io.keepwell.core.access.Scope;
import io.keepwell.deploy.Json;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What the commands about keys say: to people, or as a line of JSON each.
record KeyAnswers(PrintWriter out, boolean json) {
    private static final List<String> HEADS = List.of(
            "KEY",
            "PARTNER",
            "LABEL",
            "SCOPES",
            "STATE",
            "EXPIRES",
            "LAST USED",
            "CALLS",
            "OVER QUOTA",
            "ACCEPTED",
            "DUPLICATE",
            "REJECTED",
            "PENDING");

    /// From here on columns are numbers.
    private static final int FIRST_COUNT = HEADS.indexOf("CALLS");

    /// A key with what it was used for.
    record Listed(PartnerKey key, PartnerKey.State state, Optional<Instant> lastUsed, KeyCounts counts) {}

    void created(NewKey fresh, boolean newPartner) {
        if (json) {
            Map<String, Object> answer = described(fresh.key());
            answer.put("key", fresh.text());
            answer.put("new_partner", newPartner);
            out.println(Json.line(answer));
            return;
        }
        show(fresh, newPartner ? " (new)" : "");
    }

    void rotated(NewKey fresh, KeyId old, Instant oldUntil) {
        if (json) {
            Map<String, Object> answer = described(fresh.key());
            answer.put("key", fresh.text());
            answer.put("old_id", old.text());
            answer.put("old_expires", oldUntil.toString());
            out.println(Json.line(answer));
            return;
        }
        show(fresh, "");
        out.printf("The old key %s works until %s.%n", old, minute(oldUntil));
    }

    void revoked(PartnerKey key) {
        if (json) {
            Map<String, Object> answer = described(key);
            answer.put("revoked", key.revokedAt().map(Instant::toString).orElse(""));
            out.println(Json.line(answer));
            return;
        }
        out.printf(
                "The key %s of %s is revoked. Services refuse it within 5 seconds.%n",
                key.id(), key.partner().name());
    }

    void listed(List<Listed> keys) {
        if (json) {
            keys.forEach(listed -> out.println(Json.line(object(listed))));
            return;
        }
        if (keys.isEmpty()) {
            out.println("There is no key.");
            return;
        }
        List<List<String>> rows = new ArrayList<>(List.of(HEADS));
        keys.forEach(listed -> rows.add(row(listed)));
        int[] widths = new int[HEADS.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String padding = " ".repeat(widths[i] - row.get(i).length());
                line.append(i < FIRST_COUNT ? row.get(i) + padding : padding + row.get(i))
                        .append("  ");
            }
            out.println(line.toString().stripTrailing());
        }
        out.println("Counts are of the last 30 days, and a few seconds behind.");
    }

    private void show(NewKey fresh, String aboutPartner) {
        PartnerKey key = fresh.key();
        KeyTerms terms = key.terms();
        out.printf("Key:      %s%n", fresh.text());
        out.printf("Id:       %s%n", key.id());
        out.printf("Partner:  %s%s%n", key.partner().name(), aboutPartner);
        out.printf("Scopes:   %s%n", scopes(terms));
        out.printf("Expires:  %s%n", terms.expiresAt().map(KeyAnswers::minute).orElse("never"));
        terms.certificate().ifPresent(certificate -> out.printf("Only with the certificate %s%n", certificate));
        out.println("The key is shown this once only.");
    }

    private static List<String> row(Listed listed) {
        PartnerKey key = listed.key();
        KeyCounts counts = listed.counts();
        return List.of(
                key.id().text(),
                key.partner().name(),
                key.terms().label(),
                scopes(key.terms()),
                listed.state().name().toLowerCase(Locale.ROOT),
                key.terms().expiresAt().map(KeyAnswers::minute).orElse("never"),
                listed.lastUsed().map(KeyAnswers::minute).orElse("never"),
                Long.toString(counts.calls()),
                Long.toString(counts.callsOverQuota()),
                Long.toString(counts.accepted()),
                Long.toString(counts.duplicates()),
                Long.toString(counts.rejected()),
                Long.toString(counts.pending()));
    }

    private static Map<String, Object> object(Listed listed) {
        Map<String, Object> answer = described(listed.key());
        answer.put("state", listed.state().name().toLowerCase(Locale.ROOT));
        listed.lastUsed().ifPresent(moment -> answer.put("last_used", moment.toString()));
        KeyCounts counts = listed.counts();
        answer.put("calls", counts.calls());
        answer.put("calls_over_quota", counts.callsOverQuota());
        answer.put("accepted", counts.accepted());
        answer.put("duplicates", counts.duplicates());
        answer.put("rejected", counts.rejected());
        answer.put("pending", counts.pending());
        answer.put("bytes", counts.bytes());
        return answer;
    }

    /// What is known of every key. What it doesn't have is left out.
    private static Map<String, Object> described(PartnerKey key) {
        KeyTerms terms = key.terms();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("id", key.id().text());
        answer.put("partner", key.partner().name());
        answer.put("label", terms.label());
        answer.put("scopes", terms.scopes().stream().map(Scope::id).sorted().toList());
        answer.put("created", key.createdAt().toString());
        terms.expiresAt().ifPresent(moment -> answer.put("expires", moment.toString()));
        terms.quotas().eventsPerMinute().ifPresent(size -> answer.put("events_per_minute", size));
        terms.quotas().bytesPerMinute().ifPresent(size -> answer.put("bytes_per_minute", size));
        terms.quotas().streamsAtOnce().ifPresent(size -> answer.put("streams_at_once", size));
        terms.certificate().map(CertificateFingerprint::hex).ifPresent(hex -> answer.put("certificate_sha256", hex));
        key.rotatedFrom().ifPresent(old -> answer.put("rotated_from", old.text()));
        return answer;
    }

    private static String scopes(KeyTerms terms) {
        return terms.scopes().stream().map(Scope::id).sorted().collect(Collectors.joining(","));
    }

    /// Without seconds, for people.
    private static String minute(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MINUTES)
                .toString()
                .replace("T", " ")
                .replace(":00Z", "Z");
    }
}

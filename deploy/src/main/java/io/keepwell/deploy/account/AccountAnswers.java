package io.keepwell.deploy.account;

import io.keepwell.core.account.Account;
import io.keepwell.core.audit.Audit;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.identity.Identity;
import io.keepwell.core.ledger.Ledger;
import io.keepwell.core.ledger.Lifecycle;
import io.keepwell.deploy.Json;
import io.keepwell.ui.account.FactSentence;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What the commands about accounts say: to people, or as a line of JSON each.
record AccountAnswers(PrintWriter out, boolean json) {
    /// How an account stood over time.
    ///
    /// @param partners the names of partners, by number
    /// @param day as of whose end it stands as it does
    record History(Lifecycle lifecycle, Map<Integer, String> partners, LocalDate day) {
        History {
            partners = Map.copyOf(partners);
        }

        private Optional<Lifecycle.Span> now() {
            return lifecycle.on(day);
        }

        private String partner(Lifecycle.Span stretch) {
            return partners.getOrDefault(stretch.behind().partner(), "");
        }
    }

    void shown(int asked, Identity.AccountIdentity known, History history) {
        Account primary = known.primary();
        if (json) {
            Map<String, Object> answer = described(primary);
            answer.put(
                    "state", history.now().map(stretch -> stretch.state().id()).orElse(""));
            answer.put(
                    "lifecycle",
                    history.lifecycle().stretches().stream()
                            .map(stretch -> described(stretch, history))
                            .toList());
            answer.put(
                    "merged",
                    known.merged().stream().map(AccountAnswers::described).toList());
            answer.put(
                    "decisions",
                    known.decisions().stream().map(AccountAnswers::described).toList());
            out.println(Json.line(answer));
            return;
        }
        if (asked != primary.number()) {
            out.printf("Account %d is merged into account %d.%n", asked, primary.number());
        }
        out.println("Account:    " + named(primary) + (primary.stub() ? " (no profile yet)" : ""));
        out.println("Called:     " + called(primary.aliases()));
        String slice = primary.sliceKey().values().entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> entry.getKey().id() + "=" + entry.getValue())
                .collect(Collectors.joining(", "));
        out.println("Stands in:  " + (slice.isEmpty() ? "nothing known" : slice));
        say(history);
        for (Identity.MergedAccount merged : known.merged()) {
            out.printf(
                    "Merged:     %d (%s), into %d %s at %s%n",
                    merged.merge().account(),
                    called(merged.aliases()),
                    merged.merge().into(),
                    merged.merge().automatic() ? "by a profile" : "by staff",
                    merged.merge().at());
        }
        for (Audit.Entry entry : known.decisions()) {
            out.printf(
                    "Decided:    %s by %s: %s of %s %s%n",
                    entry.at(), entry.who(), entry.action(), entry.subject(), entry.detail());
        }
    }

    private void say(History history) {
        out.println("Stands as:  "
                + history.now()
                        .map(stretch -> stretch.state().label() + " since " + stretch.from())
                        .orElse("nothing: no lead or subscription of it counts"));
        for (Lifecycle.Span stretch : history.lifecycle().stretches()) {
            out.printf(
                    "From:       %s %s%s · %s (%s)%n",
                    stretch.from(),
                    stretch.state().label(),
                    stretch.from().isAfter(history.day()) ? ", as agreed" : "",
                    FactSentence.of(stretch.behind().fact()),
                    history.partner(stretch));
        }
    }

    void merged(Identity.Outcome.Done done) {
        if (json) {
            out.println(Json.line(described(done)));
            return;
        }
        out.printf("Account %d is merged into account %d now. Figures follow.%n", done.account(), done.primary());
    }

    void split(Identity.Outcome.Done done) {
        if (json) {
            out.println(Json.line(described(done)));
            return;
        }
        out.printf("Account %d is split from account %d. Figures follow.%n", done.account(), done.primary());
    }

    void proposed(List<Identity.Proposal> proposals) {
        if (json) {
            for (Identity.Proposal proposal : proposals) {
                Map<String, Object> answer = new LinkedHashMap<>();
                answer.put("account", described(proposal.account()));
                answer.put("named", described(proposal.named()));
                answer.put("partner", proposal.partner());
                answer.put("sent_at", proposal.sentAt().toString());
                out.println(Json.line(answer));
            }
            return;
        }
        if (proposals.isEmpty()) {
            out.println("No profile proposes anything.");
            return;
        }
        for (Identity.Proposal proposal : proposals) {
            out.printf(
                    "%s says of %s (%s): it is also %s (%s), at %s%n",
                    proposal.partner(),
                    named(proposal.account()),
                    called(proposal.account().aliases()),
                    named(proposal.named()),
                    called(proposal.named().aliases()),
                    proposal.sentAt());
        }
        out.println("Merge with: keepwell account merge ACCOUNT --into ACCOUNT --why TEXT");
    }

    private static String named(Account account) {
        return account.number() + " " + account.name();
    }

    private static String called(List<Account.Alias> aliases) {
        return aliases.isEmpty()
                ? "nothing"
                : aliases.stream()
                        .map(alias -> alias.partnerName() + ":" + alias.text())
                        .collect(Collectors.joining(", "));
    }

    private static Map<String, Object> described(Lifecycle.Span stretch, History history) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("state", stretch.state().id());
        answer.put("from", stretch.from().toString());
        if (!stretch.to().equals(Ledger.END)) {
            answer.put("to", stretch.to().toString());
        }
        answer.put("because", FactSentence.of(stretch.behind().fact()));
        answer.put("partner", history.partner(stretch));
        answer.put("kind", FactTables.of(stretch.behind().fact()).kind());
        answer.put("event_key", stretch.behind().key().hex());
        answer.put("occurred_at", stretch.behind().occurredAt().toString());
        return answer;
    }

    private static Map<String, Object> described(Account account) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("account", account.number());
        answer.put("name", account.name());
        answer.put("stub", account.stub());
        Map<String, String> slice = new LinkedHashMap<>();
        account.sliceKey().values().forEach((dimension, value) -> slice.put(dimension.id(), value));
        answer.put("slice", slice);
        answer.put(
                "aliases",
                account.aliases().stream().map(AccountAnswers::described).toList());
        return answer;
    }

    private static Map<String, Object> described(Account.Alias alias) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("partner", alias.partnerName());
        answer.put("name", alias.text());
        return answer;
    }

    private static Map<String, Object> described(Identity.MergedAccount merged) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("account", merged.merge().account());
        answer.put("into", merged.merge().into());
        answer.put("automatic", merged.merge().automatic());
        answer.put("merged_at", merged.merge().at().toString());
        answer.put(
                "aliases",
                merged.aliases().stream().map(AccountAnswers::described).toList());
        return answer;
    }

    private static Map<String, Object> described(Audit.Entry entry) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("at", entry.at().toString());
        answer.put("who", entry.who());
        answer.put("action", entry.action());
        answer.put("subject", entry.subject());
        answer.put("detail", entry.detail());
        return answer;
    }

    private static Map<String, Object> described(Identity.Outcome.Done done) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("account", done.account());
        answer.put("primary_account", done.primary());
        return answer;
    }
}

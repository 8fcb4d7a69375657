package io.keepwell.deploy.demo;

import io.keepwell.core.account.Account;
import io.keepwell.core.fact.AccountProfile;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.recount.Recount;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which names are the same customer's: those that a profile says are, and those that are joined.
final class CustomerNames implements Recount.Names {
    private final Map<Name, Name> sameAs = new HashMap<>();

    private record Name(String partner, String text) {}

    /// @param sentBy everything that partners reported, by partner
    CustomerNames(Map<String, List<Story.SentEvent>> sentBy) {
        sentBy.forEach((partner, reported) -> {
            for (Story.SentEvent each : reported) {
                if (each.fact() instanceof AccountProfile profile) {
                    profile.aliases().forEach(alias -> join(partner, each.account(), alias.partner(), alias.account()));
                }
            }
        });
    }

    /// Two names turned out to be the same customer's.
    void join(String partner, String name, String otherPartner, String otherName) {
        Name one = first(new Name(partner, name));
        Name other = first(new Name(otherPartner, otherName));
        if (!one.equals(other)) {
            sameAs.put(one, other);
        }
    }

    @Override
    public String customer(String partner, String name) {
        if (name.equals(Account.FIRM_NAME)) {
            return name;
        }
        Name first = first(new Name(partner, name));
        return first.partner() + " " + first.text();
    }

    private Name first(Name name) {
        Name first = name;
        for (Name next = sameAs.get(first); next != null; next = sameAs.get(first)) {
            first = next;
        }
        return first;
    }
}

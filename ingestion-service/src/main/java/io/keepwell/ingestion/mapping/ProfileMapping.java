package io.keepwell.ingestion.mapping;

import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.AccountProfile;
import io.keepwell.core.fact.Fact;
import io.keepwell.core.fact.Measurement;
import io.keepwell.core.money.Money;
import io.keepwell.ingestion.v1.AccountAlias;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What an account is like, and measures under a partner's own name.
final class ProfileMapping {
    private ProfileMapping() {}

    static Optional<Fact> profile(Fields fields, io.keepwell.ingestion.v1.AccountProfile message) {
        Map<Dimension, String> values = new EnumMap<>(Dimension.class);
        for (Dimension dimension : Dimension.OF_PROFILES) {
            String value = switch (dimension) {
                case OWNER -> message.getOwner();
                case SEGMENT -> message.getSegment();
                case INDUSTRY -> message.getIndustry();
                case REGION -> message.getRegion();
                case PLAN -> message.getPlan();
                case PRODUCT -> message.getProduct();
                case CHANNEL -> message.getChannel();
                case SOURCE -> throw new IllegalStateException("no profile tells its source");
            };
            values.put(dimension, fields.line(dimension.id(), value, Dimension.LONGEST_VALUE));
        }
        String name = fields.line("name", message.getName(), AccountProfile.LONGEST_NAME);
        List<String> tags = fields.labels("tags", message.getTagsList(), AccountProfile.MOST_TAGS);
        List<AccountProfile.Alias> aliases = aliases(fields, message.getAliasesList());
        return fields.whole(() -> new AccountProfile(name, new Slice(values), tags, aliases));
    }

    private static List<AccountProfile.Alias> aliases(Fields fields, List<AccountAlias> messages) {
        fields.checkCount("aliases", messages.size(), AccountProfile.MOST_ALIASES);
        List<AccountProfile.Alias> aliases = new ArrayList<>();
        for (int i = 0; i < messages.size() && fields.problem().isEmpty(); i++) {
            Fields inside = fields.inside("aliases[" + i + "]");
            aliases.add(new AccountProfile.Alias(
                    inside.id("partner", messages.get(i).getPartner(), Fact.LONGEST_LABEL),
                    inside.id("account_id", messages.get(i).getAccountId())));
        }
        return aliases;
    }

    static Optional<Fact> measurement(Fields fields, io.keepwell.ingestion.v1.Measurement message) {
        String name = fields.label("name", message.getName());
        long micros = fields.parts(
                "value", message.getValue(), Money.DECIMALS, -Measurement.MOST_MICROS, Measurement.MOST_MICROS);
        String unit = fields.line("unit", message.getUnit(), Measurement.LONGEST_UNIT);
        return fields.whole(() -> new Measurement(name, micros, unit));
    }
}

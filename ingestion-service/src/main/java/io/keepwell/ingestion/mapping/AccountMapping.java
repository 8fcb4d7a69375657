package io.keepwell.ingestion.mapping;

import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.AccountProfile;
import io.keepwell.core.fact.CustomerOutcome;
import io.keepwell.core.fact.Fact;
import io.keepwell.core.fact.Measurement;
import io.keepwell.core.fact.Milestone;
import io.keepwell.core.fact.StayReason;
import io.keepwell.core.fact.Usage;
import io.keepwell.core.money.Money;
import io.keepwell.ingestion.v1.AccountAlias;
import io.keepwell.ingestion.v1.MilestonePoint;
import io.keepwell.ingestion.v1.OutcomeKind;
import io.keepwell.ingestion.v1.StayReasonKind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What an account is, does and reaches.
final class AccountMapping {
    private static final Choices<Milestone.Point> POINTS =
            Choices.of(MilestonePoint.getDescriptor(), Milestone.Point.class);
    private static final Choices<CustomerOutcome.Kind> OUTCOMES =
            Choices.of(OutcomeKind.getDescriptor(), CustomerOutcome.Kind.class);
    private static final Choices<StayReason.Reason> REASONS =
            Choices.of(StayReasonKind.getDescriptor(), StayReason.Reason.class);

    private AccountMapping() {}

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
                case SOURCE -> throw new IllegalStateException("no profile reports its source");
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

    static Optional<Fact> usage(Fields fields, io.keepwell.ingestion.v1.Usage message) {
        String user = fields.id("user_id", message.getUserId());
        String feature = fields.label("feature", message.getFeature());
        long times = fields.count("times", message.hasTimes(), message.getTimes(), 1, Usage.MOST);
        long seconds = fields.inRange("seconds", message.getSeconds(), 0, Usage.MOST);
        return fields.whole(() -> new Usage(user, feature, times, seconds));
    }

    static Optional<Fact> milestone(Fields fields, io.keepwell.ingestion.v1.Milestone message) {
        Milestone.Point point = fields.choice("point", message.getPointValue(), POINTS);
        String name = fields.label("name", message.getName());
        fields.refuseIf(
                message.hasEstimatedOn() && point != Milestone.Point.ONBOARDING_STARTED,
                "estimated_on",
                "Only the point ONBOARDING_STARTED has it.");
        Optional<LocalDate> estimatedOn =
                fields.optionalDate("estimated_on", message.hasEstimatedOn(), message.getEstimatedOn());
        return fields.whole(() -> new Milestone(point, name, estimatedOn));
    }

    static Optional<Fact> outcome(Fields fields, io.keepwell.ingestion.v1.CustomerOutcome message) {
        CustomerOutcome.Kind kind = fields.choice("kind", message.getKindValue(), OUTCOMES);
        Optional<Money> gain = fields.optionalMoney("gain", message.hasGain(), message.getGain());
        Optional<Money> baseline = fields.optionalMoney("baseline", message.hasBaseline(), message.getBaseline());
        return fields.whole(() -> new CustomerOutcome(kind, gain, baseline, message.getTestimonial()));
    }

    static Optional<Fact> stayReason(Fields fields, io.keepwell.ingestion.v1.StayReason message) {
        StayReason.Reason reason = fields.choice("reason", message.getReasonValue(), REASONS);
        String remark = fields.remark("remark", message.getRemark());
        return fields.whole(() -> new StayReason(reason, remark));
    }

    static Optional<Fact> measurement(Fields fields, io.keepwell.ingestion.v1.Measurement message) {
        String name = fields.label("name", message.getName());
        long micros = fields.parts(
                "value", message.getValue(), Money.DECIMALS, -Measurement.MOST_MICROS, Measurement.MOST_MICROS);
        String unit = fields.line("unit", message.getUnit(), Measurement.LONGEST_UNIT);
        return fields.whole(() -> new Measurement(name, micros, unit));
    }
}

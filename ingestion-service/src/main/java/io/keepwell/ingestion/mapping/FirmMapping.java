package io.keepwell.ingestion.mapping;

import io.keepwell.core.fact.EventKey;
import io.keepwell.core.fact.ExchangeRate;
import io.keepwell.core.fact.Fact;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.Retraction;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.ingestion.v1.ProblemReason;
import java.util.Optional;
import java.util.stream.Collectors;

/// What is about the firm as a whole.
final class FirmMapping {
    private static final String RETRACTABLE = FactTables.ALL.stream()
            .filter(table -> table != FactTables.RETRACTION)
            .map(FactTable::kind)
            .collect(Collectors.joining(", "));

    private FirmMapping() {}

    static Optional<Fact> exchangeRate(Fields fields, io.keepwell.ingestion.v1.ExchangeRate message) {
        CurrencyCode source = fields.currency("source_currency", message.getSourceCurrency());
        CurrencyCode target = fields.currency("target_currency", message.getTargetCurrency());
        fields.refuseIf(source.equals(target), "target_currency", "It must be another one than source_currency.");
        long billionths =
                fields.parts("rate", message.getRate(), ExchangeRate.DECIMALS, 1, ExchangeRate.MOST_BILLIONTHS);
        return fields.whole(() -> new ExchangeRate(source, target, billionths));
    }

    static Optional<Fact> retraction(Fields fields, io.keepwell.ingestion.v1.Retraction message) {
        Optional<FactTable<?>> table =
                FactTables.ofKind(message.getKind()).filter(each -> each != FactTables.RETRACTION);
        if (table.isEmpty()) {
            fields.refuse("kind", ProblemReason.PROBLEM_REASON_OUT_OF_RANGE, "It must be one of " + RETRACTABLE + ".");
        }
        String target = fields.id("event_id", message.getEventId());
        String reason = fields.remark("reason", message.getReason());
        return fields.whole(() -> Retraction.of(table.orElseThrow(), EventKey.of(target), reason));
    }
}

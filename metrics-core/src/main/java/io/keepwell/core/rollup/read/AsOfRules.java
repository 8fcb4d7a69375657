package io.keepwell.core.rollup.read;

import io.keepwell.core.fact.store.FactReader;
import io.keepwell.core.rollup.rebuild.LedgerPass;
import io.keepwell.core.setting.HealthModels;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// What all answers from as-of data have in common.
///
/// @param alone the only account, if there are no others
record AsOfRules(LedgerPass ledgers, Optional<Integer> alone, HealthModels healthModels) {
    FactReader.Range stretch(LocalDate from, LocalDate to, boolean largeTexts) {
        return new FactReader.Range(
                ledgers.receivedUntil(),
                alone.map(account -> ledgers.merges().keptUnder(List.of(account))),
                from,
                to,
                largeTexts);
    }
}

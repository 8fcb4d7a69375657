package io.keepwell.core.ledger;

/// The version of what makes ledgers and cells of facts. Where those of the schema are of an older one, the next
/// refresher makes all of them anew; where they are of a newer one, this build leaves them alone.
///
/// Counted up with whatever makes other ledger rows or cells of the same facts: a changed ledger builder, a new
/// measure, another way to put amounts into cells. LedgerVersionTest notices and asks.
public final class LedgerVersion {
    /// Of this build.
    public static final int CURRENT = 2;

    private LedgerVersion() {}
}

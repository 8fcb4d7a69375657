package io.keepwell.core.fact;

import java.util.List;

/// How a customer stands, as the one who looks after it (the CSM, the account's owner) sees it.
///
/// @param value from 0, as good as lost, to 100, couldn't be better
/// @param comment why, in the CSM's own words; may be empty
/// @param givenBy who says so; empty for the account's owner
public record CsmSentiment(int value, String comment, String givenBy) implements Fact {
    public static final FactTable<CsmSentiment> TABLE = new FactTable<>(
            CsmSentiment.class,
            "csm_sentiment",
            23,
            List.of(
                    Column.number("value", CsmSentiment::value).summed(),
                    Column.largeText("comment", CsmSentiment::comment),
                    Column.text("given_by", CsmSentiment::givenBy)),
            rows -> new CsmSentiment(rows.getInt("value"), rows.getString("comment"), rows.getString("given_by")));

    @Override
    public FactTable<CsmSentiment> table() {
        return TABLE;
    }

    @Override
    public Sentence sentence() {
        return Sentence.of("CSM sentiment: " + value + " of 100").also(givenBy).also(comment);
    }
}

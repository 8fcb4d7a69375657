package io.keepwell.core.fact;

import java.util.List;

/// The tables of all kinds of facts.
public final class FactTables {
    public static final FactTable<AccountProfile> ACCOUNT_PROFILE = new FactTable.AccountProfileTable();
    public static final FactTable<SubscriptionChange> SUBSCRIPTION_CHANGE = new FactTable.SubscriptionChangeTable();
    public static final FactTable<SurveyAnswer> SURVEY_ANSWER = new FactTable.SurveyAnswerTable();

    /// Every kind there is.
    public static final List<FactTable<?>> ALL = List.of(ACCOUNT_PROFILE, SUBSCRIPTION_CHANGE, SURVEY_ANSWER);

    private FactTables() {}

    /// The table that keeps a fact.
    public static FactTable<?> of(Fact fact) {
        return switch (fact) {
            case AccountProfile _ -> ACCOUNT_PROFILE;
            case SubscriptionChange _ -> SUBSCRIPTION_CHANGE;
            case SurveyAnswer _ -> SURVEY_ANSWER;
        };
    }
}

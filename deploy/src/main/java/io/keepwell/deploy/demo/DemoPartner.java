package io.keepwell.deploy.demo;

/// The partners that report on the demo's company. Each has a name of its own for every account; the profiles of the
/// CRM say which of them are one.
enum DemoPartner {
    /// Subscriptions, payments, orders, renewals, costs, exchange rates.
    BILLING("billing", "cust-%05d"),
    /// Profiles, leads, milestones, offers, opportunities, check-ins, outcomes, what owners think.
    CRM("crm", "account-%05d"),
    /// Tickets and remarks.
    HELP_DESK("help-desk", "org-7%05d"),
    /// Usage and seats.
    PRODUCT("product", "ws-%05d"),
    /// Answers, and what was done about remarks.
    SURVEYS("surveys", "panel-%05d"),
    /// Courses; falls silent some weeks before the last day.
    ACADEMY("academy", "campus-%05d");

    private final String partner;
    private final String accounts;

    DemoPartner(String partner, String accounts) {
        this.partner = partner;
        this.accounts = accounts;
    }

    /// The partner's name.
    String partner() {
        return partner;
    }

    /// What the partner calls a customer.
    ///
    /// @param number from 1
    String account(int number) {
        return accounts.formatted(number);
    }
}

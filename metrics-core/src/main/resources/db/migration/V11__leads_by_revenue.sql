-- Leads become customers by their account's first recurring revenue, too, which no ledger says yet.
update refresher_lease set rebuild = 1;

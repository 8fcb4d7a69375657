-- Durations are kept one by one where they are few, and tickets' first answers are timed otherwise: ledgers and cells have
-- to be made anew.
update refresher_lease set rebuild = 1;

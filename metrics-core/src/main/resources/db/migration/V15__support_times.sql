-- Durations are kept one by one where they are few, tickets' first answers are timed by three rules, and what figures of
-- tickets leave out is counted: ledgers and cells have to be made anew.
update refresher_lease set rebuild = 1;

-- The definitions of first response are named by their rules. Targets keep their meaning: until now the time ran
-- from the opening, without a stop while the ticket was resolved.
update target set definition = 'since_opened'
where metric = 'support.first_response_time' and definition = 'mean';
update target set definition = concat('since_opened_', definition)
where metric = 'support.first_response_time'
    and definition in ('median', 'p90', 'business_mean', 'business_median', 'business_p90');

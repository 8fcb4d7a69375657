-- Durations are kept one by one where they are few, tickets' first answers are timed by three rules, and what figures of
-- tickets leave out is counted: ledgers and cells have to be made anew.
update refresher_lease set rebuild = 1;

-- The definitions of first response are named by their rules. Targets go on with the default rule.
update target set definition = 'waiting'
where metric = 'support.first_response_time' and definition = 'mean';
update target set definition = concat('waiting_', definition)
where metric = 'support.first_response_time'
    and definition in ('median', 'p90', 'business_mean', 'business_median', 'business_p90');

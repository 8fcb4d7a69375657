-- Slices by source: the partner that bills an account, or told of it where nobody ever billed.

-- Leaves that are there already are those of accounts whose source isn't known; their hashes stay what they are.
alter table slice
    add column source varchar(64) character set utf8mb4 collate utf8mb4_bin not null default '';

-- No account stands in a slice of a source yet.
update refresher_lease set rebuild = 1;

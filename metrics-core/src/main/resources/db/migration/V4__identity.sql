-- Identity: which accounts count as part of which others, and who decided what. Facts stay under the account under which
-- they were kept; everything that makes figures of them looks here.

create table account_merge (
    account int not null,
    -- What it was merged into, as that was decided.
    into_account int not null,
    -- Where that leads in the end: the account that counts for it, itself no part of another.
    whole int not null,
    -- True where a profile's aliases say so, false where staff do.
    automatic tinyint not null,
    merged_at datetime(6) not null,
    primary key (account),
    key merge_whole (whole)
);

-- What staff split. No profile merges it again.
create table account_apart (
    account int not null,
    other int not null,
    primary key (account, other),
    key apart_other (other)
);

-- That profiles kept under one account name another as the same, by a partner's name for it. Made from the profiles; the
-- moment and key are those of the newest that says so.
create table account_claim (
    account int not null,
    named_account int not null,
    occurred_at datetime(6) not null,
    event_key binary(16) not null,
    partner_id int not null,
    primary key (account, named_account),
    key claim_named (named_account)
);

-- Who decided what and why. Only ever appended to.
create table audit_trail (
    entry bigint not null,
    happened_at datetime(6) not null,
    who varchar(200) character set utf8mb4 collate utf8mb4_bin not null,
    action varchar(64) character set ascii collate ascii_bin not null,
    subject varchar(200) character set utf8mb4 collate utf8mb4_bin not null,
    detail varchar(2000) character set utf8mb4 collate utf8mb4_bin not null,
    primary key (entry),
    key audit_subject (subject, entry)
);

-- identity is locked by whoever changes account_merge.
insert into number_sequence (name, next_number) values ('identity', 1), ('audit', 1);

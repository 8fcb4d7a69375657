-- Keys with a name, quotas and a certificate; what each key was used for; what was refused and why.

-- The prefix is the key's public id. A null quota means the default of the service.
alter table partner_key
    modify column key_prefix varchar(16) character set ascii collate ascii_bin not null,
    add column label varchar(64) character set utf8mb4 collate utf8mb4_bin not null default '',
    add column events_per_minute bigint null,
    add column bytes_per_minute bigint null,
    add column streams_at_once int null,
    -- SHA-256 of the client certificate that has to come with the key.
    add column certificate_sha256 binary(32) null,
    -- The key that this one was made to replace.
    add column rotated_from varchar(16) character set ascii collate ascii_bin null,
    add unique key partner_key_prefix (key_prefix),
    add key partner_key_rotated_from (rotated_from);

-- Written by ingestion only, in bulk every few seconds. Days are days of the reporting zone.
create table partner_key_use (
    key_prefix varchar(16) character set ascii collate ascii_bin not null,
    day date not null,
    calls bigint not null,
    calls_over_quota bigint not null,
    accepted bigint not null,
    duplicates bigint not null,
    rejected bigint not null,
    held_back bigint not null,
    bytes bigint not null,
    last_used_at datetime(6) not null,
    primary key (key_prefix, day),
    key use_day (day)
);

-- Rejected events by what was wrong with them. Written by ingestion only, in bulk every few seconds.
create table event_refusal (
    partner_id int not null,
    day date not null,
    -- What the event told: survey_answer and so on; unknown where that can't be told.
    kind varchar(64) character set ascii collate ascii_bin not null,
    reason varchar(64) character set ascii collate ascii_bin not null,
    field varchar(128) character set utf8mb4 collate utf8mb4_bin not null,
    events bigint not null,
    -- The latest of them.
    example_event_id varchar(128) character set utf8mb4 collate utf8mb4_bin not null,
    example_at datetime(6) not null,
    primary key (partner_id, day, kind, reason, field),
    key refusal_day (day)
);

-- How customers stand, from 0 to 100, as those who look after them see it.
create table fact_csm_sentiment (
    partner_id int not null,
    event_key binary(16) not null,
    batch bigint not null,
    content_hash bigint not null,
    account int not null,
    day date not null,
    occurred_at datetime(6) not null,
    received_at datetime(6) not null,
    retracted_at datetime(6) null,
    value smallint not null,
    comment text character set utf8mb4 collate utf8mb4_bin not null,
    given_by varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
    primary key (partner_id, event_key),
    key fact_account (account, day)
);

-- Questions that were shown and closed without an answer.
create table fact_survey_dismissal (
    partner_id int not null,
    event_key binary(16) not null,
    batch bigint not null,
    content_hash bigint not null,
    account int not null,
    day date not null,
    occurred_at datetime(6) not null,
    received_at datetime(6) not null,
    retracted_at datetime(6) null,
    kind tinyint not null,
    scale_low smallint not null,
    scale_high smallint not null,
    respondent_id varchar(128) character set utf8mb4 collate utf8mb4_bin not null,
    question varchar(200) character set utf8mb4 collate utf8mb4_bin not null,
    owner varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
    ticket_id varchar(128) character set utf8mb4 collate utf8mb4_bin not null,
    primary key (partner_id, event_key),
    key fact_account (account, day),
    key fact_day (day, batch)
);

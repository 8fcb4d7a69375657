-- Every kind of fact, the ledger's entries, and cells with details.

-- ---- facts -----------------------------------------------------------------------------------------------------------
-- retracted_at: when it was known that the fact no longer counts; before that moment it did.

alter table fact_account_profile
    add column tags text character set utf8mb4 collate utf8mb4_bin not null,
    add column aliases text character set utf8mb4 collate utf8mb4_bin not null,
    add column retracted_at datetime(6) null;

-- The discount is taken off a whole interval; only a lasting one is in monthly_micros.
alter table fact_subscription_change
    add column discount_micros bigint null,
    add column discount_lasting tinyint null,
    add column retracted_at datetime(6) null;

alter table fact_survey_answer
    add column turned tinyint not null default 0,
    add column positive_from smallint not null default 0,
    add column owner varchar(64) character set utf8mb4 collate utf8mb4_bin not null default '',
    add column ticket_id varchar(128) character set utf8mb4 collate utf8mb4_bin not null default '',
    add column retracted_at datetime(6) null,
    drop key fact_day,
    add key fact_day (day, batch);

create table fact_renewal_outcome (
    partner_id int not null,
    event_key binary(16) not null,
    batch bigint not null,
    content_hash bigint not null,
    account int not null,
    day date not null,
    occurred_at datetime(6) not null,
    received_at datetime(6) not null,
    retracted_at datetime(6) null,
    contract_id varchar(128) character set utf8mb4 collate utf8mb4_bin not null,
    due_on date not null,
    result tinyint not null,
    value_micros bigint null,
    value_currency char(3) character set ascii collate ascii_bin null,
    renewed_value_micros bigint null,
    renewed_value_currency char(3) character set ascii collate ascii_bin null,
    reason varchar(200) character set utf8mb4 collate utf8mb4_bin not null,
    primary key (partner_id, event_key),
    key fact_account (account, day)
);

create table fact_order (
    partner_id int not null,
    event_key binary(16) not null,
    batch bigint not null,
    content_hash bigint not null,
    account int not null,
    day date not null,
    occurred_at datetime(6) not null,
    received_at datetime(6) not null,
    retracted_at datetime(6) null,
    order_id varchar(128) character set utf8mb4 collate utf8mb4_bin not null,
    product varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
    value_micros bigint not null,
    value_currency char(3) character set ascii collate ascii_bin not null,
    quantity bigint not null,
    recurring tinyint not null,
    primary key (partner_id, event_key),
    key fact_account (account, day)
);

create table fact_payment (
    partner_id int not null,
    event_key binary(16) not null,
    batch bigint not null,
    content_hash bigint not null,
    account int not null,
    day date not null,
    occurred_at datetime(6) not null,
    received_at datetime(6) not null,
    retracted_at datetime(6) null,
    payment_id varchar(128) character set utf8mb4 collate utf8mb4_bin not null,
    order_id varchar(128) character set utf8mb4 collate utf8mb4_bin not null,
    product varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
    amount_micros bigint not null,
    amount_currency char(3) character set ascii collate ascii_bin not null,
    nature tinyint not null,
    result tinyint not null,
    primary key (partner_id, event_key),
    key fact_account (account, day)
);

create table fact_ticket_update (
    partner_id int not null,
    event_key binary(16) not null,
    batch bigint not null,
    content_hash bigint not null,
    account int not null,
    day date not null,
    occurred_at datetime(6) not null,
    received_at datetime(6) not null,
    retracted_at datetime(6) null,
    ticket_id varchar(128) character set utf8mb4 collate utf8mb4_bin not null,
    step tinyint not null,
    topic tinyint not null,
    agent varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
    bot tinyint not null,
    primary key (partner_id, event_key),
    key fact_account (account, day)
);

create table fact_usage (
    partner_id int not null,
    event_key binary(16) not null,
    batch bigint not null,
    content_hash bigint not null,
    account int not null,
    day date not null,
    occurred_at datetime(6) not null,
    received_at datetime(6) not null,
    retracted_at datetime(6) null,
    user_id varchar(128) character set utf8mb4 collate utf8mb4_bin not null,
    feature varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
    times bigint not null,
    seconds bigint not null,
    primary key (partner_id, event_key),
    key fact_account (account, day),
    key fact_day (day, batch)
);

create table fact_milestone (
    partner_id int not null,
    event_key binary(16) not null,
    batch bigint not null,
    content_hash bigint not null,
    account int not null,
    day date not null,
    occurred_at datetime(6) not null,
    received_at datetime(6) not null,
    retracted_at datetime(6) null,
    point tinyint not null,
    name varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
    estimated_on date null,
    primary key (partner_id, event_key),
    key fact_account (account, day)
);

create table fact_offer (
    partner_id int not null,
    event_key binary(16) not null,
    batch bigint not null,
    content_hash bigint not null,
    account int not null,
    day date not null,
    occurred_at datetime(6) not null,
    received_at datetime(6) not null,
    retracted_at datetime(6) null,
    offer_id varchar(128) character set utf8mb4 collate utf8mb4_bin not null,
    kind tinyint not null,
    step tinyint not null,
    product varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
    value_micros bigint null,
    value_currency char(3) character set ascii collate ascii_bin null,
    primary key (partner_id, event_key),
    key fact_account (account, day)
);

create table fact_referral (
    partner_id int not null,
    event_key binary(16) not null,
    batch bigint not null,
    content_hash bigint not null,
    account int not null,
    day date not null,
    occurred_at datetime(6) not null,
    received_at datetime(6) not null,
    retracted_at datetime(6) null,
    referred_id varchar(128) character set utf8mb4 collate utf8mb4_bin not null,
    primary key (partner_id, event_key),
    key fact_account (account, day)
);

create table fact_feedback (
    partner_id int not null,
    event_key binary(16) not null,
    batch bigint not null,
    content_hash bigint not null,
    account int not null,
    day date not null,
    occurred_at datetime(6) not null,
    received_at datetime(6) not null,
    retracted_at datetime(6) null,
    feedback_id varchar(128) character set utf8mb4 collate utf8mb4_bin not null,
    text text character set utf8mb4 collate utf8mb4_bin not null,
    theme varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
    tone tinyint not null,
    channel varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
    primary key (partner_id, event_key),
    key fact_account (account, day)
);

create table fact_feedback_step (
    partner_id int not null,
    event_key binary(16) not null,
    batch bigint not null,
    content_hash bigint not null,
    account int not null,
    day date not null,
    occurred_at datetime(6) not null,
    received_at datetime(6) not null,
    retracted_at datetime(6) null,
    feedback_id varchar(128) character set utf8mb4 collate utf8mb4_bin not null,
    step tinyint not null,
    primary key (partner_id, event_key),
    key fact_account (account, day)
);

create table fact_opportunity (
    partner_id int not null,
    event_key binary(16) not null,
    batch bigint not null,
    content_hash bigint not null,
    account int not null,
    day date not null,
    occurred_at datetime(6) not null,
    received_at datetime(6) not null,
    retracted_at datetime(6) null,
    opportunity_id varchar(128) character set utf8mb4 collate utf8mb4_bin not null,
    kind tinyint not null,
    state tinyint not null,
    value_micros bigint null,
    value_currency char(3) character set ascii collate ascii_bin null,
    primary key (partner_id, event_key),
    key fact_account (account, day)
);

create table fact_lead (
    partner_id int not null,
    event_key binary(16) not null,
    batch bigint not null,
    content_hash bigint not null,
    account int not null,
    day date not null,
    occurred_at datetime(6) not null,
    received_at datetime(6) not null,
    retracted_at datetime(6) null,
    lead_id varchar(128) character set utf8mb4 collate utf8mb4_bin not null,
    channel varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
    state tinyint not null,
    primary key (partner_id, event_key),
    key fact_account (account, day)
);

create table fact_cost (
    partner_id int not null,
    event_key binary(16) not null,
    batch bigint not null,
    content_hash bigint not null,
    account int not null,
    day date not null,
    occurred_at datetime(6) not null,
    received_at datetime(6) not null,
    retracted_at datetime(6) null,
    purpose tinyint not null,
    amount_micros bigint not null,
    amount_currency char(3) character set ascii collate ascii_bin not null,
    primary key (partner_id, event_key),
    key fact_account (account, day)
);

create table fact_check_in (
    partner_id int not null,
    event_key binary(16) not null,
    batch bigint not null,
    content_hash bigint not null,
    account int not null,
    day date not null,
    occurred_at datetime(6) not null,
    received_at datetime(6) not null,
    retracted_at datetime(6) null,
    check_in_id varchar(128) character set utf8mb4 collate utf8mb4_bin not null,
    step tinyint not null,
    planned_on date null,
    primary key (partner_id, event_key),
    key fact_account (account, day)
);

create table fact_outcome (
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
    gain_micros bigint null,
    gain_currency char(3) character set ascii collate ascii_bin null,
    baseline_micros bigint null,
    baseline_currency char(3) character set ascii collate ascii_bin null,
    testimonial tinyint not null,
    primary key (partner_id, event_key),
    key fact_account (account, day)
);

create table fact_exchange_rate (
    partner_id int not null,
    event_key binary(16) not null,
    batch bigint not null,
    content_hash bigint not null,
    account int not null,
    day date not null,
    occurred_at datetime(6) not null,
    received_at datetime(6) not null,
    retracted_at datetime(6) null,
    source_currency char(3) character set ascii collate ascii_bin not null,
    target_currency char(3) character set ascii collate ascii_bin not null,
    rate_billionths bigint not null,
    primary key (partner_id, event_key),
    key fact_account (account, day)
);

create table fact_measurement (
    partner_id int not null,
    event_key binary(16) not null,
    batch bigint not null,
    content_hash bigint not null,
    account int not null,
    day date not null,
    occurred_at datetime(6) not null,
    received_at datetime(6) not null,
    retracted_at datetime(6) null,
    name varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
    value_micros bigint not null,
    unit varchar(32) character set utf8mb4 collate utf8mb4_bin not null,
    primary key (partner_id, event_key),
    key fact_account (account, day)
);

create table fact_stay_reason (
    partner_id int not null,
    event_key binary(16) not null,
    batch bigint not null,
    content_hash bigint not null,
    account int not null,
    day date not null,
    occurred_at datetime(6) not null,
    received_at datetime(6) not null,
    retracted_at datetime(6) null,
    reason tinyint not null,
    remark varchar(200) character set utf8mb4 collate utf8mb4_bin not null,
    primary key (partner_id, event_key),
    key fact_account (account, day)
);

create table fact_retraction (
    partner_id int not null,
    event_key binary(16) not null,
    batch bigint not null,
    content_hash bigint not null,
    account int not null,
    day date not null,
    occurred_at datetime(6) not null,
    received_at datetime(6) not null,
    retracted_at datetime(6) null,
    kind_code bigint not null,
    target_key varchar(32) character set utf8mb4 collate utf8mb4_bin not null,
    reason varchar(200) character set utf8mb4 collate utf8mb4_bin not null,
    primary key (partner_id, event_key),
    key fact_account (account, day)
);

-- Retractions that came before what they retract.
create table pending_retraction (
    partner_id int not null,
    kind tinyint not null,
    event_key binary(16) not null,
    received_at datetime(6) not null,
    primary key (partner_id, kind, event_key)
);

-- ---- what has to be refreshed: a row for each kind of fact that an intake kept ---------------------------------------
-- accounts and days (since 1970-01-01) as bitmaps.

drop table change_log;

create table change_log (
    batch bigint not null,
    kind tinyint not null,
    accounts mediumblob not null,
    days mediumblob not null,
    logged_at datetime(6) not null,
    primary key (batch, kind)
);

-- turn tells a refresher whether another one worked since its own last turn; rebuild asks for everything to be made anew.
alter table refresher_lease
    add column turn bigint not null default 0,
    add column rebuild tinyint not null default 1;

-- ---- the ledger: what an account's facts of some kinds come to, beyond its MRR --------------------------------------
-- number tells apart the entries of one account, quantity and day. item names what it is about: a ticket, an order.

create table ledger_entry (
    account int not null,
    quantity smallint not null,
    day date not null,
    number int not null,
    slice int not null,
    detail int not null,
    amount bigint not null,
    item varchar(128) character set utf8mb4 collate utf8mb4_bin not null,
    primary key (account, quantity, day, number),
    key entry_day (quantity, day)
);

-- What a quantity is told apart by, beyond the slice: a feature, a theme, a product, a measure's name.
create table detail (
    detail int not null,
    name varchar(128) character set utf8mb4 collate utf8mb4_bin not null,
    primary key (detail),
    unique key detail_name (name)
);

-- Users of accounts, by dense numbers.
create table product_user (
    product_user int not null,
    account int not null,
    user_id varchar(128) character set utf8mb4 collate utf8mb4_bin not null,
    primary key (product_user),
    unique key user_of_account (account, user_id)
);

insert into number_sequence (name, next_number) values ('detail', 1), ('product_user', 1);

-- ---- cells -----------------------------------------------------------------------------------------------------------
-- members holds what the quantity keeps beside its amount: a set of accounts or users, or a sketch of durations.

drop table cell_day;
drop table cell_month;

create table cell_day (
    quantity smallint not null,
    day date not null,
    slice int not null,
    detail int not null,
    amount bigint not null,
    members mediumblob null,
    primary key (quantity, day, slice, detail),
    key cell_of_day (day)
);

create table cell_month (
    quantity smallint not null,
    month date not null,
    slice int not null,
    detail int not null,
    amount bigint not null,
    members mediumblob null,
    primary key (quantity, month, slice, detail)
);

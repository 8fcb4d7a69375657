-- The schema of Keepwell as of contract 1.0. Its only home is this folder; migrations only go forward.
-- Identifiers and slice values are compared byte by byte; names that people search by are compared as people do.
-- Days are days of the reporting zone; moments are UTC with microseconds; money is in micros of its currency.

-- ---- who may come in ------------------------------------------------------------------------------------------------

create table partner (
    partner_id int not null,
    name varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
    created_at datetime(6) not null,
    primary key (partner_id),
    unique key partner_name (name)
);

-- A key is shown once; only its hash is kept. The prefix is for finding it again, by people and by secret scanners.
create table partner_key (
    key_hash binary(32) not null,
    -- The key's public id.
    key_prefix varchar(16) character set ascii collate ascii_bin not null,
    partner_id int not null,
    scopes varchar(200) not null,
    created_at datetime(6) not null,
    expires_at datetime(6) null,
    revoked_at datetime(6) null,
    label varchar(64) character set utf8mb4 collate utf8mb4_bin not null default '',
    -- A null quota means the default of the service.
    events_per_minute bigint null,
    bytes_per_minute bigint null,
    streams_at_once int null,
    -- SHA-256 of the client certificate that has to come with the key.
    certificate_sha256 binary(32) null,
    -- The key that this one was made to replace.
    rotated_from varchar(16) character set ascii collate ascii_bin null,
    primary key (key_hash),
    unique key partner_key_prefix (key_prefix),
    key partner_key_rotated_from (rotated_from)
);

-- Written by ingestion only, in bulk every few seconds. Days are days of the reporting zone.
create table partner_key_use (
    key_prefix varchar(16) character set ascii collate ascii_bin not null,
    day date not null,
    calls bigint not null,
    calls_over_quota bigint not null,
    accepted bigint not null,
    duplicates bigint not null,
    rejected bigint not null,
    pending bigint not null,
    bytes bigint not null,
    last_used_at datetime(6) not null,
    primary key (key_prefix, day),
    key use_day (day)
);

-- Rejected events by what was wrong with them. Written by ingestion only, in bulk every few seconds.
create table event_refusal (
    partner_id int not null,
    day date not null,
    -- What the event reports: survey_answer and so on, or unknown.
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

create table staff (
    email varchar(200) character set utf8mb4 collate utf8mb4_bin not null,
    name varchar(200) not null,
    password_hash varchar(300) not null,
    role varchar(16) not null,
    created_at datetime(6) not null,
    -- Since when nobody can sign in by it.
    disabled_at datetime(6) null,
    -- From when on a sign-in counts: earlier ones ended with a change of the password.
    sign_ins_from datetime(6) null,
    primary key (email)
);

-- ---- settings -------------------------------------------------------------------------------------------------------

create table setting (
    name varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
    value varchar(2000) not null,
    primary key (name)
);

-- What each part of a health score weighs, and where the bands begin. Only ever appended to: of the versions of a segment
-- the one with the latest day up to a day makes that day's scores, and of several for one day the one that was set last.
create table health_model (
    -- Empty for all segments without a model of their own.
    segment varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
    valid_from date not null,
    set_at datetime(6) not null,
    -- Part and weight of each, such as: usage_trend=25 nps=10
    weights varchar(1000) character set ascii collate ascii_bin not null,
    yellow_from smallint not null,
    green_from smallint not null,
    primary key (segment, valid_from, set_at)
);

-- Where figures are to get.
create table target (
    target_id int not null,
    metric varchar(64) character set ascii collate ascii_bin not null,
    definition varchar(64) character set ascii collate ascii_bin not null,
    -- Dimension and value of each, a line each, such as: segment=Enterprise. Empty for the whole firm.
    slice varchar(640) character set utf8mb4 collate utf8mb4_bin not null,
    from_day date not null,
    to_day date not null,
    -- 1 short-term, 2 long-term
    term tinyint not null,
    -- In the definition's unit.
    value decimal(30, 10) not null,
    primary key (target_id),
    unique key target_of (metric, definition, slice, from_day, to_day)
);

-- By which day somebody has to look again whether a metric is measured in the right way.
create table metric_review (
    metric varchar(64) character set ascii collate ascii_bin not null,
    review_on date not null,
    primary key (metric)
);

-- The few metrics that matter now, in the order in which they are shown. None: Keepwell's own choice.
create table focus (
    position smallint not null,
    metric varchar(64) character set ascii collate ascii_bin not null,
    primary key (position)
);

-- Who decided what and why. Only ever appended to.
create table audit_trail (
    entry bigint not null,
    happened_at datetime(6) not null,
    who varchar(200) character set utf8mb4 collate utf8mb4_bin not null,
    action varchar(64) character set ascii collate ascii_bin not null,
    subject varchar(200) character set utf8mb4 collate utf8mb4_bin not null,
    detail varchar(5000) character set utf8mb4 collate utf8mb4_bin not null,
    primary key (entry),
    key audit_subject (subject, entry)
);

-- ---- accounts and slices --------------------------------------------------------------------------------------------

create table account (
    account int not null,
    name varchar(200) character set utf8mb4 collate utf8mb4_0900_ai_ci not null,
    -- True until a profile was received.
    stub tinyint not null,
    created_at datetime(6) not null,
    primary key (account),
    key account_name (name)
);

-- What partners call an account.
create table account_alias (
    partner_id int not null,
    alias varchar(128) character set utf8mb4 collate utf8mb4_bin not null,
    account int not null,
    primary key (partner_id, alias),
    key alias_account (account)
);

-- Which accounts count as part of which others. Facts stay under the account under which they were kept; everything that
-- makes figures of them looks here.
create table account_merge (
    account int not null,
    -- What it was merged into, as that was decided.
    into_account int not null,
    -- Where that leads in the end: the account that counts for it, merged into no other.
    primary_account int not null,
    -- True where a profile's aliases say so, false where staff do.
    automatic tinyint not null,
    merged_at datetime(6) not null,
    primary key (account),
    key merge_primary (primary_account)
);

-- What staff split. No profile merges it again.
create table account_split (
    account int not null,
    other int not null,
    primary key (account, other),
    key split_other (other)
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

-- Slice keys: every combination of values that some account ever had.
create table slice (
    slice int not null,
    slice_hash binary(16) not null,
    owner varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
    segment varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
    industry varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
    region varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
    plan varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
    product varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
    channel varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
    source varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
    primary key (slice),
    unique key slice_values (slice_hash)
);

-- What a measure is broken down by, beyond the slice: a feature, a theme, a product, the name of a custom measure.
create table custom_value (
    custom_value int not null,
    name varchar(128) character set utf8mb4 collate utf8mb4_bin not null,
    primary key (custom_value),
    unique key custom_value_name (name)
);

-- Users of accounts, by dense numbers.
create table product_user (
    product_user int not null,
    account int not null,
    user_id varchar(128) character set utf8mb4 collate utf8mb4_bin not null,
    primary key (product_user),
    unique key user_of_account (account, user_id)
);

-- ---- facts: one table for each kind, written by ingestion only ------------------------------------------------------
-- batch says which intake transaction wrote a row; content_hash tells a repeat from a conflict; retracted_at is when it was
-- known that the fact no longer counts: before that moment it did.

create table fact_account_profile (
    partner_id int not null,
    event_key binary(16) not null,
    batch bigint not null,
    content_hash bigint not null,
    account int not null,
    day date not null,
    occurred_at datetime(6) not null,
    received_at datetime(6) not null,
    retracted_at datetime(6) null,
    name varchar(200) character set utf8mb4 collate utf8mb4_bin not null,
    owner varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
    segment varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
    industry varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
    region varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
    plan varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
    product varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
    channel varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
    tags text character set utf8mb4 collate utf8mb4_bin not null,
    aliases text character set utf8mb4 collate utf8mb4_bin not null,
    primary key (partner_id, event_key),
    key fact_account (account)
);

create table fact_subscription_change (
    partner_id int not null,
    event_key binary(16) not null,
    batch bigint not null,
    content_hash bigint not null,
    account int not null,
    day date not null,
    occurred_at datetime(6) not null,
    received_at datetime(6) not null,
    retracted_at datetime(6) null,
    subscription_id varchar(128) character set utf8mb4 collate utf8mb4_bin not null,
    step tinyint not null,
    price_micros bigint null,
    currency char(3) character set ascii collate ascii_bin null,
    quantity bigint null,
    interval_count smallint null,
    interval_unit tinyint null,
    -- The discount is taken off a whole interval; only a lasting one is in monthly_micros.
    discount_micros bigint null,
    discount_lasting tinyint null,
    -- The price brought to a month, rounded once.
    monthly_micros bigint null,
    ends_on date null,
    reason varchar(200) character set utf8mb4 collate utf8mb4_bin not null,
    primary key (partner_id, event_key),
    key fact_account (account)
);

create table fact_survey_answer (
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
    score smallint not null,
    turned tinyint not null,
    positive_from smallint not null,
    respondent_id varchar(128) character set utf8mb4 collate utf8mb4_bin not null,
    question varchar(200) character set utf8mb4 collate utf8mb4_bin not null,
    comment text character set utf8mb4 collate utf8mb4_bin not null,
    owner varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
    ticket_id varchar(128) character set utf8mb4 collate utf8mb4_bin not null,
    primary key (partner_id, event_key),
    key fact_account (account, day),
    key fact_day (day, batch)
);

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
    priority tinyint not null,
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

-- The day at which a fact was kept before a move of days gave it another, so that figures as of a moment
-- before say what was said then. Between known_from and known_until the fact was kept at day_before.
create table fact_day_move (
    -- The kind of fact.
    kind tinyint not null,
    partner_id int not null,
    event_key binary(16) not null,
    known_from datetime(6) not null,
    known_until datetime(6) not null,
    day_before date not null,
    primary key (kind, partner_id, event_key, known_until),
    key day_move_kind (kind, known_until)
);

-- Retractions that came before what they retract.
create table pending_retraction (
    partner_id int not null,
    kind tinyint not null,
    event_key binary(16) not null,
    received_at datetime(6) not null,
    primary key (partner_id, kind, event_key)
);

-- ---- what has to be refreshed ---------------------------------------------------------------------------------------

-- A row for each kind of fact that an intake kept; accounts and days (since 1970-01-01) as bitmaps. Only ever appended to, and
-- deleted when done.
create table change_log (
    batch bigint not null,
    kind tinyint not null,
    accounts mediumblob not null,
    days mediumblob not null,
    logged_at datetime(6) not null,
    primary key (batch, kind)
);

-- One row: whoever holds its lock is the refresher. Figures are made of all events received until refreshed_until.
create table refresher_lease (
    lease tinyint not null,
    refreshed_until datetime(6) null,
    -- Tells a refresher whether another one worked since it last did.
    turn bigint not null,
    -- Asks for the ledgers and cells of everything to be made anew.
    rebuild tinyint not null,
    -- Of what made them; a newer build makes them anew, an older one leaves them alone.
    ledger_version int not null,
    primary key (lease)
);

insert into refresher_lease (lease, turn, rebuild, ledger_version) values (1, 0, 0, 1);

-- ---- the ledger: made from an account's facts -----------------------------------------------------------------------

-- Which slice an account was in from which day to which.
create table account_version (
    account int not null,
    from_day date not null,
    to_day date not null,
    slice int not null,
    primary key (account, from_day)
);

create table subscription_period (
    account int not null,
    partner_id int not null,
    subscription_id varchar(128) character set utf8mb4 collate utf8mb4_bin not null,
    from_day date not null,
    to_day date not null,
    monthly_micros bigint not null,
    primary key (account, partner_id, subscription_id, from_day)
);

create table mrr_movement (
    account int not null,
    day date not null,
    kind tinyint not null,
    slice int not null,
    amount_micros bigint not null,
    before_micros bigint not null,
    after_micros bigint not null,
    primary key (account, day, kind),
    key movement_day (day)
);

-- What an account's facts come to beyond its MRR. number tells apart the rows of one account, measure and day; item names
-- what a row is about: a ticket, an order.
create table ledger_row (
    account int not null,
    measure smallint not null,
    day date not null,
    number int not null,
    slice int not null,
    custom_value int not null,
    amount bigint not null,
    item varchar(128) character set utf8mb4 collate utf8mb4_bin not null,
    primary key (account, measure, day, number),
    key ledger_row_day (measure, day)
);

-- ---- cells: made from facts and ledger ------------------------------------------------------------------------------
-- members holds what the measure keeps beside its amount: a set of accounts or users, or a sketch of durations.

create table cell_day (
    measure smallint not null,
    day date not null,
    slice int not null,
    custom_value int not null,
    amount bigint not null,
    members mediumblob null,
    primary key (measure, day, slice, custom_value),
    key cell_of_day (day)
);

create table cell_month (
    measure smallint not null,
    month date not null,
    slice int not null,
    custom_value int not null,
    amount bigint not null,
    members mediumblob null,
    primary key (measure, month, slice, custom_value)
);

-- ---- reports: written by reporting only, but for report, which staff edit -------------------------------------------

create table report (
    report_id varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
    title varchar(200) not null,
    -- Metric ids, comma-separated, in the order in which they are shown.
    metrics varchar(2000) not null,
    -- Section ids, comma-separated, in their order.
    sections varchar(2000) character set utf8mb4 collate utf8mb4_bin not null,
    -- Mail addresses, comma-separated.
    recipients varchar(4000) not null,
    -- Day of the month and local time at which the month before is reported.
    send_on_day tinyint not null,
    send_at time not null,
    enabled tinyint not null,
    -- When it was last switched on. Nothing that was due before is ever caught up with.
    due_since datetime(6) not null,
    primary key (report_id)
);

-- A run once rendered never changes: what is sent later, or again, is what was rendered.
create table report_run (
    report_id varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
    from_day date not null,
    to_day date not null,
    -- Figures are as of this moment, so that the run can be made again to the last digit.
    as_of datetime(6) not null,
    state varchar(16) not null,
    -- Why it could not be rendered, how often that was tried, and when it is tried again.
    problem varchar(1000) not null,
    attempts smallint not null,
    next_attempt_at datetime(6) null,
    subject varchar(300) not null,
    created_at datetime(6) not null,
    primary key (report_id, from_day, to_day),
    key report_run_created (created_at)
);

-- What is sent of a run, a row for each format.
create table report_file (
    report_id varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
    from_day date not null,
    to_day date not null,
    format varchar(20) character set utf8mb4 collate utf8mb4_bin not null,
    media_type varchar(100) not null,
    -- What a mail does with it: MAIL_HTML, MAIL_TEXT, ATTACHED or KEPT.
    mail_use varchar(16) not null,
    bytes mediumblob not null,
    primary key (report_id, from_day, to_day, format)
);

-- The charts that a run's html shows, each by its content id.
create table report_image (
    report_id varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
    from_day date not null,
    to_day date not null,
    content_id varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
    png mediumblob not null,
    primary key (report_id, from_day, to_day, content_id)
);

-- One run on its way to one recipient. Whoever turns PENDING into SENDING may talk to the mail server; attempts tells
-- one such claim from the next.
create table delivery (
    report_id varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
    from_day date not null,
    to_day date not null,
    recipient varchar(200) character set utf8mb4 collate utf8mb4_bin not null,
    state varchar(16) not null,
    attempts smallint not null,
    problem varchar(1000) not null,
    -- The same for every attempt.
    message_id varchar(200) not null,
    next_attempt_at datetime(6) not null,
    claimed_at datetime(6) null,
    delivered_at datetime(6) null,
    primary key (report_id, from_day, to_day, recipient),
    key delivery_due (state, next_attempt_at)
);

-- Kept by the scheduler library; the layout is its own.
create table scheduled_tasks (
    task_name varchar(100) not null,
    task_instance varchar(100) not null,
    task_data blob,
    execution_time timestamp(6) not null,
    picked boolean not null,
    picked_by varchar(50),
    last_success timestamp(6) null,
    last_failure timestamp(6) null,
    consecutive_failures int,
    last_heartbeat timestamp(6) null,
    version bigint not null,
    priority smallint,
    primary key (task_name, task_instance),
    index execution_time_idx (execution_time),
    index last_heartbeat_idx (last_heartbeat),
    index priority_execution_time_idx (priority desc, execution_time asc)
);

-- ---- numbers that the services hand out, in blocks ------------------------------------------------------------------

create table number_sequence (
    name varchar(32) character set utf8mb4 collate utf8mb4_bin not null,
    next_number bigint not null,
    primary key (name)
);

-- identity is locked by whoever changes account_merge.
insert into number_sequence (name, next_number) values
    ('account', 1), ('audit', 1), ('batch', 1), ('custom_value', 1), ('identity', 1), ('partner', 1), ('product_user', 1),
    ('slice', 1), ('target', 1);

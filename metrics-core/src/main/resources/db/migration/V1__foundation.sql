-- The schema of Keepwell. Its only home is this folder; migrations only go forward.
-- Identifiers and slice values are compared byte by byte; names that people search by are compared as people do.
-- Days are days of the reporting zone; moments are UTC with microseconds; money is in micros of its currency.

-- ---- who may come in -------------------------------------------------------------------------------------------------

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
    key_prefix varchar(16) not null,
    partner_id int not null,
    scopes varchar(200) not null,
    created_at datetime(6) not null,
    expires_at datetime(6) null,
    revoked_at datetime(6) null,
    primary key (key_hash)
);

create table staff (
    email varchar(200) character set utf8mb4 collate utf8mb4_bin not null,
    name varchar(200) not null,
    password_hash varchar(300) not null,
    role varchar(16) not null,
    created_at datetime(6) not null,
    primary key (email)
);

create table setting (
    name varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
    value varchar(1000) not null,
    primary key (name)
);

-- Numbers that the services hand out, in blocks.
create table number_sequence (
    name varchar(32) character set utf8mb4 collate utf8mb4_bin not null,
    next_number bigint not null,
    primary key (name)
);

insert into number_sequence (name, next_number) values ('account', 1), ('batch', 1), ('slice', 1), ('partner', 1);

-- ---- accounts and slices ---------------------------------------------------------------------------------------------

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

-- Leaf slices: every combination of values that some account ever had.
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
    primary key (slice),
    unique key slice_values (slice_hash)
);

-- ---- facts: one table for each kind, written by ingestion only -------------------------------------------------------
-- batch tells which intake transaction wrote a row; content_hash tells a repeat from a conflict.

create table fact_account_profile (
    partner_id int not null,
    event_key binary(16) not null,
    batch bigint not null,
    content_hash bigint not null,
    account int not null,
    day date not null,
    occurred_at datetime(6) not null,
    received_at datetime(6) not null,
    name varchar(200) character set utf8mb4 collate utf8mb4_bin not null,
    owner varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
    segment varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
    industry varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
    region varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
    plan varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
    product varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
    channel varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
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
    subscription_id varchar(128) character set utf8mb4 collate utf8mb4_bin not null,
    step tinyint not null,
    price_micros bigint null,
    currency char(3) character set ascii collate ascii_bin null,
    quantity bigint null,
    interval_count smallint null,
    interval_unit tinyint null,
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
    kind tinyint not null,
    scale_low smallint not null,
    scale_high smallint not null,
    score smallint not null,
    respondent_id varchar(128) character set utf8mb4 collate utf8mb4_bin not null,
    question varchar(200) character set utf8mb4 collate utf8mb4_bin not null,
    comment text character set utf8mb4 collate utf8mb4_bin not null,
    primary key (partner_id, event_key),
    key fact_account (account, day),
    key fact_day (day)
);

-- ---- what has to be refreshed: only ever appended to, and deleted when done ------------------------------------------

create table change_log (
    batch bigint not null,
    account int not null,
    day date not null,
    -- Bits of the kinds of fact that changed.
    kinds int not null,
    logged_at datetime(6) not null,
    primary key (batch, account, day)
);

-- One row: whoever holds its lock is the refresher. Figures are made of all events received until refreshed_until.
create table refresher_lease (
    lease tinyint not null,
    refreshed_until datetime(6) null,
    primary key (lease)
);

insert into refresher_lease (lease) values (1);

-- ---- the ledger: rebuilt from an account's facts ---------------------------------------------------------------------

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

-- ---- cells: recomputed from facts and ledger -------------------------------------------------------------------------

create table cell_day (
    quantity smallint not null,
    day date not null,
    slice int not null,
    amount bigint not null,
    accounts mediumblob null,
    primary key (quantity, day, slice),
    key cell_of_day (day)
);

create table cell_month (
    quantity smallint not null,
    month date not null,
    slice int not null,
    amount bigint not null,
    accounts mediumblob null,
    primary key (quantity, month, slice)
);

-- ---- reports: written by reporting only, but for report, which staff edit --------------------------------------------

create table report (
    report_id varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
    title varchar(200) not null,
    -- Metric ids, comma-separated, in the order in which they are shown.
    metrics varchar(2000) not null,
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
    -- Figures are as they were known at this moment, so that the run can be made again to the last digit.
    known_at datetime(6) not null,
    state varchar(16) not null,
    -- Why it could not be rendered, how often that was tried, and when it is tried again.
    problem varchar(1000) not null,
    attempts smallint not null,
    next_attempt_at datetime(6) null,
    -- What is sent.
    subject varchar(300) not null,
    html mediumtext not null,
    plain_text mediumtext not null,
    pdf mediumblob null,
    created_at datetime(6) not null,
    primary key (report_id, from_day, to_day),
    key report_run_created (created_at)
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

-- Where figures are to get, and which of them matter now.

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

insert into number_sequence (name, next_number) values ('target', 1);

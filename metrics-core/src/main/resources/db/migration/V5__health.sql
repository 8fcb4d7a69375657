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

-- Health rests on quantities that no ledger has yet.
update refresher_lease set rebuild = 1;

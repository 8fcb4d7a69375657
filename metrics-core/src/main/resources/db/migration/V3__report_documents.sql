-- A report is a document, whose versions are kept; a run is named by the moment at which it was due, and is rendered
-- once for each scope that recipients have.

alter table report
    add column version int not null default 1,
    add column definition mediumtext character set utf8mb4 collate utf8mb4_bin null;

update report
set definition = concat(
    'title: ', json_quote(title),
    '\nabout: last month',
    '\nsend: monthly on day ', send_on_day, ' at ', time_format(send_at, '%H:%i'),
    '\nmissed: all',
    '\nmetrics:\n- ', replace(metrics, ',', '\n- '),
    '\nsections:\n- ', replace(sections, ',', '\n- '), '\n',
    if(recipients = '', '', concat('recipients:\n- "', replace(recipients, ',', '"\n- "'), '"\n')));

alter table report
    modify column definition mediumtext character set utf8mb4 collate utf8mb4_bin not null,
    drop column metrics,
    drop column sections,
    drop column recipients,
    drop column send_on_day,
    drop column send_at;

create table report_version (
    report_id varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
    version int not null,
    definition mediumtext character set utf8mb4 collate utf8mb4_bin not null,
    enabled tinyint not null,
    saved_at datetime(6) not null,
    saved_by varchar(200) not null,
    primary key (report_id, version)
);

insert into report_version (report_id, version, definition, enabled, saved_at, saved_by)
select report_id, version, definition, enabled, utc_timestamp(6), 'an earlier version of Keepwell'
from report;

-- Whatever a report's runs were due for until now is made or tried already.
update report
set due_since = greatest(
    due_since,
    coalesce((select max(report_run.created_at) from report_run where report_run.report_id = report.report_id), due_since));

-- Runs that are there already count as due when their period was over. The microseconds keep two periods with one end
-- apart.
alter table report_run add column due_at datetime(6) null after report_id;
update report_run set due_at = timestampadd(microsecond, datediff(to_day, from_day), timestamp(to_day));
alter table report_run
    modify column due_at datetime(6) not null,
    -- Whether somebody asked for it, so that no schedule made it due.
    add column by_hand tinyint not null default 0,
    drop primary key,
    add primary key (report_id, due_at),
    add key report_run_period (report_id, from_day, to_day),
    add key report_run_retry (state, next_attempt_at);

-- A run as it was rendered for those who see the same: in the words of their slice, and nothing where they see what the
-- whole report is about.
create table report_rendering (
    report_id varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
    due_at datetime(6) not null,
    scope varchar(300) character set utf8mb4 collate utf8mb4_bin not null,
    subject varchar(300) not null,
    primary key (report_id, due_at, scope)
);
insert into report_rendering (report_id, due_at, scope, subject)
select report_id, due_at, '', subject from report_run where state = 'RENDERED';
alter table report_run drop column subject;

alter table report_file
    add column due_at datetime(6) null after report_id,
    add column scope varchar(300) character set utf8mb4 collate utf8mb4_bin not null default '' after due_at;
update report_file set due_at = timestampadd(microsecond, datediff(to_day, from_day), timestamp(to_day));
alter table report_file
    modify column due_at datetime(6) not null,
    drop primary key,
    add primary key (report_id, due_at, scope, format),
    drop column from_day,
    drop column to_day;

alter table report_image
    add column due_at datetime(6) null after report_id,
    add column scope varchar(300) character set utf8mb4 collate utf8mb4_bin not null default '' after due_at;
update report_image set due_at = timestampadd(microsecond, datediff(to_day, from_day), timestamp(to_day));
alter table report_image
    modify column due_at datetime(6) not null,
    drop primary key,
    add primary key (report_id, due_at, scope, content_id),
    drop column from_day,
    drop column to_day;

alter table delivery
    add column due_at datetime(6) null after report_id,
    add column scope varchar(300) character set utf8mb4 collate utf8mb4_bin not null default '' after due_at;
update delivery set due_at = timestampadd(microsecond, datediff(to_day, from_day), timestamp(to_day));
alter table delivery
    modify column due_at datetime(6) not null,
    drop primary key,
    add primary key (report_id, due_at, recipient),
    drop column from_day,
    drop column to_day;

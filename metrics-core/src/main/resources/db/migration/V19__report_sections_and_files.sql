-- The sections that a report is put together from, in their order. Until now every report had the same ones.
alter table report add column sections varchar(2000) character set utf8mb4 collate utf8mb4_bin not null
    default 'headlines,mrr-bridge,trends,figures,mrr-movements,health,targets,explanations';

-- What was rendered of a run, a row for each format. Stop reporting services and web UIs of the version before first: they
-- write and look for it in columns of report_run, which go with a later version.
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
insert into report_file (report_id, from_day, to_day, format, media_type, mail_use, bytes)
    select report_id, from_day, to_day, 'html', 'text/html', 'MAIL_HTML', cast(html as binary)
    from report_run where state = 'RENDERED';
insert into report_file (report_id, from_day, to_day, format, media_type, mail_use, bytes)
    select report_id, from_day, to_day, 'text', 'text/plain', 'MAIL_TEXT', cast(plain_text as binary)
    from report_run where state = 'RENDERED';
insert into report_file (report_id, from_day, to_day, format, media_type, mail_use, bytes)
    select report_id, from_day, to_day, 'pdf', 'application/pdf', 'ATTACHED', pdf
    from report_run where state = 'RENDERED' and pdf is not null;

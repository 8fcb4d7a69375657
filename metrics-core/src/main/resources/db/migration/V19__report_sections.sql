-- The sections that a report is put together from, in their order. Until now every report had the same ones.
alter table report add column sections varchar(2000) character set utf8mb4 collate utf8mb4_bin not null
    default 'headlines,mrr-bridge,trends,figures,mrr-movements,health,targets,explanations';

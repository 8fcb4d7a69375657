-- Business hours with all the holidays there may be, and a note that names them before and after with a reason.
alter table setting modify value varchar(2000) not null;
alter table audit_trail modify detail varchar(5000) character set utf8mb4 collate utf8mb4_bin not null;

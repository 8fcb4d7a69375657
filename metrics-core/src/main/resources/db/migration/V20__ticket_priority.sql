-- How much a ticket hurries, since a promise may depend on it: null where nobody said so, as of all steps until now.
alter table fact_ticket_update add column priority tinyint null;

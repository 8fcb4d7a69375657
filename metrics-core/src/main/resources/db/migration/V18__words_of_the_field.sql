-- Tables and columns are called what docs/glossary.md calls them. Services of the version before can't go on: stop them first.
alter table ledger_entry rename to ledger_row;
alter table ledger_row rename column quantity to measure;
alter table ledger_row rename column detail to custom_value;
alter table ledger_row rename index entry_day to ledger_row_day;
alter table cell_day rename column quantity to measure;
alter table cell_day rename column detail to custom_value;
alter table cell_month rename column quantity to measure;
alter table cell_month rename column detail to custom_value;
alter table detail rename to custom_value;
alter table custom_value rename column detail to custom_value;
alter table custom_value rename index detail_name to custom_value_name;
update number_sequence set name = 'custom_value' where name = 'detail';
alter table partner_key_use rename column held_back to pending;
alter table report_run rename column known_at to as_of;

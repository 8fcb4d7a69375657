-- The day at which a fact was kept before newer rules of time zones gave it another, so that figures as of a moment
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

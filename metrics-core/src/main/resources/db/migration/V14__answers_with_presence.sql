-- From here on an answer without a score, or without the lowest answer of its scale, is refused. Before, it was kept as
-- a 0, and nothing tells it from a true one. `quality` counts those until this moment; a new installation has none.
insert into setting (name, value)
select 'answers.absence_kept_as_zero_until', date_format(utc_timestamp(6), '%Y-%m-%dT%H:%i:%s.%fZ')
from (select 1 as one) as here
where exists (select 1 from fact_survey_answer);

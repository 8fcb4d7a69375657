-- Latest answers are asked of customers one by one, wherever they stood when they answered: their cells by slice (26, 27)
-- have no use any more. What a month of a subscription in foreign money comes to is rounded once instead of twice, and a
-- subscription that moves to another on one day shows what rates did to it: ledgers have to be made anew.
delete from cell_day where quantity in (26, 27);
delete from cell_month where quantity in (26, 27);
update refresher_lease set rebuild = 1;

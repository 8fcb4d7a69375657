-- Cells tell apart the two best scores of a scale and how many replies solved a ticket, which no cell does yet.
update refresher_lease set rebuild = 1;

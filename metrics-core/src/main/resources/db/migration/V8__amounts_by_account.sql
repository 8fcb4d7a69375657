-- Cells keep what each account has of MRR, revenue, order value and judgement, which no cell has yet.
update refresher_lease set rebuild = 1;

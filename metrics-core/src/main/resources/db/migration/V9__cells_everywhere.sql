-- What is only asked of accounts one by one has a cell for all slices together now, which no day has yet.
update refresher_lease set rebuild = 1;

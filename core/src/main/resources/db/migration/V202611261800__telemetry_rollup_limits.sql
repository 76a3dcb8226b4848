-- How many good readings of a bucket were outside the limits of their stream's alert rules when they were received.
alter table reading_rollups add column out_n integer default 0 not null;

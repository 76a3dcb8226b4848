-- On a server chunks and roll-ups are partitioned by month. What is there stays where it is and becomes the partition of
-- everything that has no month of its own: nothing is copied. db.MonthPartitions makes the months, three ahead.
alter table reading_chunks rename to reading_chunks_rest;
alter table reading_chunks_rest rename constraint reading_chunks_pk to reading_chunks_rest_pk;
alter index reading_chunks_by_time rename to reading_chunks_rest_by_time;
create table reading_chunks (like reading_chunks_rest including defaults including constraints) partition by range (t0);
alter table reading_chunks add constraint reading_chunks_pk primary key (site_id, stream_no, t0, part);
alter table reading_chunks add constraint reading_chunks_site_fk foreign key (site_id) references sites (id);
create index reading_chunks_by_time on reading_chunks (site_id, t0);
alter table reading_chunks attach partition reading_chunks_rest default;

alter table reading_rollups rename to reading_rollups_rest;
alter table reading_rollups_rest rename constraint reading_rollups_pk to reading_rollups_rest_pk;
create table reading_rollups (like reading_rollups_rest including defaults including constraints)
  partition by range (bucket_at);
alter table reading_rollups add constraint reading_rollups_pk primary key (site_id, stream_no, rollup_level, bucket_at);
alter table reading_rollups add constraint reading_rollups_site_fk foreign key (site_id) references sites (id);
alter table reading_rollups attach partition reading_rollups_rest default;

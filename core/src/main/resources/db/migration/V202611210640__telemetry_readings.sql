-- Readings, what was counted on their way, and how far the journal has been brought here (model.md A8). Streams are named by
-- their permanent small number. Nothing here is chained: the hour's chunks enter the chain as one hash.

-- One row a site, written last in the transaction of everything it stands for.
create table journal_positions (
  site_id uuid not null,
  segment_no bigint not null,
  segment_offset bigint not null,
  frame_seq bigint not null,
  frame_mono_micros bigint not null,
  frame_at timestamp(6) with time zone not null,
  constraint journal_positions_pk primary key (site_id),
  constraint journal_positions_site_fk foreign key (site_id) references sites (id)
);

-- Readings and counts that are not in chunks yet, all streams of one projection together: one small row a second instead
-- of one page a stream. Emptied when its readings become chunks.
create table reading_batches (
  site_id uuid not null,
  batch_no bigint not null,
  payload bytea not null,
  constraint reading_batches_pk primary key (site_id, batch_no),
  constraint reading_batches_site_fk foreign key (site_id) references sites (id)
);

-- t0: begin of ten minutes of event time. Statistics are of good readings. payload: telemetry.ChunkCodec; hash: its SHA-256.
create table reading_chunks (
  site_id uuid not null,
  stream_no integer not null,
  t0 timestamp(6) with time zone not null,
  part integer not null,
  first_at timestamp(6) with time zone not null,
  last_at timestamp(6) with time zone not null,
  n integer not null,
  good_n integer not null,
  min_value double precision,
  max_value double precision,
  sum_value double precision,
  last_value double precision,
  payload bytea not null,
  hash varchar(64) not null,
  constraint reading_chunks_pk primary key (site_id, stream_no, t0, part),
  constraint reading_chunks_site_fk foreign key (site_id) references sites (id),
  constraint reading_chunks_n_ck check (n > 0 and good_n between 0 and n)
);

-- Derived: exactly a function of the chunks. last_value: of the last good reading in the bucket.
create table reading_rollups (
  site_id uuid not null,
  stream_no integer not null,
  rollup_level varchar(3) not null,
  bucket_at timestamp(6) with time zone not null,
  n integer not null,
  bad_n integer not null,
  min_value double precision,
  max_value double precision,
  sum_value double precision,
  last_value double precision,
  constraint reading_rollups_pk primary key (site_id, stream_no, rollup_level, bucket_at),
  constraint reading_rollups_site_fk foreign key (site_id) references sites (id),
  constraint reading_rollups_level_ck check (rollup_level in ('1m', '5m', '1h', '1d')),
  constraint reading_rollups_n_ck check (n >= 0 and bad_n >= 0)
);

-- Derived, at most ten seconds behind. order_at: what is newer is decided by it; event_at, 1970 for a reading from the future,
-- so that a device whose clock is wrong cannot occupy the place. sealed_at: event time of the newest reading in any chunk.
create table current_values (
  site_id uuid not null,
  stream_no integer not null,
  event_at timestamp(6) with time zone not null,
  order_at timestamp(6) with time zone not null,
  reading_value double precision not null,
  quality integer not null,
  flags integer not null,
  sealed_at timestamp(6) with time zone,
  constraint current_values_pk primary key (site_id, stream_no),
  constraint current_values_site_fk foreign key (site_id) references sites (id)
);

-- Two values for one identity. The first stands. second_bits: the second value bit for bit, for values that equal nothing.
create table reading_conflicts (
  site_id uuid not null,
  stream_no integer not null,
  event_at timestamp(6) with time zone not null,
  second_bits bigint not null,
  second_quality integer not null,
  first_value double precision not null,
  first_quality integer not null,
  second_value double precision not null,
  found_at timestamp(6) with time zone not null,
  constraint reading_conflicts_pk primary key (site_id, stream_no, event_at, second_bits, second_quality),
  constraint reading_conflicts_site_fk foreign key (site_id) references sites (id)
);

-- Recognises a message that is delivered again, for 72 hours.
create table messages_seen (
  site_id uuid not null,
  message_scope varchar(200) not null,
  message_id varchar(200) not null,
  content_hash bigint not null,
  expires_at timestamp(6) with time zone not null,
  constraint messages_seen_pk primary key (site_id, message_scope, message_id),
  constraint messages_seen_site_fk foreign key (site_id) references sites (id)
);
create index messages_seen_by_expiry on messages_seen (site_id, expires_at);

-- offered = the sum over all reasons. reason: stored, duplicate, conflict, or why it was dropped.
create table ingest_counters (
  site_id uuid not null,
  link_key varchar(80) not null,
  device_key varchar(80) not null,
  hour_at timestamp(6) with time zone not null,
  reason varchar(80) not null,
  n bigint not null,
  constraint ingest_counters_pk primary key (site_id, link_key, device_key, hour_at, reason),
  constraint ingest_counters_site_fk foreign key (site_id) references sites (id)
);

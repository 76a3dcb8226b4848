-- Readings under the same proof as events: an hour is closed with one root over all its readings, and that root is an
-- event of the site's chain.

-- What was proven when an hour was closed, and again after late readings came (closing_no 2, 3 …). from_at, to_at: whole
-- hours; more than one only where there was no reading at all. leaves: telemetry.Leaves, one a stream; they are proven
-- by root, and root by the event telemetry.closed that carries it.
create table reading_closings (
  site_id uuid not null,
  from_at timestamp(6) with time zone not null,
  closing_no integer not null,
  to_at timestamp(6) with time zone not null,
  n bigint not null,
  root varchar(64) not null,
  constraint reading_closings_pk primary key (site_id, from_at, closing_no),
  constraint reading_closings_site_fk foreign key (site_id) references sites (id),
  constraint reading_closings_span_ck check (to_at > from_at and n >= 0 and closing_no > 0)
);
create index reading_closings_by_end on reading_closings (site_id, to_at);

create table reading_leaves (
  site_id uuid not null,
  from_at timestamp(6) with time zone not null,
  closing_no integer not null,
  part integer not null,
  payload bytea not null,
  constraint reading_leaves_pk primary key (site_id, from_at, closing_no, part),
  constraint reading_leaves_closing_fk foreign key (site_id, from_at, closing_no)
    references reading_closings (site_id, from_at, closing_no)
);

-- Readings that became chunks after their hour was closed, until the hour is closed again: so what is new can be told
-- from what was changed. payload: telemetry.ChunkCodec.
create table reading_latecomers (
  site_id uuid not null,
  late_no bigint not null,
  hour_at timestamp(6) with time zone not null,
  stream_no integer not null,
  payload bytea not null,
  constraint reading_latecomers_pk primary key (site_id, late_no),
  constraint reading_latecomers_site_fk foreign key (site_id) references sites (id)
);
create index reading_latecomers_by_hour on reading_latecomers (site_id, hour_at);

-- An hour of all streams is read at once when it is closed and when it is proven.
create index reading_chunks_by_time on reading_chunks (site_id, t0);

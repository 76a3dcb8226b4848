-- What of the readings went because nobody had to keep it any longer (model.md A13: retention_runs): one row a kind and a
-- piece, which is a day of a site or, on a server, a month. Written with the event that says the same, before anything goes.
-- span: [from_at, to_at), UTC. streams: numbers, '1-20,25', of every stream that the rule let go there. whole: nothing of
-- the kind is left in the span. file_name, old_sha256, new_sha256, new_bytes: of the day's file before and after; no new
-- ones where it was deleted. done_at: not in the event; null while the file must still be exchanged.
create table reading_forgotten (
  id uuid not null,
  site_id uuid not null,
  run_id uuid not null,
  kind varchar(3) not null,
  from_at timestamp(6) with time zone not null,
  to_at timestamp(6) with time zone not null,
  streams varchar(100000) not null,
  whole boolean not null,
  readings_n bigint not null,
  bytes_n bigint not null,
  file_name varchar(80),
  old_sha256 varchar(64),
  new_sha256 varchar(64),
  new_bytes bigint,
  forgotten_at timestamp(6) with time zone not null,
  done_at timestamp(6) with time zone,
  constraint reading_forgotten_pk primary key (id),
  constraint reading_forgotten_site_fk foreign key (site_id) references sites (id),
  constraint reading_forgotten_kind_ck check (kind in ('raw', '1m', '5m', '1h', '1d')),
  constraint reading_forgotten_span_ck check (to_at > from_at and readings_n >= 0 and bytes_n >= 0),
  constraint reading_forgotten_new_ck check ((new_sha256 is null) = (new_bytes is null))
);
create index reading_forgotten_by_time on reading_forgotten (site_id, from_at);

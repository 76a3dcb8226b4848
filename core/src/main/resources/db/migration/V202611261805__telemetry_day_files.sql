-- Embedded, the chunks and short roll-ups of a day (UTC) lie in a file of their own, an H2 database with the same tables:
-- DATA/readings/SITE/DAY.mv.db. This is what is known of each file. state: open (may change), sealed (does not change any
-- more: compacted, sha256 and size are those of the file), damaged (was set aside under file_name; note says why).
create table reading_days (
  site_id uuid not null,
  file_name varchar(80) not null,
  day_on date not null,
  state varchar(10) not null,
  changed_at timestamp(6) with time zone not null,
  sealed_at timestamp(6) with time zone,
  chunks_n bigint,
  readings_n bigint,
  size_bytes bigint,
  sha256 varchar(64),
  note varchar(300) default '' not null,
  constraint reading_days_pk primary key (site_id, file_name),
  constraint reading_days_site_fk foreign key (site_id) references sites (id),
  constraint reading_days_state_ck check (state in ('open', 'sealed', 'damaged')),
  constraint reading_days_sealed_ck check (state <> 'sealed' or (sha256 is not null and size_bytes is not null))
);

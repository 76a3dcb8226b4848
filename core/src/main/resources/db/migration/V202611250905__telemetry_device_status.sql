-- How each device was last heard. Derived and overwritten, at most ten seconds behind. frame_seq: the frame of that reading;
-- health: the quality of that reading, a word. device_key, not an id: it is written while the configuration moves on.
create table device_status (
  site_id uuid not null,
  device_key varchar(80) not null,
  last_seen_at timestamp(6) with time zone not null,
  health varchar(80) not null,
  frame_seq bigint not null,
  constraint device_status_pk primary key (site_id, device_key),
  constraint device_status_site_fk foreign key (site_id) references sites (id)
);

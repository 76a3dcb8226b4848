-- What the facility file says, and what talks in the facility (model.md A6). Keys are the immutable words of the file;
-- nothing is deleted: what leaves the file is archived and keeps its number. ${stored}: see db.Migrations.

-- Every configuration that was ever in force, in order. Append only.
create table configurations (
  id uuid not null,
  site_id uuid not null,
  configuration_no integer not null,
  hash varchar(64) not null,
  file_name varchar(255) not null,
  body text not null,
  applied_at timestamp(6) with time zone not null,
  actor_id uuid not null,
  reason varchar(1000) default '' not null,
  constraint configurations_pk primary key (id),
  constraint configurations_site_fk foreign key (site_id) references sites (id),
  constraint configurations_actor_fk foreign key (actor_id) references actors (id),
  constraint configurations_no unique (site_id, configuration_no),
  constraint configurations_no_ck check (configuration_no >= 1),
  constraint configurations_hash_ck check (length(hash) = 64)
);

-- connection: one line for people, never searched in; holds names of secrets, never their values.
create table links (
  id uuid not null,
  site_id uuid not null,
  link_key varchar(80) not null,
  driver varchar(40) not null,
  connection text not null,
  created_at timestamp(6) with time zone not null,
  archived_at timestamp(6) with time zone,
  version integer default 1 not null,
  constraint links_pk primary key (id),
  constraint links_site_fk foreign key (site_id) references sites (id),
  constraint links_in_site unique (site_id, id),
  constraint links_key unique (site_id, link_key)
);

create table devices (
  id uuid not null,
  site_id uuid not null,
  device_key varchar(80) not null,
  name varchar(200) not null,
  link_id uuid not null,
  location_id uuid,
  address text not null,
  state varchar(20) default 'active' not null,
  created_at timestamp(6) with time zone not null,
  archived_at timestamp(6) with time zone,
  version integer default 1 not null,
  constraint devices_pk primary key (id),
  constraint devices_site_fk foreign key (site_id) references sites (id),
  constraint devices_in_site unique (site_id, id),
  constraint devices_key unique (site_id, device_key),
  constraint devices_link_fk foreign key (site_id, link_id) references links (site_id, id),
  constraint devices_location_fk foreign key (site_id, location_id) references locations (site_id, id),
  constraint devices_state_ck check (state in ('pending', 'joining', 'active', 'maintenance', 'retired'))
);
create index devices_by_link on devices (site_id, link_id);

-- stream_no: the small number in journal and chunks, never reused. channel: where on the device the readings come from.
create table sensor_streams (
  id uuid not null,
  site_id uuid not null,
  stream_no integer not null,
  stream_key varchar(80) not null,
  name varchar(200) not null,
  device_id uuid not null,
  channel varchar(200) not null,
  location_id uuid,
  metric varchar(40) not null,
  source_unit varchar(20) not null,
  source varchar(20) default 'sensor' not null,
  expected_interval_seconds numeric(15, 6) not null,
  live_window_seconds numeric(15, 6) not null,
  max_age_seconds numeric(15, 6) not null,
  backlog_seconds numeric(15, 6) not null,
  created_at timestamp(6) with time zone not null,
  archived_at timestamp(6) with time zone,
  version integer default 1 not null,
  open_key uuid generated always as (case when archived_at is null then device_id end) ${stored},
  constraint sensor_streams_pk primary key (id),
  constraint sensor_streams_site_fk foreign key (site_id) references sites (id),
  constraint sensor_streams_in_site unique (site_id, id),
  constraint sensor_streams_key unique (site_id, stream_key),
  constraint sensor_streams_no unique (site_id, stream_no),
  constraint sensor_streams_open unique (open_key, channel, metric),
  constraint sensor_streams_device_fk foreign key (site_id, device_id) references devices (site_id, id),
  constraint sensor_streams_location_fk foreign key (site_id, location_id) references locations (site_id, id),
  constraint sensor_streams_no_ck check (stream_no >= 0),
  constraint sensor_streams_source_ck check (source in ('sensor', 'computed', 'person', 'import')),
  constraint sensor_streams_times_ck check (expected_interval_seconds > 0 and live_window_seconds > 0
    and max_age_seconds >= expected_interval_seconds and backlog_seconds >= live_window_seconds)
);
create index sensor_streams_by_device on sensor_streams (site_id, device_id);

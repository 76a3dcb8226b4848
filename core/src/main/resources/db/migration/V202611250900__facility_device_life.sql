-- The life of a device in a running facility: taken out of service and back, calibrated, its sensors replaced.

-- state_since, state_actor_id, state_reason: of the last change by a person; empty while it always was what it is.
alter table devices add column state_since timestamp(6) with time zone;
alter table devices add column state_actor_id uuid;
alter table devices add column state_reason varchar(1000) default '' not null;
alter table devices add constraint devices_state_actor_fk foreign key (state_actor_id) references actors (id);

-- The stream whose place this one took; that one is archived and keeps its history.
alter table sensor_streams add column replaces_id uuid;
alter table sensor_streams add constraint sensor_streams_replaces_fk foreign key (site_id, replaces_id)
  references sensor_streams (site_id, id);

-- What was found and what was left, in the canonical unit of the stream's metric. effective_from: event time from which the
-- offset is added to the stream's readings; raw = reading - offset. expires_at: when the next one is due. Append only.
create table calibrations (
  id uuid not null,
  site_id uuid not null,
  stream_id uuid not null,
  effective_from timestamp(6) with time zone not null,
  recorded_at timestamp(6) with time zone not null,
  actor_id uuid not null,
  reference_value double precision,
  found_value double precision,
  left_value double precision,
  offset_before double precision not null,
  offset_value double precision not null,
  certificate varchar(200) default '' not null,
  expires_at timestamp(6) with time zone,
  reason varchar(1000) not null,
  constraint calibrations_pk primary key (id),
  constraint calibrations_site_fk foreign key (site_id) references sites (id),
  constraint calibrations_stream_fk foreign key (site_id, stream_id) references sensor_streams (site_id, id),
  constraint calibrations_actor_fk foreign key (actor_id) references actors (id),
  constraint calibrations_effective unique (site_id, stream_id, effective_from)
);

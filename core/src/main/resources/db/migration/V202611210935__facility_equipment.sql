-- What can be replaced, what is bound to what, and what stood where (model.md A6). ${stored}: see db.Migrations.

-- A version never changes its body; what left the file is archived and may come back.
create table schemas (
  id uuid not null,
  site_id uuid not null,
  schema_key varchar(80) not null,
  kind varchar(40) not null,
  schema_version integer not null,
  body text not null,
  built_in boolean not null,
  created_at timestamp(6) with time zone not null,
  archived_at timestamp(6) with time zone,
  version integer default 1 not null,
  constraint schemas_pk primary key (id),
  constraint schemas_site_fk foreign key (site_id) references sites (id),
  constraint schemas_in_site unique (site_id, id),
  constraint schemas_key unique (site_id, schema_key),
  constraint schemas_version unique (site_id, kind, schema_version),
  constraint schemas_version_ck check (schema_version >= 1)
);

-- properties: one JSON text that fits schema_id, never searched in. Where it stands: placements.
create table equipment (
  id uuid not null,
  site_id uuid not null,
  equipment_key varchar(80) not null,
  name varchar(200) not null,
  kind varchar(40) not null,
  schema_id uuid not null,
  maker varchar(200) not null,
  model varchar(200) not null,
  serial varchar(200) not null,
  properties text not null,
  replaces_id uuid,
  created_at timestamp(6) with time zone not null,
  archived_at timestamp(6) with time zone,
  version integer default 1 not null,
  constraint equipment_pk primary key (id),
  constraint equipment_site_fk foreign key (site_id) references sites (id),
  constraint equipment_in_site unique (site_id, id),
  constraint equipment_key unique (site_id, equipment_key),
  constraint equipment_schema_fk foreign key (site_id, schema_id) references schemas (site_id, id),
  constraint equipment_replaces_fk foreign key (site_id, replaces_id) references equipment (site_id, id),
  constraint equipment_replaces_ck check (replaces_id <> id)
);
create index equipment_by_schema on equipment (site_id, schema_id);

-- Ends are rows of equipment, devices, sensor_streams, outputs or locations: from_kind and to_kind say of which. What
-- changes its strength ends and begins anew.
create table relationships (
  id uuid not null,
  site_id uuid not null,
  from_kind varchar(20) not null,
  from_id uuid not null,
  relationship_type varchar(20) not null,
  to_kind varchar(20) not null,
  to_id uuid not null,
  strength numeric(3, 2) not null,
  valid_from timestamp(6) with time zone not null,
  valid_to timestamp(6) with time zone,
  created_at timestamp(6) with time zone not null,
  open_key uuid generated always as (case when valid_to is null then from_id end) ${stored},
  constraint relationships_pk primary key (id),
  constraint relationships_site_fk foreign key (site_id) references sites (id),
  constraint relationships_in_site unique (site_id, id),
  constraint relationships_open unique (open_key, to_id, relationship_type),
  constraint relationships_type_ck check (relationship_type in ('feeds', 'drains_to', 'powers', 'controls', 'measures',
    'meters', 'monitors', 'backs_up', 'in_tool', 'member_of')),
  constraint relationships_from_ck check (from_kind in ('equipment', 'device', 'stream', 'output', 'location')),
  constraint relationships_to_ck check (to_kind in ('equipment', 'device', 'stream', 'output', 'location')),
  constraint relationships_ends_ck check (from_id <> to_id),
  constraint relationships_strength_ck check (strength between 0 and 1),
  constraint relationships_times_ck check (valid_to >= valid_from)
);
create index relationships_by_from on relationships (site_id, from_id);
create index relationships_by_to on relationships (site_id, to_id);

-- Half-open: a subject is at a location from started_at until just before ended_at. Subjects are rows of equipment,
-- devices, sensor_streams or outputs: subject_kind says of which.
create table placements (
  id uuid not null,
  site_id uuid not null,
  subject_kind varchar(20) not null,
  subject_id uuid not null,
  location_id uuid not null,
  started_at timestamp(6) with time zone not null,
  ended_at timestamp(6) with time zone,
  created_at timestamp(6) with time zone not null,
  open_key uuid generated always as (case when ended_at is null then subject_id end) ${stored},
  constraint placements_pk primary key (id),
  constraint placements_site_fk foreign key (site_id) references sites (id),
  constraint placements_in_site unique (site_id, id),
  constraint placements_open unique (open_key),
  constraint placements_location_fk foreign key (site_id, location_id) references locations (site_id, id),
  constraint placements_subject_ck check (subject_kind in ('equipment', 'device', 'stream', 'output')),
  constraint placements_times_ck check (ended_at >= started_at)
);
create index placements_by_subject on placements (site_id, subject_id, started_at);
create index placements_by_location on placements (site_id, location_id, started_at);

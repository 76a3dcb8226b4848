-- Who the tenant is and where things are (model.md A2).
-- ${stored}: see db.Migrations. Keys are the immutable words of the facility file.

create table organizations (
  id uuid not null,
  slug varchar(80) not null,
  name varchar(200) not null,
  timezone varchar(60) not null,
  compliance_mode varchar(20) default 'standard' not null,
  created_at timestamp(6) with time zone not null,
  archived_at timestamp(6) with time zone,
  version integer default 1 not null,
  constraint organizations_pk primary key (id),
  constraint organizations_slug unique (slug),
  constraint organizations_compliance_ck check (compliance_mode in ('standard', 'haccp'))
);

create table sites (
  id uuid not null,
  organization_id uuid not null,
  site_key varchar(80) not null,
  name varchar(200) not null,
  profile varchar(20) not null,
  timezone varchar(60) not null,
  day_starts_at time default '00:00:00' not null,
  address varchar(500),
  latitude numeric(9, 6),
  longitude numeric(9, 6),
  created_at timestamp(6) with time zone not null,
  archived_at timestamp(6) with time zone,
  version integer default 1 not null,
  constraint sites_pk primary key (id),
  constraint sites_organization_fk foreign key (organization_id) references organizations (id),
  constraint sites_in_organization unique (organization_id, id),
  constraint sites_key unique (organization_id, site_key),
  constraint sites_name unique (organization_id, name),
  constraint sites_profile_ck check (profile in ('grow', 'cold', 'barn', 'lab', 'plant')),
  constraint sites_latitude_ck check (latitude between -90 and 90),
  constraint sites_longitude_ck check (longitude between -180 and 180)
);

-- One root a site: key '', its own parent, so that parent_id is never NULL (a NULL in a unique key keeps nothing apart).
-- The root takes no part in locations_open: a building may bear the name of its site.
create table locations (
  id uuid not null,
  site_id uuid not null,
  location_key varchar(80) not null,
  parent_id uuid not null,
  kind varchar(20) not null,
  name varchar(200) not null,
  sort_order integer default 0 not null,
  created_at timestamp(6) with time zone not null,
  archived_at timestamp(6) with time zone,
  version integer default 1 not null,
  open_key uuid generated always as (case when archived_at is null and kind <> 'root' then parent_id end) ${stored},
  constraint locations_pk primary key (id),
  constraint locations_site_fk foreign key (site_id) references sites (id),
  constraint locations_in_site unique (site_id, id),
  constraint locations_parent_fk foreign key (site_id, parent_id) references locations (site_id, id),
  constraint locations_key unique (site_id, location_key),
  constraint locations_open unique (open_key, name),
  constraint locations_kind_ck check (kind in ('root', 'building', 'area', 'room', 'zone', 'bench', 'rack', 'bin',
    'tray', 'vault', 'store', 'barn', 'pen', 'station', 'cold_unit', 'tank', 'vessel', 'line', 'virtual', 'external')),
  constraint locations_root_ck check ((kind = 'root') = (parent_id = id) and (kind = 'root') = (location_key = ''))
);

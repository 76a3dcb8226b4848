-- People, what they may do, how they prove who they are, and where they are signed in (model.md A4).
-- ${stored}: see db.Migrations.

-- login: what a person signs in with; name: as printed under a signature. failures: wrong secrets in a row.
create table persons (
  actor_id uuid not null,
  organization_id uuid not null,
  login varchar(60) not null,
  name varchar(200) not null,
  state varchar(20) not null,
  failures integer default 0 not null,
  locked_until timestamp(6) with time zone,
  created_at timestamp(6) with time zone not null,
  left_at timestamp(6) with time zone,
  version integer default 1 not null,
  constraint persons_pk primary key (actor_id),
  constraint persons_actor_fk foreign key (organization_id, actor_id) references actors (organization_id, id),
  constraint persons_in_organization unique (organization_id, actor_id),
  constraint persons_login unique (login),
  constraint persons_state_ck check (state in ('invited', 'active', 'locked', 'left')),
  constraint persons_left_ck check ((state = 'left') = (left_at is not null)),
  constraint persons_failures_ck check (failures >= 0)
);

-- Built-in roles have a row so that an assignment can point at it; what they allow is code. Own roles say it below.
create table roles (
  id uuid not null,
  organization_id uuid not null,
  role_key varchar(60) not null,
  name varchar(200) not null,
  built_in boolean not null,
  created_at timestamp(6) with time zone not null,
  archived_at timestamp(6) with time zone,
  version integer default 1 not null,
  constraint roles_pk primary key (id),
  constraint roles_organization_fk foreign key (organization_id) references organizations (id),
  constraint roles_in_organization unique (organization_id, id),
  constraint roles_key unique (organization_id, role_key),
  constraint roles_built_in_ck check (not built_in or archived_at is null)
);

create table role_permissions (
  organization_id uuid not null,
  role_id uuid not null,
  permission varchar(60) not null,
  constraint role_permissions_pk primary key (role_id, permission),
  constraint role_permissions_role_fk foreign key (organization_id, role_id) references roles (organization_id, id)
);

-- scope_id is the id of the organization, the site or the location. origin: the facility file takes back only its own.
create table role_assignments (
  id uuid not null,
  organization_id uuid not null,
  person_id uuid not null,
  role_id uuid not null,
  scope_kind varchar(20) not null,
  scope_id uuid not null,
  origin varchar(20) not null,
  from_at timestamp(6) with time zone not null,
  to_at timestamp(6) with time zone,
  open_key uuid generated always as (case when to_at is null then person_id end) ${stored},
  constraint role_assignments_pk primary key (id),
  constraint role_assignments_person_fk foreign key (organization_id, person_id) references persons (organization_id, actor_id),
  constraint role_assignments_role_fk foreign key (organization_id, role_id) references roles (organization_id, id),
  constraint role_assignments_open unique (open_key, role_id, scope_id),
  constraint role_assignments_scope_ck check (scope_kind in ('organization', 'site', 'location')),
  constraint role_assignments_origin_ck check (origin in ('person', 'file')),
  constraint role_assignments_times_ck check (to_at is null or to_at >= from_at)
);

create index role_assignments_by_person on role_assignments (person_id);

-- secret: a slow hash in PHC form for what a person must know; for what must find its person (badge, key) a keyed hash.
create table credentials (
  id uuid not null,
  organization_id uuid not null,
  actor_id uuid not null,
  kind varchar(20) not null,
  secret varchar(300) not null,
  last4 varchar(4),
  created_at timestamp(6) with time zone not null,
  expires_at timestamp(6) with time zone,
  revoked_at timestamp(6) with time zone,
  open_key varchar(60) generated always as
    (case when revoked_at is null and kind <> 'api_key' then kind end) ${stored},
  open_lookup varchar(300) generated always as
    (case when revoked_at is null and kind in ('badge', 'api_key') then secret end) ${stored},
  constraint credentials_pk primary key (id),
  constraint credentials_actor_fk foreign key (organization_id, actor_id) references actors (organization_id, id),
  constraint credentials_open unique (open_key, actor_id),
  constraint credentials_open_lookup unique (open_lookup),
  constraint credentials_kind_ck check (kind in ('password', 'pin', 'badge', 'recovery', 'api_key'))
);

create index credentials_by_actor on credentials (actor_id);

-- token_hash: SHA-256 of 256 random bits. used_at is not chained, and at most a minute behind.
create table sessions (
  id uuid not null,
  organization_id uuid not null,
  person_id uuid not null,
  token_hash varchar(64) not null,
  workstation varchar(100) not null,
  remembered boolean not null,
  opened_at timestamp(6) with time zone not null,
  used_at timestamp(6) with time zone not null,
  ended_at timestamp(6) with time zone,
  end_reason varchar(300),
  constraint sessions_pk primary key (id),
  constraint sessions_person_fk foreign key (organization_id, person_id) references persons (organization_id, actor_id),
  constraint sessions_token unique (token_hash),
  constraint sessions_ended_ck check ((ended_at is null) = (end_reason is null))
);

create index sessions_by_person on sessions (person_id);

-- One row: counts every change of the tables above, so that another process knows when to read them again.
create table identity_changes (
  organization_id uuid not null,
  no bigint not null,
  constraint identity_changes_pk primary key (organization_id),
  constraint identity_changes_organization_fk foreign key (organization_id) references organizations (id)
);

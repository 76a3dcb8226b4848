-- Everybody a record can name (model.md A4).
-- Never deleted, and a key never means somebody else.
create table actors (
  id uuid not null,
  organization_id uuid not null,
  actor_key varchar(200) not null,
  kind varchar(20) not null,
  created_at timestamp(6) with time zone not null,
  constraint actors_pk primary key (id),
  constraint actors_organization_fk foreign key (organization_id) references organizations (id),
  constraint actors_in_organization unique (organization_id, id),
  constraint actors_key unique (organization_id, actor_key),
  constraint actors_kind_ck check (kind in ('person', 'device', 'service', 'assistant', 'centre', 'system'))
);

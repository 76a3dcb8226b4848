-- One row: what this database is.
create table installation (
  id uuid not null,
  only_row smallint default 1 not null,
  schema_level varchar(40) not null,
  created_at timestamp(6) with time zone not null,
  constraint installation_pk primary key (id),
  constraint installation_one unique (only_row),
  constraint installation_one_ck check (only_row = 1)
);

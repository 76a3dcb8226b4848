-- Shifts that hand over (model.md A12). ${stored}: see db.Migrations.

-- content: what the facility itself had to tell, names and values, as canonical JSON; content_hash: what both shifts sign.
-- Signatures are in consent's table, about handover:<id>. At most one waits to be taken over.
create table handovers (
  id uuid not null,
  site_id uuid not null,
  content varchar(200000) not null,
  content_hash varchar(64) not null,
  given_by uuid not null,
  given_at timestamp(6) with time zone not null,
  taken_by uuid,
  taken_at timestamp(6) with time zone,
  open_key uuid generated always as (case when taken_at is null then site_id end) ${stored},
  constraint handovers_pk primary key (id),
  constraint handovers_site_fk foreign key (site_id) references sites (id),
  constraint handovers_given_fk foreign key (given_by) references actors (id),
  constraint handovers_taken_fk foreign key (taken_by) references actors (id),
  constraint handovers_open unique (open_key),
  constraint handovers_taken_ck check ((taken_at is null) = (taken_by is null)),
  constraint handovers_persons_ck check (taken_by is null or taken_by <> given_by)
);

create index handovers_given on handovers (site_id, given_at);

-- What people note at a time of a stream or a place (model.md, work).

-- A note is never changed: who amends or withdraws it writes its next revision. root_id is the id of its first.
create table time_notes (
  id uuid not null,
  site_id uuid not null,
  root_id uuid not null,
  revision integer not null,
  subject varchar(300) not null,
  from_at timestamp(6) with time zone not null,
  to_at timestamp(6) with time zone,
  note varchar(2000) not null,
  withdrawn boolean not null,
  written_by uuid not null,
  written_at timestamp(6) with time zone not null,
  constraint time_notes_pk primary key (id),
  constraint time_notes_in_site unique (site_id, id),
  constraint time_notes_revision unique (root_id, revision),
  constraint time_notes_site_fk foreign key (site_id) references sites (id),
  constraint time_notes_root_fk foreign key (site_id, root_id) references time_notes (site_id, id),
  constraint time_notes_writer_fk foreign key (written_by) references actors (id),
  constraint time_notes_first_ck check ((revision = 1) = (root_id = id)),
  constraint time_notes_revision_ck check (revision >= 1),
  constraint time_notes_times_ck check (to_at is null or to_at > from_at)
);

create index time_notes_at on time_notes (site_id, from_at);

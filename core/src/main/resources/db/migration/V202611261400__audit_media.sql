-- Pictures and papers as evidence: the bytes are files named by their SHA-256, never in the database (model.md A3).
create table media (
  id uuid not null,
  site_id uuid not null,
  sha256 varchar(64) not null,
  mime varchar(60) not null,
  size_bytes bigint not null,
  state varchar(20) not null,
  captured_at timestamp(6) with time zone,
  device varchar(200) not null,
  actor_id uuid not null,
  created_at timestamp(6) with time zone not null,
  stored_at timestamp(6) with time zone,
  purged_at timestamp(6) with time zone,
  purge_reason varchar(1000) default '' not null,
  constraint media_pk primary key (id),
  constraint media_site_fk foreign key (site_id) references sites (id),
  constraint media_in_site unique (site_id, id),
  constraint media_content unique (site_id, sha256),
  constraint media_actor_fk foreign key (actor_id) references actors (id),
  constraint media_size_ck check (size_bytes between 1 and 10485760),
  constraint media_state_ck check (state in ('expected', 'stored', 'purged')),
  constraint media_stored_ck check ((state = 'expected') = (stored_at is null)),
  constraint media_purged_ck check ((state = 'purged') = (purged_at is not null)
    and (state <> 'purged' or purge_reason <> ''))
);

-- subject: what it shows, destruction:0193…
create table attachments (
  id uuid not null,
  site_id uuid not null,
  media_id uuid not null,
  subject varchar(300) not null,
  attachment_role varchar(40) not null,
  actor_id uuid not null,
  attached_at timestamp(6) with time zone not null,
  constraint attachments_pk primary key (id),
  constraint attachments_media_fk foreign key (site_id, media_id) references media (site_id, id),
  constraint attachments_once unique (media_id, subject, attachment_role),
  constraint attachments_actor_fk foreign key (actor_id) references actors (id)
);
create index attachments_by_subject on attachments (site_id, subject);

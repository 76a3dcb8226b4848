-- How a person, or everybody at a site, wants something shown. Not chained: it changes nothing but what is looked at.

-- owner_id: an actor, or the site itself for what everybody sees.
create table view_layouts (
  id uuid not null,
  site_id uuid not null,
  owner_id uuid not null,
  subject varchar(60) not null,
  slot varchar(100) not null,
  layout varchar(4000) not null,
  kept_by uuid not null,
  kept_at timestamp(6) with time zone not null,
  constraint view_layouts_pk primary key (id),
  constraint view_layouts_slot unique (site_id, owner_id, subject, slot),
  constraint view_layouts_site_fk foreign key (site_id) references sites (id),
  constraint view_layouts_keeper_fk foreign key (kept_by) references actors (id)
);

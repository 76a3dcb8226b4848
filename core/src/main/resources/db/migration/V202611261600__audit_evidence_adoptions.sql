-- Rows that were there before events carried the digests of rows: the next change takes them into the record, once. The row here
-- goes with it. scope_id: an organization or a site.
create table evidence_adoptions (
  what varchar(40) not null,
  scope_id uuid not null,
  constraint evidence_adoptions_pk primary key (what, scope_id)
);

insert into evidence_adoptions (what, scope_id) select distinct 'identity', organization_id from persons;
insert into evidence_adoptions (what, scope_id) select distinct 'stock', site_id from lots;
insert into evidence_adoptions (what, scope_id) select distinct 'destruction', site_id from destruction_events;
insert into evidence_adoptions (what, scope_id) select distinct 'media', site_id from media;

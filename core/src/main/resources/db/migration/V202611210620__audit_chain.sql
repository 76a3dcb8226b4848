-- The event chain: what happened, who did it, in an order that cannot be changed unseen (design §4).

-- One row a chain; who appends locks it. The id of a chain is the id of its site, or of its organization.
create table chain_heads (
  chain_id uuid not null,
  organization_id uuid not null,
  site_id uuid,
  seq bigint not null,
  hash varchar(64) not null,
  constraint chain_heads_pk primary key (chain_id),
  constraint chain_heads_organization_fk foreign key (organization_id) references organizations (id),
  constraint chain_heads_site_fk foreign key (organization_id, site_id) references sites (organization_id, id),
  constraint chain_heads_id_ck check (chain_id = coalesce(site_id, organization_id)),
  constraint chain_heads_seq_ck check (seq >= 0)
);

-- body is the evidence; site_id, at, actor_id, kind and subject are copies for queries, which the verifier compares.
-- varchar and not text: H2 keeps text outside the row.
create table events (
  chain_id uuid not null,
  seq bigint not null,
  body varchar(1000000) not null,
  prev_hash varchar(64) not null,
  hash varchar(64) not null,
  site_id uuid,
  at timestamp(6) with time zone not null,
  actor_id uuid not null,
  kind varchar(80) not null,
  subject varchar(300) not null,
  constraint events_pk primary key (chain_id, seq),
  constraint events_no_fork unique (chain_id, prev_hash),
  constraint events_chain_fk foreign key (chain_id) references chain_heads (chain_id),
  constraint events_site_fk foreign key (site_id) references sites (id),
  constraint events_actor_fk foreign key (actor_id) references actors (id)
);

create index events_by_subject on events (chain_id, subject, seq);
create index events_by_kind on events (chain_id, kind, seq);

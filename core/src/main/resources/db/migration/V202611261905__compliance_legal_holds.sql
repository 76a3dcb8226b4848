-- What must not go although its time is over, and each time something went (model.md A13).

-- scope: site, location (with all below it), device, stream; scope_key is its key, '' for the site. span: readings of
-- [from_at, to_at); to_at null = until it is lifted. streams: numbers that the scope had when the hold was placed; it keeps
-- them also when the facility file says something else later. expires_at null = until two people lift it.
create table legal_holds (
  id uuid not null,
  site_id uuid not null,
  case_ref varchar(200) not null,
  reason varchar(1000) not null,
  scope varchar(10) not null,
  scope_key varchar(80) default '' not null,
  streams varchar(100000) not null,
  from_at timestamp(6) with time zone not null,
  to_at timestamp(6) with time zone,
  placed_by uuid not null,
  placed_at timestamp(6) with time zone not null,
  expires_at timestamp(6) with time zone,
  lifted_at timestamp(6) with time zone,
  lifted_signoff_id uuid,
  constraint legal_holds_pk primary key (id),
  constraint legal_holds_site_fk foreign key (site_id) references sites (id),
  constraint legal_holds_placed_by_fk foreign key (placed_by) references actors (id),
  constraint legal_holds_signoff_fk foreign key (site_id, lifted_signoff_id) references signoffs (chain_id, id),
  constraint legal_holds_scope_ck check (scope in ('site', 'location', 'device', 'stream')),
  constraint legal_holds_scope_key_ck check ((scope = 'site') = (scope_key = '')),
  constraint legal_holds_text_ck check (case_ref <> '' and reason <> ''),
  constraint legal_holds_span_ck check (to_at is null or to_at > from_at),
  constraint legal_holds_expires_ck check (expires_at is null or expires_at > placed_at),
  constraint legal_holds_lifted_ck check ((lifted_at is null) = (lifted_signoff_id is null))
);

-- why: daily, or by somebody for a reason. skipped: canonical JSON, for each legal hold that kept something what it kept.
create table retention_runs (
  id uuid not null,
  site_id uuid not null,
  ran_by uuid not null,
  reason varchar(1000) not null,
  started_at timestamp(6) with time zone not null,
  ended_at timestamp(6) with time zone,
  from_at timestamp(6) with time zone,
  to_at timestamp(6) with time zone,
  pieces_n integer default 0 not null,
  readings_n bigint default 0 not null,
  bytes_n bigint default 0 not null,
  skipped varchar(20000) default '' not null,
  trouble varchar(1000) default '' not null,
  constraint retention_runs_pk primary key (id),
  constraint retention_runs_site_fk foreign key (site_id) references sites (id),
  constraint retention_runs_ran_by_fk foreign key (ran_by) references actors (id),
  constraint retention_runs_ended_ck check (ended_at is null or ended_at >= started_at)
);
create index retention_runs_by_time on retention_runs (site_id, started_at);

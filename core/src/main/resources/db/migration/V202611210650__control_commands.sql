-- What was sent to outputs and what became of it, and what held outputs at safe (model.md A9, C5).

-- wanted_value null: only read back. requested_by: the phrase that says who or what wanted it.
create table commands (
  id uuid not null,
  site_id uuid not null,
  command_no bigint not null,
  output_id uuid not null,
  wanted_value double precision,
  to_safe boolean not null,
  max_on_seconds numeric(15, 6) not null,
  timeout_seconds numeric(15, 6) not null,
  requested_by varchar(1000) not null,
  state varchar(20) not null,
  issued_at timestamp(6) with time zone not null,
  sent_at timestamp(6) with time zone,
  acknowledged_at timestamp(6) with time zone,
  ended_at timestamp(6) with time zone,
  read_value double precision,
  reason varchar(1000) default '' not null,
  constraint commands_pk primary key (id),
  constraint commands_site_fk foreign key (site_id) references sites (id),
  constraint commands_in_site unique (site_id, id),
  constraint commands_no unique (site_id, command_no),
  constraint commands_output_fk foreign key (site_id, output_id) references outputs (site_id, id),
  constraint commands_state_ck check
    (state in ('pending', 'sent', 'acknowledged', 'verified', 'failed', 'timed_out', 'cancelled')),
  constraint commands_ended_ck check
    ((ended_at is not null) = (state in ('acknowledged', 'verified', 'failed', 'timed_out', 'cancelled'))),
  constraint commands_verified_ck check (state <> 'verified' or read_value is not null),
  constraint commands_reason_ck check (state not in ('failed', 'timed_out', 'cancelled') or reason <> ''),
  constraint commands_times_ck check (max_on_seconds >= 0 and timeout_seconds > 0)
);
create index commands_by_output on commands (site_id, output_id, command_no);
create index commands_issued on commands (site_id, issued_at);

-- A trip ends when its condition is clear, or for a latched one when a person has reset it; at most one is open.
create table interlock_trips (
  id uuid not null,
  site_id uuid not null,
  interlock_key varchar(80) not null,
  why varchar(1000) not null,
  latched boolean not null,
  times integer default 1 not null,
  tripped_at timestamp(6) with time zone not null,
  cleared_at timestamp(6) with time zone,
  ended_at timestamp(6) with time zone,
  reset_by uuid,
  open_key varchar(80) generated always as (case when ended_at is null then interlock_key end) ${stored},
  constraint interlock_trips_pk primary key (id),
  constraint interlock_trips_site_fk foreign key (site_id) references sites (id),
  constraint interlock_trips_open unique (site_id, open_key),
  constraint interlock_trips_reset_fk foreign key (reset_by) references actors (id),
  constraint interlock_trips_reset_ck check (reset_by is null or (latched and ended_at is not null)),
  constraint interlock_trips_times_ck check (times >= 1)
);
create index interlock_trips_when on interlock_trips (site_id, tripped_at);

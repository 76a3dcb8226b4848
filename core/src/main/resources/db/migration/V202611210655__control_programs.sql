-- What shall run, when it was planned, and what became of it (model.md A9).

create table programs (
  id uuid not null,
  site_id uuid not null,
  program_key varchar(80) not null,
  name varchar(200) not null,
  kind varchar(20) default 'irrigation' not null,
  state varchar(20) default 'active' not null,
  created_at timestamp(6) with time zone not null,
  archived_at timestamp(6) with time zone,
  constraint programs_pk primary key (id),
  constraint programs_site_fk foreign key (site_id) references sites (id),
  constraint programs_in_site unique (site_id, id),
  constraint programs_key unique (site_id, program_key),
  constraint programs_kind_ck check (kind in ('irrigation', 'process', 'trial', 'cooling', 'cleaning', 'calibration')),
  constraint programs_state_ck check (state in ('draft', 'active', 'inactive', 'archived')),
  constraint programs_archived_ck check ((state = 'archived') = (archived_at is not null))
);

-- Never changed: what ran names its version.
create table program_versions (
  id uuid not null,
  site_id uuid not null,
  program_id uuid not null,
  version_no integer not null,
  name varchar(200) not null,
  pump_key varchar(80),
  lead_seconds numeric(15, 6) not null,
  linger_seconds numeric(15, 6) not null,
  max_runtime_seconds numeric(15, 6) not null,
  content_hash varchar(64) not null,
  created_at timestamp(6) with time zone not null,
  constraint program_versions_pk primary key (id),
  constraint program_versions_in_site unique (site_id, id),
  constraint program_versions_program_fk foreign key (site_id, program_id) references programs (site_id, id),
  constraint program_versions_pump_fk foreign key (site_id, pump_key) references outputs (site_id, output_key),
  constraint program_versions_no unique (program_id, version_no),
  constraint program_versions_times_ck check (lead_seconds >= 0 and linger_seconds >= 0 and max_runtime_seconds > 0)
);

create table program_steps (
  id uuid not null,
  site_id uuid not null,
  program_version_id uuid not null,
  step_order integer not null,
  duration_seconds numeric(15, 6) not null,
  constraint program_steps_pk primary key (id),
  constraint program_steps_in_site unique (site_id, id),
  constraint program_steps_version_fk foreign key (site_id, program_version_id)
    references program_versions (site_id, id),
  constraint program_steps_order unique (program_version_id, step_order),
  constraint program_steps_duration_ck check (duration_seconds > 0),
  constraint program_steps_order_ck check (step_order >= 1)
);

-- The outputs that a step holds together; none = the step waits.
create table program_step_outputs (
  site_id uuid not null,
  program_step_id uuid not null,
  output_key varchar(80) not null,
  constraint program_step_outputs_pk primary key (program_step_id, output_key),
  constraint program_step_outputs_step_fk foreign key (site_id, program_step_id)
    references program_steps (site_id, id),
  constraint program_step_outputs_output_fk foreign key (site_id, output_key) references outputs (site_id, output_key)
);

-- One row a local time. days: Monday is bit 1, Sunday bit 64.
create table program_schedules (
  id uuid not null,
  site_id uuid not null,
  program_version_id uuid not null,
  kind varchar(20) default 'time' not null,
  local_time time not null,
  days smallint not null,
  timezone varchar(60) not null,
  gap varchar(10) not null,
  fold varchar(10) not null,
  missed varchar(10) not null,
  missed_within_seconds numeric(15, 6) not null,
  constraint program_schedules_pk primary key (id),
  constraint program_schedules_version_fk foreign key (site_id, program_version_id)
    references program_versions (site_id, id),
  constraint program_schedules_time unique (program_version_id, local_time),
  constraint program_schedules_kind_ck check (kind in ('time', 'solar', 'sensor', 'hybrid')),
  constraint program_schedules_days_ck check (days between 1 and 127),
  constraint program_schedules_gap_ck check (gap in ('after', 'skip')),
  constraint program_schedules_fold_ck check (fold in ('first', 'second', 'both')),
  constraint program_schedules_missed_ck check (missed in ('skip', 'run_within'))
);

create table runs (
  id uuid not null,
  site_id uuid not null,
  run_no bigint not null,
  program_version_id uuid not null,
  state varchar(20) not null,
  planned_at timestamp(6) with time zone,
  actor_id uuid not null,
  started_at timestamp(6) with time zone not null,
  ended_at timestamp(6) with time zone,
  planned_seconds numeric(15, 6) not null,
  actual_seconds numeric(15, 6),
  reason varchar(1000) not null,
  constraint runs_pk primary key (id),
  constraint runs_in_site unique (site_id, id),
  constraint runs_no unique (site_id, run_no),
  constraint runs_actor_fk foreign key (actor_id) references actors (id),
  constraint runs_version_fk foreign key (site_id, program_version_id) references program_versions (site_id, id),
  constraint runs_state_ck check (state in
    ('planned', 'queued', 'running', 'paused', 'completed', 'aborted', 'faulted', 'cancelled')),
  constraint runs_ended_ck check
    ((ended_at is not null) = (state in ('completed', 'aborted', 'faulted', 'cancelled')))
);

create index runs_started on runs (site_id, started_at);

-- Each planned instant once: target is what the start is for, '' for the program as a whole.
create table planned_starts (
  id uuid not null,
  site_id uuid not null,
  program_id uuid not null,
  target varchar(80) default '' not null,
  planned_at timestamp(6) with time zone not null,
  state varchar(20) not null,
  reason varchar(1000) not null,
  decided_at timestamp(6) with time zone not null,
  run_id uuid,
  constraint planned_starts_pk primary key (id),
  constraint planned_starts_program_fk foreign key (site_id, program_id) references programs (site_id, id),
  constraint planned_starts_run_fk foreign key (site_id, run_id) references runs (site_id, id),
  constraint planned_starts_once unique (program_id, target, planned_at),
  constraint planned_starts_run_once unique (run_id),
  constraint planned_starts_state_ck check (state in ('claimed', 'queued', 'skipped', 'missed')),
  constraint planned_starts_claimed_ck check ((state = 'claimed') = (run_id is not null)),
  constraint planned_starts_reason_ck check (state in ('claimed', 'queued') or reason <> '')
);

create index planned_starts_when on planned_starts (site_id, planned_at);

create table step_runs (
  id uuid not null,
  site_id uuid not null,
  run_id uuid not null,
  step_order integer not null,
  attempt integer default 1 not null,
  state varchar(20) not null,
  planned_seconds numeric(15, 6) not null,
  actual_seconds numeric(15, 6) not null,
  started_at timestamp(6) with time zone,
  ended_at timestamp(6) with time zone,
  constraint step_runs_pk primary key (id),
  constraint step_runs_run_fk foreign key (site_id, run_id) references runs (site_id, id),
  constraint step_runs_once unique (run_id, step_order, attempt),
  constraint step_runs_state_ck check (state in ('pending', 'running', 'completed', 'aborted', 'skipped')),
  constraint step_runs_actual_ck check (actual_seconds >= 0)
);

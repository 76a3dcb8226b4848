-- The way of a device into the facility: from a person's word to its first reading. At most one open for a device.

-- step: what is waited for (code, join, reading), or over. code: what the device must present, only while it is open.
-- attempts: wrong codes heard meanwhile. last_error: what is missing or went wrong, in words. presented: what the device said
-- of itself; nobody has checked it. ended_at: completed, failed or expired; rows are deleted 30 days later, events are not.
create table enrolments (
  id uuid not null,
  site_id uuid not null,
  device_id uuid not null,
  kind varchar(20) not null,
  state varchar(20) not null,
  step varchar(20) not null,
  attempts integer default 0 not null,
  last_error varchar(1000) default '' not null,
  code varchar(16),
  presented varchar(1000) default '' not null,
  actor_id uuid not null,
  started_at timestamp(6) with time zone not null,
  expires_at timestamp(6) with time zone not null,
  ended_at timestamp(6) with time zone,
  open_key uuid generated always as (case when ended_at is null then device_id end) ${stored},
  constraint enrolments_pk primary key (id),
  constraint enrolments_site_fk foreign key (site_id) references sites (id),
  constraint enrolments_device_fk foreign key (site_id, device_id) references devices (site_id, id),
  constraint enrolments_actor_fk foreign key (actor_id) references actors (id),
  constraint enrolments_open unique (open_key),
  constraint enrolments_kind_ck check (kind in ('pairing', 'otaa', 'abp', 'gateway', 'network', 'manual')),
  constraint enrolments_state_ck check (state in ('pending', 'in_progress', 'completed', 'failed', 'expired')),
  constraint enrolments_step_ck check (step in ('code', 'join', 'reading', 'over')),
  constraint enrolments_ended_ck check ((state in ('completed', 'failed', 'expired')) = (ended_at is not null)
    and (ended_at is null or code is null)),
  constraint enrolments_times_ck check (attempts >= 0 and expires_at > started_at)
);

create index enrolments_started on enrolments (site_id, started_at);
create index enrolments_by_device on enrolments (site_id, device_id);

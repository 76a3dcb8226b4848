-- What needed a person, and what became of it (model.md A10).

create table alerts (
  id uuid not null,
  site_id uuid not null,
  alert_no bigint not null,
  source varchar(200) not null,
  alert_key varchar(120) not null,
  alert_type varchar(40) not null,
  severity varchar(20) not null,
  state varchar(20) not null,
  message varchar(1000) not null,
  trip_value double precision,
  limit_value double precision,
  told_count integer not null,
  escalation_level integer default 0 not null,
  cause_alert_id uuid,
  raised_at timestamp(6) with time zone not null,
  refreshed_at timestamp(6) with time zone not null,
  acknowledged_at timestamp(6) with time zone,
  acknowledged_by_id uuid,
  returned_at timestamp(6) with time zone,
  resolved_at timestamp(6) with time zone,
  open_key varchar(200) generated always as (case when resolved_at is null then source end) ${stored},
  constraint alerts_pk primary key (id),
  constraint alerts_site_fk foreign key (site_id) references sites (id),
  constraint alerts_in_site unique (site_id, id),
  constraint alerts_no unique (site_id, alert_no),
  constraint alerts_open unique (site_id, open_key, alert_key),
  constraint alerts_acknowledged_fk foreign key (acknowledged_by_id) references actors (id),
  constraint alerts_cause_fk foreign key (site_id, cause_alert_id) references alerts (site_id, id),
  constraint alerts_type_ck check (alert_type in ('limit_high', 'limit_low', 'limit_range', 'deviation',
    'rate_of_change', 'missing_data', 'quality', 'monitoring_interrupted', 'missed_manual_entry', 'low_battery',
    'sensor_fault', 'door_open', 'cooling_failure', 'calibration_due', 'device_offline', 'interlock',
    'command_failed', 'clock', 'chain', 'backlog', 'custom')),
  constraint alerts_severity_ck check (severity in ('info', 'warning', 'critical', 'emergency')),
  constraint alerts_state_ck check (state in ('active', 'acknowledged', 'returned', 'resolved')),
  constraint alerts_resolved_ck check ((state = 'resolved') = (resolved_at is not null)),
  constraint alerts_acknowledged_ck check ((acknowledged_at is null) = (acknowledged_by_id is null)),
  constraint alerts_count_ck check (told_count >= 1)
);

create index alerts_raised on alerts (site_id, raised_at);

-- Append only: one row for each transition, in the order it happened.
create table alert_events (
  id uuid not null,
  site_id uuid not null,
  alert_id uuid not null,
  event_no integer not null,
  happened_at timestamp(6) with time zone not null,
  state varchar(20) not null,
  severity varchar(20) not null,
  actor_id uuid not null,
  reason varchar(1000) not null,
  constraint alert_events_pk primary key (id),
  constraint alert_events_alert_fk foreign key (site_id, alert_id) references alerts (site_id, id),
  constraint alert_events_actor_fk foreign key (actor_id) references actors (id),
  constraint alert_events_no unique (alert_id, event_no),
  constraint alert_events_state_ck check (state in ('active', 'acknowledged', 'returned', 'resolved'))
);

-- What a jurisdiction demands of a destruction, and each destruction from its schedule to its end (model.md A13).

-- body: canonical JSON of the rule. Built-in rules are in the program; a row goes before them from its valid_from on. A rule
-- never changes: a new one begins.
create table jurisdiction_rules (
  id uuid not null,
  organization_id uuid not null,
  jurisdiction varchar(40) not null,
  code varchar(40) not null,
  valid_from date not null,
  body varchar(8000) not null,
  created_by uuid not null,
  created_at timestamp(6) with time zone not null,
  constraint jurisdiction_rules_pk primary key (id),
  constraint jurisdiction_rules_organization_fk foreign key (organization_id) references organizations (id),
  constraint jurisdiction_rules_from unique (organization_id, jurisdiction, code, valid_from),
  constraint jurisdiction_rules_created_by_fk foreign key (created_by) references actors (id)
);

-- rule: the rule as it was at the schedule. quantity and unit: of the lot; weight: before mixing, as written. adjustment: what
-- the scale and the sum of movements differ by; positive = there was more. event_at, recorded_at, late: when it was done, when
-- that was written down, and whether long after.
create table destruction_events (
  id uuid not null,
  site_id uuid not null,
  lot_id uuid not null,
  unit varchar(20) not null,
  jurisdiction varchar(40) not null,
  rule varchar(8000) not null,
  reason varchar(1000) not null,
  scheduled_by uuid not null,
  scheduled_at timestamp(6) with time zone not null,
  hold_until timestamp(6) with time zone not null,
  state varchar(20) not null,
  location_id uuid,
  weight numeric(18, 6),
  weight_unit varchar(20),
  weighed_by uuid,
  weighed_at timestamp(6) with time zone,
  quantity numeric(18, 6),
  adjustment numeric(18, 6),
  adjustment_reason varchar(1000) default '' not null,
  method varchar(40),
  material varchar(300) default '' not null,
  mixed_percent numeric(5, 2),
  event_at timestamp(6) with time zone,
  recorded_at timestamp(6) with time zone,
  recorded_by uuid,
  late boolean default false not null,
  late_reason varchar(1000) default '' not null,
  signoff_id uuid,
  movement_id uuid,
  ended_at timestamp(6) with time zone,
  end_reason varchar(1000) default '' not null,
  version integer default 1 not null,
  open_key uuid generated always as (case when ended_at is null then lot_id end) ${stored},
  constraint destruction_events_pk primary key (id),
  constraint destruction_events_lot_fk foreign key (site_id, lot_id, unit) references lots (site_id, id, unit),
  constraint destruction_events_in_site unique (site_id, id),
  constraint destruction_events_open unique (open_key),
  constraint destruction_events_location_fk foreign key (site_id, location_id) references locations (site_id, id),
  constraint destruction_events_signoff_fk foreign key (site_id, signoff_id) references signoffs (chain_id, id),
  constraint destruction_events_movement_fk foreign key (site_id, movement_id)
    references inventory_movements (site_id, id),
  constraint destruction_events_scheduled_by_fk foreign key (scheduled_by) references actors (id),
  constraint destruction_events_weighed_by_fk foreign key (weighed_by) references actors (id),
  constraint destruction_events_recorded_by_fk foreign key (recorded_by) references actors (id),
  constraint destruction_events_state_ck check (state in ('scheduled', 'weighed', 'recorded', 'executed', 'cancelled')),
  constraint destruction_events_reason_ck check (reason <> ''),
  constraint destruction_events_weight_ck check (weight > 0 and quantity > 0),
  constraint destruction_events_mixed_ck check (mixed_percent between 0 and 100),
  constraint destruction_events_weighed_ck check (state not in ('weighed', 'recorded', 'executed')
    or (weight is not null and weight_unit is not null and weighed_at is not null and quantity is not null)),
  constraint destruction_events_recorded_ck check (state not in ('recorded', 'executed')
    or (method is not null and event_at is not null and event_at >= weighed_at and event_at >= hold_until)),
  constraint destruction_events_adjusted_ck check (adjustment is null or adjustment = 0 or adjustment_reason <> ''),
  constraint destruction_events_late_ck check (not late or late_reason <> ''),
  constraint destruction_events_ended_ck check ((ended_at is not null) = (state in ('executed', 'cancelled'))),
  constraint destruction_events_executed_ck check ((state = 'executed') = (movement_id is not null)
    and (state = 'executed') = (signoff_id is not null)),
  constraint destruction_events_cancelled_ck check (state <> 'cancelled' or end_reason <> '')
);
create index destruction_events_by_lot on destruction_events (site_id, lot_id);

-- What is kept from drawing the eye for a while, and still recorded (model.md A10).

-- kind: shelve (a person, one alert) or maintenance. scope: what it is about, as alerts.source. alert_key: that of the alert,
-- '' = every one of the scope. severity: the highest it covers; what is worse ends it. alert_no: the alert a person looked at.
create table suppressions (
  id uuid not null,
  site_id uuid not null,
  kind varchar(20) not null,
  scope varchar(200) not null,
  alert_key varchar(120) not null,
  severity varchar(20) not null,
  alert_no bigint,
  reason varchar(1000) not null,
  begun_by uuid not null,
  begun_at timestamp(6) with time zone not null,
  until_at timestamp(6) with time zone not null,
  ended_by uuid,
  ended_at timestamp(6) with time zone,
  ended_why varchar(1000) default '' not null,
  open_scope varchar(200) generated always as (case when ended_at is null then scope end) ${stored},
  constraint suppressions_pk primary key (id),
  constraint suppressions_site_fk foreign key (site_id) references sites (id),
  constraint suppressions_alert_fk foreign key (site_id, alert_no) references alerts (site_id, alert_no),
  constraint suppressions_begun_fk foreign key (begun_by) references actors (id),
  constraint suppressions_ended_fk foreign key (ended_by) references actors (id),
  constraint suppressions_open unique (site_id, open_scope, alert_key),
  constraint suppressions_kind_ck check (kind in ('shelve', 'maintenance')),
  constraint suppressions_severity_ck check (severity in ('info', 'warning', 'critical')),
  constraint suppressions_shelve_ck check (kind <> 'shelve' or (alert_key <> '' and alert_no is not null)),
  constraint suppressions_reason_ck check (reason <> ''),
  constraint suppressions_until_ck check (until_at > begun_at),
  constraint suppressions_ended_ck check ((ended_at is null) = (ended_by is null))
);

create index suppressions_begun on suppressions (site_id, begun_at);

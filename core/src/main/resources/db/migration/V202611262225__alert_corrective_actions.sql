-- What was done about an alert, and who else saw that it helped (model.md A10).

-- Open until somebody else than its writer verified it. action_no: 1, 2, 3 … in the site.
create table corrective_actions (
  id uuid not null,
  site_id uuid not null,
  action_no bigint not null,
  alert_no bigint not null,
  problem varchar(1000) not null,
  action varchar(2000) not null,
  actor_id uuid not null,
  written_at timestamp(6) with time zone not null,
  verified_by uuid,
  verified_at timestamp(6) with time zone,
  verified_note varchar(1000) default '' not null,
  constraint corrective_actions_pk primary key (id),
  constraint corrective_actions_no unique (site_id, action_no),
  constraint corrective_actions_site_fk foreign key (site_id) references sites (id),
  constraint corrective_actions_alert_fk foreign key (site_id, alert_no) references alerts (site_id, alert_no),
  constraint corrective_actions_actor_fk foreign key (actor_id) references actors (id),
  constraint corrective_actions_verified_fk foreign key (verified_by) references actors (id),
  constraint corrective_actions_text_ck check (problem <> '' and action <> ''),
  constraint corrective_actions_verified_ck check ((verified_at is null) = (verified_by is null)),
  constraint corrective_actions_other_ck check (verified_by <> actor_id)
);

create index corrective_actions_alert on corrective_actions (site_id, alert_no);

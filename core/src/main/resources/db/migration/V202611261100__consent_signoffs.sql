-- Who agreed to what: policies, sign-offs, signatures (model.md A5). scope_id and chain_id: the site, else the organization.

-- A policy is a scope and an action; what it demands stands in its versions. Version 0 of each action is in the program.
create table signoff_policies (
  id uuid not null,
  organization_id uuid not null,
  site_id uuid,
  scope_id uuid not null,
  action varchar(60) not null,
  created_at timestamp(6) with time zone not null,
  constraint signoff_policies_pk primary key (id),
  constraint signoff_policies_organization_fk foreign key (organization_id) references organizations (id),
  constraint signoff_policies_site_fk foreign key (organization_id, site_id) references sites (organization_id, id),
  constraint signoff_policies_in_scope unique (scope_id, id),
  constraint signoff_policies_action unique (scope_id, action),
  constraint signoff_policies_scope_ck check (scope_id = coalesce(site_id, organization_id))
);

-- payload, policy, excluded: canonical JSON, frozen at the request. content_hash: SHA-256 over them together with action,
-- requester, subject, its version and the sign-off's own id. alone: one person asks and signs; only actions made for that.
-- expires_at: until when it may be signed; from its approval on, until when it may be carried out.
create table signoffs (
  id uuid not null,
  organization_id uuid not null,
  site_id uuid,
  chain_id uuid not null,
  action varchar(60) not null,
  alone boolean not null,
  subject varchar(300) not null,
  subject_version varchar(200) not null,
  summary varchar(1000) not null,
  payload varchar(16000) not null,
  excluded varchar(4000) not null,
  policy varchar(8000) not null,
  policy_version integer not null,
  content_hash varchar(64) not null,
  requester_id uuid not null,
  requester_roles varchar(1000) not null,
  requester_workstation varchar(200) not null,
  requester_session varchar(100) not null,
  request_reason varchar(1000) not null,
  requested_at timestamp(6) with time zone not null,
  expires_at timestamp(6) with time zone not null,
  state varchar(20) not null,
  approved_at timestamp(6) with time zone,
  ended_at timestamp(6) with time zone,
  ended_by uuid,
  end_reason varchar(1000) default '' not null,
  review_due_at timestamp(6) with time zone,
  reviewed_at timestamp(6) with time zone,
  reviewed_by uuid,
  constraint signoffs_pk primary key (id),
  constraint signoffs_organization_fk foreign key (organization_id) references organizations (id),
  constraint signoffs_site_fk foreign key (organization_id, site_id) references sites (organization_id, id),
  constraint signoffs_chain_fk foreign key (chain_id) references chain_heads (chain_id),
  constraint signoffs_chain_ck check (chain_id = coalesce(site_id, organization_id)),
  constraint signoffs_in_chain unique (chain_id, id),
  constraint signoffs_signed unique (chain_id, id, requester_id, alone, content_hash),
  constraint signoffs_requester_fk foreign key (requester_id) references actors (id),
  constraint signoffs_ended_by_fk foreign key (ended_by) references actors (id),
  constraint signoffs_reviewed_by_fk foreign key (reviewed_by) references actors (id),
  constraint signoffs_alone_ck check (alone = (action like '%.alone')),
  constraint signoffs_state_ck check
    (state in ('pending', 'approved', 'executed', 'failed', 'refused', 'withdrawn', 'expired')),
  constraint signoffs_approved_ck check (state not in ('approved', 'executed', 'failed') or approved_at is not null),
  constraint signoffs_ended_ck check ((ended_at is null) = (state in ('pending', 'approved'))
    and (ended_at is null) = (ended_by is null)),
  constraint signoffs_reason_ck check (state not in ('failed', 'refused', 'withdrawn', 'expired') or end_reason <> ''),
  constraint signoffs_reviewed_ck check ((reviewed_at is null) = (reviewed_by is null)
    and (reviewed_by is null or (alone and reviewed_by <> requester_id)))
);
create index signoffs_by_state on signoffs (chain_id, state, expires_at);
create index signoffs_by_subject on signoffs (chain_id, subject);

-- Everybody has one part in a sign-off: who asked, or is kept out of it, cannot be a signer too, whatever the program does.
create table signoff_parties (
  chain_id uuid not null,
  signoff_id uuid not null,
  actor_id uuid not null,
  part varchar(20) not null,
  constraint signoff_parties_pk primary key (signoff_id, actor_id),
  constraint signoff_parties_part unique (signoff_id, actor_id, part),
  constraint signoff_parties_signoff_fk foreign key (chain_id, signoff_id) references signoffs (chain_id, id),
  constraint signoff_parties_actor_fk foreign key (actor_id) references actors (id),
  constraint signoff_parties_part_ck check (part in ('requester', 'excluded', 'signer'))
);

-- Of a sign-off, or of a record that needs none (signoff_id null): subject says of what. requester_id, alone, content_hash:
-- copies that the foreign key keeps true, so that the check can refuse a requester who signs.
create table signatures (
  id uuid not null,
  chain_id uuid not null,
  subject varchar(300) not null,
  signoff_id uuid,
  requester_id uuid,
  alone boolean,
  part varchar(20),
  content_hash varchar(64) not null,
  signer_id uuid not null,
  printed_name varchar(200) not null,
  meaning varchar(20) not null,
  reason varchar(1000) not null,
  signed_at timestamp(6) with time zone not null,
  proven_at timestamp(6) with time zone not null,
  components integer not null,
  roles varchar(1000) not null,
  workstation varchar(200) not null,
  session_id varchar(100) not null,
  constraint signatures_pk primary key (id),
  constraint signatures_chain_fk foreign key (chain_id) references chain_heads (chain_id),
  constraint signatures_signoff_fk foreign key (chain_id, signoff_id, requester_id, alone, content_hash)
    references signoffs (chain_id, id, requester_id, alone, content_hash),
  constraint signatures_part_fk foreign key (signoff_id, signer_id, part)
    references signoff_parties (signoff_id, actor_id, part),
  constraint signatures_signer_fk foreign key (signer_id) references actors (id),
  constraint signatures_once unique (chain_id, subject, signer_id),
  constraint signatures_subject_ck check (signoff_id is null or subject = 'signoff:' || cast(signoff_id as varchar(36))),
  constraint signatures_whole_ck check ((signoff_id is null) = (requester_id is null)
    and (signoff_id is null) = (alone is null) and (signoff_id is null) = (part is null)),
  constraint signatures_part_ck check (signoff_id is null or (part = 'signer' and signer_id <> requester_id)
    or (part = 'requester' and alone and signer_id = requester_id)),
  constraint signatures_meaning_ck check (meaning in ('authored', 'reviewed', 'approved', 'witnessed')),
  constraint signatures_components_ck check (components between 1 and 2),
  constraint signatures_name_ck check (printed_name <> '')
);
create index signatures_by_signoff on signatures (signoff_id);

-- Append only; the sign-off that let it in is named.
create table signoff_policy_versions (
  id uuid not null,
  scope_id uuid not null,
  policy_id uuid not null,
  version_no integer not null,
  body varchar(8000) not null,
  signoff_id uuid not null,
  changed_by uuid not null,
  changed_at timestamp(6) with time zone not null,
  constraint signoff_policy_versions_pk primary key (id),
  constraint signoff_policy_versions_policy_fk foreign key (scope_id, policy_id)
    references signoff_policies (scope_id, id),
  constraint signoff_policy_versions_signoff_fk foreign key (scope_id, signoff_id) references signoffs (chain_id, id),
  constraint signoff_policy_versions_actor_fk foreign key (changed_by) references actors (id),
  constraint signoff_policy_versions_no unique (policy_id, version_no),
  constraint signoff_policy_versions_signoff unique (signoff_id),
  constraint signoff_policy_versions_no_ck check (version_no >= 1)
);

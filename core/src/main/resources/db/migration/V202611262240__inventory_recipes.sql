-- What something should be made of (model.md A11): feed, formulations, rations, media, cleaning, suppliers' lists.

-- item_id: what it makes; null where that is no item.
create table recipes (
  id uuid not null,
  organization_id uuid not null,
  site_id uuid not null,
  recipe_key varchar(80) not null,
  name varchar(200) not null,
  kind varchar(20) not null,
  item_id uuid,
  unit varchar(20),
  created_by uuid not null,
  created_at timestamp(6) with time zone not null,
  constraint recipes_pk primary key (id),
  constraint recipes_site_fk foreign key (organization_id, site_id) references sites (organization_id, id),
  constraint recipes_item_fk foreign key (organization_id, item_id, unit) references items (organization_id, id, unit),
  constraint recipes_in_site unique (site_id, id),
  constraint recipes_key unique (site_id, recipe_key),
  constraint recipes_created_by_fk foreign key (created_by) references actors (id),
  constraint recipes_kind_ck check (kind in ('feed', 'formulation', 'ration', 'media', 'cleaning', 'declared')),
  constraint recipes_makes_ck check ((item_id is null) = (unit is null)),
  constraint recipes_key_ck check (recipe_key <> '' and name <> '')
);
create index recipes_by_item on recipes (organization_id, item_id);

-- A draft is written anew in place (revision, authors: keys of who wrote it); from its approval on nothing of a version changes
-- but its end. content_hash: SHA-256 over recipe, version, batch and components: what was signed.
create table recipe_versions (
  id uuid not null,
  site_id uuid not null,
  recipe_id uuid not null,
  version_no integer not null,
  state varchar(20) not null,
  revision integer not null,
  batch_quantity numeric(18, 6) not null,
  batch_unit varchar(20) not null,
  content_hash varchar(64) not null,
  authors varchar(2000) not null,
  drafted_at timestamp(6) with time zone not null,
  approved_at timestamp(6) with time zone,
  approved_signoff_id uuid,
  ended_at timestamp(6) with time zone,
  ended_by uuid,
  open_draft uuid generated always as (case when state = 'draft' then recipe_id end) ${stored},
  open_in_force uuid generated always as (case when state = 'approved' then recipe_id end) ${stored},
  constraint recipe_versions_pk primary key (id),
  constraint recipe_versions_recipe_fk foreign key (site_id, recipe_id) references recipes (site_id, id),
  constraint recipe_versions_in_site unique (site_id, id),
  constraint recipe_versions_no unique (recipe_id, version_no),
  constraint recipe_versions_one_draft unique (open_draft),
  constraint recipe_versions_one_in_force unique (open_in_force),
  constraint recipe_versions_signoff unique (approved_signoff_id),
  constraint recipe_versions_signoff_fk foreign key (site_id, approved_signoff_id) references signoffs (chain_id, id),
  constraint recipe_versions_ended_by_fk foreign key (ended_by) references actors (id),
  constraint recipe_versions_state_ck check (state in ('draft', 'approved', 'superseded', 'retired')),
  constraint recipe_versions_approved_ck check ((state = 'draft') = (approved_at is null)
    and (approved_at is null) = (approved_signoff_id is null)),
  constraint recipe_versions_ended_ck check ((state in ('superseded', 'retired')) = (ended_at is not null)
    and (ended_at is null) = (ended_by is null)),
  constraint recipe_versions_batch_ck check (batch_quantity > 0 and batch_unit <> ''),
  constraint recipe_versions_no_ck check (version_no >= 1 and revision >= 1)
);

-- How much of an item: in the item's own unit, or in percent of the batch; neither where a supplier declares only the order.
create table recipe_components (
  id uuid not null,
  organization_id uuid not null,
  site_id uuid not null,
  version_id uuid not null,
  component_order integer not null,
  item_id uuid not null,
  unit varchar(20) not null,
  quantity numeric(18, 6),
  share_percent numeric(9, 6),
  constraint recipe_components_pk primary key (id),
  constraint recipe_components_version_fk foreign key (site_id, version_id) references recipe_versions (site_id, id),
  constraint recipe_components_item_fk foreign key (organization_id, item_id, unit)
    references items (organization_id, id, unit),
  constraint recipe_components_order unique (version_id, component_order),
  constraint recipe_components_order_ck check (component_order >= 1),
  constraint recipe_components_amount_ck check ((quantity is null or quantity > 0)
    and (share_percent is null or (share_percent > 0 and share_percent <= 100))
    and (quantity is null or share_percent is null))
);
create index recipe_components_by_item on recipe_components (organization_id, item_id);

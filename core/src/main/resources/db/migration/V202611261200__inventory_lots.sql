-- Stuff: what it is, which lot of it, where from and to, and what keeps it where it is (model.md A11). ${stored}: see db.Migrations.

-- unit never changes: every quantity of the item is in it.
create table items (
  id uuid not null,
  organization_id uuid not null,
  kind varchar(20) not null,
  code varchar(80) not null,
  name varchar(200) not null,
  unit varchar(20) not null,
  created_at timestamp(6) with time zone not null,
  archived_at timestamp(6) with time zone,
  version integer default 1 not null,
  constraint items_pk primary key (id),
  constraint items_organization_fk foreign key (organization_id) references organizations (id),
  constraint items_in_unit unique (organization_id, id, unit),
  constraint items_code unique (organization_id, kind, code),
  constraint items_kind_ck check (kind in ('strain', 'nutrient', 'chemical', 'feed', 'ingredient', 'product', 'sku',
    'packaging', 'breed', 'culture', 'media', 'waste')),
  constraint items_code_ck check (code <> '' and name <> '' and unit <> '')
);

-- No quantity: it is the sum of the movements.
create table lots (
  id uuid not null,
  organization_id uuid not null,
  site_id uuid not null,
  item_id uuid not null,
  unit varchar(20) not null,
  lot_no varchar(80) not null,
  kind varchar(20) not null,
  origin varchar(300) not null,
  state varchar(20) not null,
  closed_as varchar(20),
  expires_at timestamp(6) with time zone,
  created_by uuid not null,
  created_at timestamp(6) with time zone not null,
  closed_at timestamp(6) with time zone,
  version integer default 1 not null,
  constraint lots_pk primary key (id),
  constraint lots_site_fk foreign key (organization_id, site_id) references sites (organization_id, id),
  constraint lots_item_fk foreign key (organization_id, item_id, unit) references items (organization_id, id, unit),
  constraint lots_in_site unique (site_id, id),
  constraint lots_in_unit unique (site_id, id, unit),
  constraint lots_no unique (site_id, lot_no),
  constraint lots_created_by_fk foreign key (created_by) references actors (id),
  constraint lots_kind_ck check (kind in ('mother', 'clone_batch', 'plant_batch', 'harvest', 'package', 'flock', 'culture',
    'ingredient', 'wip', 'finished', 'stock_solution', 'waste')),
  constraint lots_state_ck check (state in ('pending', 'released', 'rejected', 'closed')),
  constraint lots_closed_ck check ((state = 'closed') = (closed_at is not null)
    and (state = 'closed') = (closed_as is not null)),
  constraint lots_closed_as_ck check (closed_as in ('consumed', 'shipped', 'destroyed', 'merged')),
  constraint lots_no_ck check (lot_no <> '')
);

-- from_id null: from outside; to_id null: gone. Both: moved, or reserved where it is. event_at: when it happened;
-- recorded_at: when it was written down; late: that was longer after than the site allows. source_key: the same thing told
-- twice is one movement.
create table inventory_movements (
  id uuid not null,
  site_id uuid not null,
  movement_type varchar(20) not null,
  lot_id uuid not null,
  quantity numeric(18, 6) not null,
  unit varchar(20) not null,
  from_id uuid,
  to_id uuid,
  reverses_id uuid,
  source_key varchar(200) not null,
  signoff_id uuid,
  reason varchar(1000) not null,
  actor_id uuid not null,
  event_at timestamp(6) with time zone not null,
  recorded_at timestamp(6) with time zone not null,
  late boolean not null,
  constraint inventory_movements_pk primary key (id),
  constraint inventory_movements_lot_fk foreign key (site_id, lot_id, unit) references lots (site_id, id, unit),
  constraint inventory_movements_in_site unique (site_id, id),
  constraint inventory_movements_same unique (site_id, id, lot_id, quantity),
  constraint inventory_movements_source unique (site_id, source_key),
  constraint inventory_movements_reversed unique (reverses_id),
  constraint inventory_movements_reverses_fk foreign key (site_id, reverses_id, lot_id, quantity)
    references inventory_movements (site_id, id, lot_id, quantity),
  constraint inventory_movements_from_fk foreign key (site_id, from_id) references locations (site_id, id),
  constraint inventory_movements_to_fk foreign key (site_id, to_id) references locations (site_id, id),
  constraint inventory_movements_signoff_fk foreign key (site_id, signoff_id) references signoffs (chain_id, id),
  constraint inventory_movements_actor_fk foreign key (actor_id) references actors (id),
  constraint inventory_movements_quantity_ck check (quantity > 0),
  constraint inventory_movements_type_ck check (movement_type in ('receive', 'ship', 'transfer', 'return', 'adjustment',
    'cycle_count', 'split', 'merge', 'process_input', 'process_output', 'destruction', 'waste', 'reserve', 'unreserve',
    'death', 'dispense')),
  constraint inventory_movements_ends_ck check (from_id is not null or to_id is not null),
  constraint inventory_movements_ways_ck check (reverses_id is not null
    or (movement_type in ('receive', 'return', 'process_output') and from_id is null)
    or (movement_type in ('ship', 'process_input', 'destruction', 'waste', 'death', 'dispense') and to_id is null)
    or (movement_type = 'transfer' and from_id <> to_id)
    or (movement_type in ('reserve', 'unreserve') and from_id = to_id)
    or (movement_type in ('adjustment', 'cycle_count', 'split', 'merge') and (from_id is null or to_id is null))),
  constraint inventory_movements_destruction_ck check (movement_type <> 'destruction' or signoff_id is not null)
);
create index inventory_movements_by_lot on inventory_movements (site_id, lot_id, recorded_at);
create index inventory_movements_by_event on inventory_movements (site_id, event_at);

create table lot_relationships (
  id uuid not null,
  site_id uuid not null,
  parent_id uuid not null,
  child_id uuid not null,
  relationship_type varchar(20) not null,
  quantity numeric(18, 6) not null,
  movement_id uuid not null,
  created_at timestamp(6) with time zone not null,
  constraint lot_relationships_pk primary key (id),
  constraint lot_relationships_parent_fk foreign key (site_id, parent_id) references lots (site_id, id),
  constraint lot_relationships_child_fk foreign key (site_id, child_id) references lots (site_id, id),
  constraint lot_relationships_movement_fk foreign key (site_id, movement_id)
    references inventory_movements (site_id, id),
  constraint lot_relationships_once unique (parent_id, child_id, movement_id),
  constraint lot_relationships_ends_ck check (parent_id <> child_id),
  constraint lot_relationships_quantity_ck check (quantity > 0),
  constraint lot_relationships_type_ck check (relationship_type in ('split', 'merge', 'consume', 'produce', 'propagate',
    'rework', 'return', 'mix', 'repack'))
);
create index lot_relationships_by_parent on lot_relationships (site_id, parent_id);
create index lot_relationships_by_child on lot_relationships (site_id, child_id);

-- Ends only by a sign-off: released by people, or because the lot was destroyed.
create table holds (
  id uuid not null,
  site_id uuid not null,
  lot_id uuid not null,
  reason varchar(20) not null,
  reach varchar(20) not null,
  note varchar(1000) not null,
  placed_by uuid not null,
  placed_at timestamp(6) with time zone not null,
  ended_at timestamp(6) with time zone,
  ended_as varchar(20),
  ended_signoff_id uuid,
  open_key uuid generated always as (case when ended_at is null then lot_id end) ${stored},
  constraint holds_pk primary key (id),
  constraint holds_lot_fk foreign key (site_id, lot_id) references lots (site_id, id),
  constraint holds_in_site unique (site_id, id),
  constraint holds_open unique (open_key, reason),
  constraint holds_placed_by_fk foreign key (placed_by) references actors (id),
  constraint holds_signoff_fk foreign key (site_id, ended_signoff_id) references signoffs (chain_id, id),
  constraint holds_reason_ck check (reason in ('coa_failed', 'coa_pending', 'contamination', 'quality_issue', 'regulatory',
    'customer_return', 'investigation', 'audit_review', 'damaged', 'expired', 'other')),
  constraint holds_reach_ck check (reach in ('lot', 'descendants')),
  constraint holds_ended_ck check ((ended_at is null) = (ended_as is null)
    and (ended_at is null) = (ended_signoff_id is null)),
  constraint holds_ended_as_ck check (ended_as in ('released', 'destroyed'))
);
create index holds_by_lot on holds (site_id, lot_id);

-- On a server readings lie by site, and each site's by month: what goes, is written anew or waits is one site's alone. What
-- was there by month stays: a month that is all one site's becomes that site's as it is; one of several sites is copied.
-- db.SiteMonths makes what comes.
set local client_min_messages = warning;
-- All at once and in the order in which the projectors of other sites come to them, who may be running: they wait.
lock table sites, reading_chunks, reading_rollups in access exclusive mode;
do $$
declare
  t record;
  old record;
  sites uuid[];
  site uuid;
  part text;
  statement text;
  theirs text[];
  which text;
begin
  for t in select v.* from (values
      ('reading_chunks', 't0', 'site_id, stream_no, t0, part'),
      ('reading_rollups', 'bucket_at', 'site_id, stream_no, rollup_level, bucket_at'),
      ('sensor_readings', 'event_at', 'site_id, stream_no, event_at')) as v (name, at, key)
    -- Not a hypertable: its months are TimescaleDB's.
    join pg_partitioned_table p on p.partrelid = to_regclass(v.name)
  loop
    -- Views on it and rights that others have, ours and theirs, said again of the new table.
    theirs := array(
      select format('create or replace view %s%s as %s', c.oid::regclass,
          ' with (' || array_to_string(c.reloptions, ', ') || ')', pg_get_viewdef(c.oid))
        from pg_class c where c.relkind = 'v' and exists (select 1 from pg_depend d join pg_rewrite r on r.oid = d.objid
          where r.ev_class = c.oid and d.classid = 'pg_rewrite'::regclass and d.refclassid = 'pg_class'::regclass
            and d.refobjid = to_regclass(t.name))
      union all
      select format('grant %s on %I to %s%s', a.privilege_type, t.name,
          case when a.grantee = 0 then 'public' else a.grantee::regrole::text end,
          case when a.is_grantable then ' with grant option' end)
        from pg_class c, aclexplode(c.relacl) a where c.oid = to_regclass(t.name) and a.grantee <> c.relowner);
    execute format('alter table %I rename to %I', t.name, t.name || '_by_month');
    execute format('create table %I (like %I including defaults including constraints) partition by list (site_id)',
      t.name, t.name || '_by_month');
    -- In order of names the rest comes last: what is added after it would be looked for in it.
    for old in select c.relname as name, substr(c.relname, length(t.name) + 2) as suffix,
        pg_get_expr(c.relpartbound, c.oid) as bound
      from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = to_regclass(t.name || '_by_month') order by c.relname
    loop
      execute format('alter table %I detach partition %I', t.name || '_by_month', old.name);
      execute format('select array(select distinct site_id from %I)', old.name) into sites;
      foreach site in array sites loop
        part := t.name || '_' || replace(site::text, '-', '');
        execute format('create table if not exists %I partition of %I for values in (%L) partition by range (%I)',
          part, t.name, site, t.at);
        if cardinality(sites) = 1 then
          execute format('alter table %I rename to %I', old.name, part || '_' || old.suffix);
          execute format('alter table %I attach partition %I %s', part, part || '_' || old.suffix, old.bound);
        else
          execute format('create table %I partition of %I %s', part || '_' || old.suffix, part, old.bound);
        end if;
      end loop;
      if cardinality(sites) > 1 then
        execute format('insert into %I select * from %I', t.name, old.name);
      end if;
      if cardinality(sites) <> 1 then
        execute format('drop table %I', old.name);
      end if;
    end loop;
    for part in select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = to_regclass(t.name)
      union all select t.name
    loop
      execute format('create table if not exists %I partition of %I default', part || '_rest', part);
    end loop;
    begin
      foreach statement in array theirs loop
        execute statement;
      end loop;
      execute format('drop table %I', t.name || '_by_month');
    exception when dependent_objects_still_exist or insufficient_privilege then
      get stacked diagnostics which = pg_exception_detail;
      raise exception '% is to be kept by site now, and what was built on it is not ours to change: % %', t.name, sqlerrm, which
        using hint = 'Drop that, start Penstock again, and then make it anew.';
    end;
    execute format('alter table %I add constraint %I primary key (%s)', t.name, t.name || '_pk', t.key);
  end loop;
end
$$;
alter table reading_chunks add constraint reading_chunks_site_fk foreign key (site_id) references sites (id);
create index reading_chunks_by_time on reading_chunks (site_id, t0);
alter table reading_rollups add constraint reading_rollups_site_fk foreign key (site_id) references sites (id);
-- Where they are made again they are by site as well.
do $$
begin
  execute replace(pg_get_functiondef('sensor_readings_made'::regproc),
    'partition by range (event_at)', 'partition by list (site_id)');
end
$$;

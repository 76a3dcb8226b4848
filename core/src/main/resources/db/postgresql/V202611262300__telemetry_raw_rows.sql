-- Readings once more as plain rows, for people with their own tools; written only where `site: raw_rows: true` asks for it,
-- never read by the program. No foreign key: it would be looked up for each reading.
-- A function, because it is asked again whenever the rows are switched on: while the table is empty it becomes a hypertable
-- where somebody has created the extension TimescaleDB in this database since.
create function sensor_readings_made() returns void language plpgsql set lock_timeout = '2s' as $$
declare
  timescale text := (select n.nspname from pg_extension e join pg_namespace n on n.oid = e.extnamespace
                     where e.extname = 'timescaledb');
begin
  if to_regclass('sensor_readings') is not null then
    if timescale is null
        or (select relkind from pg_class where oid = to_regclass('sensor_readings')) <> 'p'
        or exists (select 1 from sensor_readings) then
      return;
    end if;
    -- Somebody reads it, or has built a view on it: then it stays by month.
    begin
      drop view sensor_readings_by_key;
      drop table sensor_readings;
    exception when lock_not_available or dependent_objects_still_exist then
      return;
    end;
  end if;
  execute 'create table sensor_readings ('
    'site_id uuid not null, '
    'stream_no integer not null, '
    'event_at timestamp(6) with time zone not null, '
    'value double precision not null, '
    'quality smallint not null, '
    'flags smallint not null, '
    'constraint sensor_readings_pk primary key (site_id, stream_no, event_at))'
    || case when timescale is null then ' partition by range (event_at)' else '' end;
  if timescale is null then
    create table sensor_readings_rest partition of sensor_readings default;
  else
    execute format('select %I.create_hypertable(''sensor_readings'', ''event_at'')', timescale);
  end if;
  -- What a person asks: the stream by its key, and the unit that its values are stored in.
  create view sensor_readings_by_key as
    select s.site_key, t.stream_key, t.name as stream_name, t.metric,
      case t.metric
        when 'temperature' then '°C' when 'humidity' then '%' when 'co2' then 'ppm' when 'ammonia' then 'ppm'
        when 'vpd' then 'kPa' when 'ppfd' then 'µmol/m²/s' when 'ec' then 'µS/cm' when 'ph' then 'pH'
        when 'dissolved_oxygen' then 'mg/L' when 'vwc' then '%' when 'level' then '%' when 'volume' then 'L'
        when 'flow' then 'L/min' when 'pressure' then 'kPa' when 'mass' then 'kg' when 'current' then 'A'
        when 'voltage' then 'V' when 'power' then 'W' when 'energy' then 'kWh' when 'signal' then 'dBm' else '' end as unit,
      r.event_at, r.value, r.quality, r.flags
    from sensor_readings r
    join sites s on s.id = r.site_id
    join sensor_streams t on t.site_id = r.site_id and t.stream_no = r.stream_no;
end
$$;
select sensor_readings_made();

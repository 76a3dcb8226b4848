-- The unit that values of a metric are shown in, {"temperature":"degF"}; read for display only (model.md A2).
alter table sites add column display_units varchar(1000) default '{}' not null;

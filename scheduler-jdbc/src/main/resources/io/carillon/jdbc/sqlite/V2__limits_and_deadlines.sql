-- Carillon, schema version 2, SQLite 3.42 or newer; after version 1, in one transaction.

-- A row to lock for each owner who is held to a limit, there before the first of the owner's tasks.
create table carillon_owner (
  owner text not null primary key
) strict, without rowid;
create index carillon_task_owner on carillon_task (owner, namespace, name)
  where owner is not null;

-- When a run expires that has not been started by then; null: it waits for as long as it takes.
alter table carillon_run add column latest_at integer;

insert into carillon_schema_version (version, installed_at)
  values (2, cast(unixepoch('subsec') * 1000 as integer) * 1000);

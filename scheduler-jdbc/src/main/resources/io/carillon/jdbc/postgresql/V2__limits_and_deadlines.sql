-- Carillon, schema version 2, PostgreSQL 12 or newer; after version 1, in one transaction.

-- A row to lock for each owner who is held to a limit, there before the first of the owner's tasks.
create table carillon_owner (
  owner text collate "C" not null primary key
);
create index carillon_task_owner on carillon_task (owner, namespace, name)
  where owner is not null;

-- When a run expires that has not been started by then; null: it waits for as long as it takes.
alter table carillon_run add column latest_at bigint;

insert into carillon_schema_version (version, installed_at)
  values (2, cast(extract(epoch from clock_timestamp()) * 1000000 as bigint));

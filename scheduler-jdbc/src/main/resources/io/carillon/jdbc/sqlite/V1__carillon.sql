-- Carillon, schema version 1, SQLite 3.42 or newer.
-- Plain SQL in one transaction; run it as it stands with Flyway, Liquibase or sqlite3, or let the
-- store run it. Instants are microseconds since 1970-01-01T00:00:00Z, money is billionths of a
-- dollar. Ids are the 16 bytes of the UUID, which sort as its text does; hex(id) shows them.

create table carillon_schema_version (
  version integer not null primary key,
  installed_at integer not null
) strict;

create table carillon_node (
  id blob not null primary key,
  name text not null,
  started_at integer not null,
  until_at integer not null,
  handlers text not null,
  clock_offset integer not null
) strict, without rowid;

-- live is 1 until the task is deleted, then null: a name is unique among those that live.
create table carillon_task (
  id blob not null primary key,
  namespace text not null,
  name text not null,
  live integer,
  search_name text not null,
  is_flow integer not null,
  version integer not null,
  definition text not null,
  hash text not null,
  declared_hash text not null,
  source text not null,
  status text not null,
  reason text not null,
  status_by text,
  owner text,
  created_by text not null,
  created_at integer not null,
  modified_by text not null,
  modified_at integer not null,
  revision integer not null
) strict;
create unique index carillon_task_name on carillon_task (namespace, name, live);

create table carillon_task_version (
  task_id blob not null,
  version integer not null,
  definition text not null,
  saved_by text not null,
  saved_at integer not null,
  primary key (task_id, version)
) strict;

create table carillon_schedule (
  task_id blob not null primary key,
  next_at integer,
  progress text not null
) strict, without rowid;
create index carillon_schedule_next on carillon_schedule (next_at, task_id)
  where next_at is not null;

create table carillon_subscription (
  namespace text not null,
  topic text not null,
  task_id blob not null,
  primary key (namespace, topic, task_id)
) strict, without rowid;
create index carillon_subscription_task on carillon_subscription (task_id);

create table carillon_event (
  namespace text not null,
  id text not null,
  topic text not null,
  payload text not null,
  published_at integer not null,
  primary key (namespace, id)
) strict;

create table carillon_skip (
  task_id blob not null,
  decided_at integer not null,
  from_at integer not null,
  reason text not null,
  to_at integer not null,
  slots integer not null,
  expired integer not null,
  primary key (task_id, decided_at, from_at, reason)
) strict, without rowid;

create table carillon_state (
  task_id blob not null primary key,
  body text not null,
  version integer not null
) strict;

-- Inserted once, never changed: no index holds a column that changes.
create table carillon_run (
  id blob not null primary key,
  task_id blob not null,
  task_version integer not null,
  namespace text not null,
  name text not null,
  owner text,
  occ_kind text not null,
  occ_value text not null,
  rerun integer not null,
  cause text not null,
  due_at integer not null,
  created_at integer not null,
  handler text not null,
  payload text not null,
  priority integer not null,
  flow_run blob,
  rerun_of blob,
  actor text
) strict;
create unique index carillon_run_occurrence
  on carillon_run (task_id, occ_kind, occ_value, rerun);
create index carillon_run_task on carillon_run (task_id, id);
create index carillon_run_created on carillon_run (created_at, id);
create index carillon_run_flow on carillon_run (flow_run, id) where flow_run is not null;

-- Narrow; lives only while a run may be claimed or is claimed.
create table carillon_ready (
  run_id blob not null primary key,
  task_id blob not null,
  state text not null,
  due_at integer not null,
  rank_at integer not null,
  handler text not null,
  hold text not null,
  claimable integer not null,
  reason text not null,
  claim integer not null,
  failures integer not null,
  lost integer not null,
  node blob,
  started_at integer,
  cancelling integer not null,
  joined integer not null,
  signal text
) strict, without rowid;
create index carillon_ready_rank on carillon_ready (rank_at, run_id, handler, due_at)
  where claimable;
create index carillon_ready_due on carillon_ready (handler, due_at) where claimable;
create index carillon_ready_task on carillon_ready (task_id);
create index carillon_ready_node on carillon_ready (node, run_id) where node is not null;

create table carillon_attempt (
  run_id blob not null,
  claim integer not null,
  task_id blob not null,
  is_last integer not null,
  status text not null,
  failure text,
  started_at integer,
  ended_at integer not null,
  node text,
  failures integer not null,
  lost integer not null,
  output text,
  error text,
  detail text,
  reason text not null,
  input_tokens integer not null,
  output_tokens integer not null,
  cache_read_tokens integer not null,
  cache_write_tokens integer not null,
  reasoning_tokens integer not null,
  cost_nanos integer not null,
  retry_at integer,
  primary key (run_id, claim)
) strict;
create index carillon_attempt_status on carillon_attempt (status, run_id) where is_last;
create index carillon_attempt_task on carillon_attempt (task_id, status, ended_at) where is_last;

-- The newest success of a task among runs that retention has removed.
create table carillon_success (
  task_id blob not null primary key,
  ended_at integer not null
) strict, without rowid;

create table carillon_flow_run (
  id blob not null primary key,
  flow_id blob not null,
  cancelling integer not null
) strict, without rowid;

create table carillon_flow_node (
  run_id blob not null primary key,
  flow_run blob not null,
  task text not null,
  place integer not null,
  task_id blob not null,
  state text not null
) strict, without rowid;
create unique index carillon_flow_node_task on carillon_flow_node (flow_run, task);
create index carillon_flow_node_open on carillon_flow_node (state, run_id)
  where state in ('WAITING', 'BLOCKED');

create table carillon_step (
  run_id blob not null,
  path text not null,
  step_no integer not null,
  claim integer not null,
  kind text not null,
  effect text not null,
  state text not null,
  request_hash text not null,
  request text not null,
  response text,
  error text,
  model text not null,
  input_tokens integer not null,
  output_tokens integer not null,
  cache_read_tokens integer not null,
  cache_write_tokens integer not null,
  reasoning_tokens integer not null,
  cost_nanos integer not null,
  started_at integer not null,
  ended_at integer,
  primary key (run_id, path, step_no)
) strict;

create table carillon_log (
  run_id blob not null,
  claim integer not null,
  line_no integer not null,
  logged_at integer not null,
  body text not null,
  primary key (run_id, claim, line_no)
) strict;

create table carillon_signal (
  run_id blob not null,
  name text not null,
  payload text not null,
  sent_at integer not null,
  primary key (run_id, name)
) strict;

create table carillon_delivery (
  id blob not null primary key,
  run_id blob not null,
  task_id blob not null,
  namespace text not null,
  name text not null,
  channel text not null,
  config text not null,
  status text not null,
  title text not null,
  content text not null,
  state text not null,
  tries integer not null,
  due_at integer not null,
  claim integer not null,
  node blob,
  created_at integer not null,
  delivered_at integer,
  error text
) strict;
create index carillon_delivery_run on carillon_delivery (run_id, id);
create index carillon_delivery_due on carillon_delivery (due_at, id) where state = 'PENDING';
create index carillon_delivery_node on carillon_delivery (node) where node is not null;
create index carillon_delivery_inbox on carillon_delivery (channel, id) where state = 'DELIVERED';

insert into carillon_schema_version (version, installed_at)
  values (1, cast(unixepoch('subsec') * 1000 as integer) * 1000);

-- Carillon, schema version 1, PostgreSQL 12 or newer.
-- Plain SQL in one transaction; run it as it stands with Flyway, Liquibase or psql, or let the store
-- run it. Instants are microseconds since 1970-01-01T00:00:00Z, money is billionths of a dollar.
-- Texts that are compared or sorted use the "C" collation, so that every database sorts alike.

create table carillon_schema_version (
  version integer not null primary key,
  installed_at bigint not null
);

create table carillon_node (
  id uuid not null primary key,
  name text not null,
  started_at bigint not null,
  until_at bigint not null,
  handlers text not null,
  clock_offset bigint not null
);

-- live is 1 until the task is deleted, then null: a name is unique among those that live.
create table carillon_task (
  id uuid not null primary key,
  namespace text collate "C" not null,
  name text collate "C" not null,
  live integer,
  search_name text collate "C" not null,
  is_flow boolean not null,
  version integer not null,
  definition text not null,
  hash text collate "C" not null,
  declared_hash text collate "C" not null,
  source text collate "C" not null,
  status text collate "C" not null,
  reason text not null,
  status_by text,
  owner text collate "C",
  created_by text not null,
  created_at bigint not null,
  modified_by text not null,
  modified_at bigint not null,
  revision integer not null
);
create unique index carillon_task_name on carillon_task (namespace, name, live);

create table carillon_task_version (
  task_id uuid not null,
  version integer not null,
  definition text not null,
  saved_by text not null,
  saved_at bigint not null,
  primary key (task_id, version)
);

create table carillon_schedule (
  task_id uuid not null primary key,
  next_at bigint,
  progress text not null
);
create index carillon_schedule_next on carillon_schedule (next_at, task_id)
  where next_at is not null;

create table carillon_subscription (
  namespace text collate "C" not null,
  topic text collate "C" not null,
  task_id uuid not null,
  primary key (namespace, topic, task_id)
);
create index carillon_subscription_task on carillon_subscription (task_id);

create table carillon_event (
  namespace text collate "C" not null,
  id text collate "C" not null,
  topic text collate "C" not null,
  payload text not null,
  published_at bigint not null,
  primary key (namespace, id)
);

create table carillon_skip (
  task_id uuid not null,
  decided_at bigint not null,
  from_at bigint not null,
  reason text collate "C" not null,
  to_at bigint not null,
  slots integer not null,
  expired boolean not null,
  primary key (task_id, decided_at, from_at, reason)
);

create table carillon_state (
  task_id uuid not null primary key,
  body text not null,
  version integer not null
);

-- Inserted once, never changed: no index holds a column that changes.
create table carillon_run (
  id uuid not null primary key,
  task_id uuid not null,
  task_version integer not null,
  namespace text collate "C" not null,
  name text collate "C" not null,
  owner text collate "C",
  occ_kind text collate "C" not null,
  occ_value text collate "C" not null,
  rerun integer not null,
  cause text collate "C" not null,
  due_at bigint not null,
  created_at bigint not null,
  handler text collate "C" not null,
  payload text not null,
  priority integer not null,
  flow_run uuid,
  rerun_of uuid,
  actor text
);
create unique index carillon_run_occurrence
  on carillon_run (task_id, occ_kind, occ_value, rerun);
create index carillon_run_task on carillon_run (task_id, id);
create index carillon_run_created on carillon_run (created_at, id);
create index carillon_run_flow on carillon_run (flow_run, id) where flow_run is not null;

-- Narrow; lives only while a run may be claimed or is claimed.
create table carillon_ready (
  run_id uuid not null primary key,
  task_id uuid not null,
  state text collate "C" not null,
  due_at bigint not null,
  rank_at bigint not null,
  handler text collate "C" not null,
  hold text collate "C" not null,
  claimable boolean not null,
  reason text not null,
  claim integer not null,
  failures integer not null,
  lost integer not null,
  node uuid,
  started_at bigint,
  cancelling boolean not null,
  joined boolean not null,
  signal text
) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
create index carillon_ready_rank on carillon_ready (rank_at, run_id, handler, due_at)
  where claimable;
create index carillon_ready_due on carillon_ready (handler, due_at) where claimable;
create index carillon_ready_task on carillon_ready (task_id);
create index carillon_ready_node on carillon_ready (node, run_id) where node is not null;

create table carillon_attempt (
  run_id uuid not null,
  claim integer not null,
  task_id uuid not null,
  is_last boolean not null,
  status text collate "C" not null,
  failure text collate "C",
  started_at bigint,
  ended_at bigint not null,
  node text,
  failures integer not null,
  lost integer not null,
  output text,
  error text,
  detail text,
  reason text not null,
  input_tokens bigint not null,
  output_tokens bigint not null,
  cache_read_tokens bigint not null,
  cache_write_tokens bigint not null,
  reasoning_tokens bigint not null,
  cost_nanos bigint not null,
  retry_at bigint,
  primary key (run_id, claim)
);
create index carillon_attempt_status on carillon_attempt (status, run_id) where is_last;
create index carillon_attempt_task on carillon_attempt (task_id, status, ended_at) where is_last;

-- The newest success of a task among runs that retention has removed.
create table carillon_success (
  task_id uuid not null primary key,
  ended_at bigint not null
);

create table carillon_flow_run (
  id uuid not null primary key,
  flow_id uuid not null,
  cancelling boolean not null
);

create table carillon_flow_node (
  run_id uuid not null primary key,
  flow_run uuid not null,
  task text collate "C" not null,
  place integer not null,
  task_id uuid not null,
  state text collate "C" not null
);
create unique index carillon_flow_node_task on carillon_flow_node (flow_run, task);
create index carillon_flow_node_open on carillon_flow_node (state, run_id)
  where state in ('WAITING', 'BLOCKED');

create table carillon_step (
  run_id uuid not null,
  path text collate "C" not null,
  step_no integer not null,
  claim integer not null,
  kind text collate "C" not null,
  effect text collate "C" not null,
  state text collate "C" not null,
  request_hash text collate "C" not null,
  request text not null,
  response text,
  error text,
  model text not null,
  input_tokens bigint not null,
  output_tokens bigint not null,
  cache_read_tokens bigint not null,
  cache_write_tokens bigint not null,
  reasoning_tokens bigint not null,
  cost_nanos bigint not null,
  started_at bigint not null,
  ended_at bigint,
  primary key (run_id, path, step_no)
);

create table carillon_log (
  run_id uuid not null,
  claim integer not null,
  line_no integer not null,
  logged_at bigint not null,
  body text not null,
  primary key (run_id, claim, line_no)
);

create table carillon_signal (
  run_id uuid not null,
  name text collate "C" not null,
  payload text not null,
  sent_at bigint not null,
  primary key (run_id, name)
);

create table carillon_delivery (
  id uuid not null primary key,
  run_id uuid not null,
  task_id uuid not null,
  namespace text collate "C" not null,
  name text collate "C" not null,
  channel text collate "C" not null,
  config text not null,
  status text collate "C" not null,
  title text not null,
  content text not null,
  state text collate "C" not null,
  tries integer not null,
  due_at bigint not null,
  claim integer not null,
  node uuid,
  created_at bigint not null,
  delivered_at bigint,
  error text
);
create index carillon_delivery_run on carillon_delivery (run_id, id);
create index carillon_delivery_due on carillon_delivery (due_at, id) where state = 'PENDING';
create index carillon_delivery_node on carillon_delivery (node) where node is not null;
create index carillon_delivery_inbox on carillon_delivery (channel, id) where state = 'DELIVERED';

insert into carillon_schema_version (version, installed_at)
  values (1, cast(extract(epoch from clock_timestamp()) * 1000000 as bigint));

// The list of tasks and flows, and one of them.

import { get, page, post } from './api.js';
import { h, button, empty, toast } from './dom.js';
import { pill, when, local, clock, count } from './format.js';
import { rows } from './runs.js';
import { diagram } from './flow.js';

const TILES = [
  ['RUNNING', 'running', 'run'], ['PENDING', 'waiting for their time', ''], ['RETRYING', 'retrying', ''],
  ['SUSPENDED', 'waiting for a signal', ''], ['COMPLETED', 'completed', ''], ['FAILED', 'failed', 'bad'],
];

export async function list(view, refresh) {
  const state = view.state;
  const path = state.text ? `/tasks?limit=100&text=${encodeURIComponent(state.text)}` : '/tasks?limit=100';
  const [found, counts] = await Promise.all([page(path), get('/counts')]);
  const flows = new Map(found.items.flatMap(flow => (flow.definition.nodes ?? [])
    .map(node => [`${flow.namespace}/${node.task ?? node}`, flow.name])));
  return [
    h('div', { class: 'head' }, h('div', { class: 'grow' }, h('h1', null, 'Tasks'))),
    tiles(counts),
    h('div', { class: 'filters' },
      h('input', {
        type: 'search', placeholder: 'Find by name', 'aria-label': 'Find by name', value: state.text ?? '',
        oninput: event => { state.text = event.target.value.trim(); refresh(); },
      }),
      h('span', { class: 'muted' }, found.items.length === 1 ? '1 task' : `${count(found.items.length)}${found.next ? '+' : ''} tasks`)),
    h('div', { class: 'card' }, found.items.length
      ? h('ul', { class: 'rows', id: 'tasks' }, found.items.map(task => row(task, refresh, flows)))
      : state.text
        ? empty('Nothing found', `No task has "${state.text}" in its name.`)
        : empty('No tasks yet', 'Declare one in code or in application.yml, or create one through the REST API.')),
  ];
}

function tiles(counts) {
  const failed = counts.FAILED + counts.TIMEOUT;
  return h('div', { class: 'tiles' }, TILES.map(([status, label, kind]) => {
    const value = status === 'FAILED' ? failed : counts[status];
    const filter = status === 'FAILED' ? 'FAILED,TIMEOUT' : status;
    return h('a', { class: `tile ${value ? kind : ''}`, href: `#/runs?status=${filter}` },
      h('b', null, count(value)), h('span', null, label));
  }));
}

function row(task, refresh, flows) {
  return h('li', { class: 'row task', 'data-key': task.id, 'data-task': task.name },
    h('div', null,
      h('div', { class: 'titleline' },
        h('span', { class: 'name' }, h('a', { href: `#/tasks/${task.id}` }, task.name)),
        task.kind === 'flow' ? h('span', { class: 'tag' }, 'flow') : null,
        task.namespace !== 'default' ? h('span', { class: 'tag' }, task.namespace) : null,
        task.status === 'ACTIVE' ? null : pill(task.status)),
      task.definition.description ? h('div', { class: 'muted clip' }, task.definition.description) : null),
    h('div', null, h('div', { class: 'label' }, 'Next run'), next(task, flows.get(`${task.namespace}/${task.name}`)),
      task.schedule ? h('div', { class: 'muted clip small' }, task.schedule) : null),
    h('div', null, h('div', { class: 'label' }, 'Last run'), last(task)),
    h('div', { class: 'end' },
      button('Run now', 'small', () => runNow(task, refresh), { 'aria-label': `Run ${task.name} now` }),
      pauseOrResume(task, refresh, 'small')));
}

function next(task, flow) {
  if (task.next) return h('span', { class: 'num' }, when(task.next.at, local(task.next)));
  const waits = { PAUSED: 'paused', COMPLETED: 'never again' };
  const events = (task.definition.triggers ?? []).some(trigger => trigger.event);
  return h('span', { class: 'muted' },
    waits[task.status] ?? (task.status === 'ACTIVE' ? (events ? 'on an event' : flow ? `in ${flow}` : 'on request') : '–'));
}

function last(task) {
  if (!task.lastRun) return h('span', { class: 'muted' }, 'never');
  return h('a', { href: `#/runs/${task.lastRun.id}` }, pill(task.lastRun.status), ' ',
    h('span', { class: 'muted' }, when(task.lastRun.startedAt ?? task.lastRun.createdAt)));
}

function schedule(task) {
  return task.schedule || 'Runs on request.';
}

async function runNow(task, refresh) {
  const made = await post(`/tasks/${task.id}/run`);
  toast(`${task.name} is on its way.`);
  refresh();
  return made.run;
}

function pauseOrResume(task, refresh, kind = '') {
  if (task.status === 'ACTIVE') {
    return button('Pause', `${kind} ghost`, async () => {
      await post(`/tasks/${task.id}/pause`);
      toast(`${task.name} is paused.`);
      refresh();
    }, { 'aria-label': `Pause ${task.name}`, 'data-act': 'pause' });
  }
  if (task.status !== 'PAUSED') return null;
  return button('Resume', `${kind} ghost`, async () => {
    await post(`/tasks/${task.id}/resume`);
    toast(`${task.name} is active again.`);
    refresh();
  }, { 'aria-label': `Resume ${task.name}`, 'data-act': 'resume' });
}

export async function detail(view, refresh) {
  const id = encodeURIComponent(view.args[0]);
  const [task, runs, skips] = await Promise.all([
    get(`/tasks/${id}`), page(`/tasks/${id}/runs?limit=20`), get(`/tasks/${id}/skips?limit=10`)]);
  const deleted = task.status === 'DELETED';
  return [
    h('div', { class: 'head' },
      h('div', { class: 'grow' },
        h('div', { class: 'crumb' }, h('a', { href: '#/tasks' }, 'Tasks'), ' / ', task.namespace),
        h('div', { class: 'titleline' }, h('h1', null, task.name),
          task.kind === 'flow' ? h('span', { class: 'tag' }, 'flow') : null, pill(task.status)),
        task.definition.description ? h('p', { class: 'sub' }, task.definition.description) : null),
      deleted ? null : h('div', { class: 'actions' },
        pauseOrResume(task, refresh),
        button('Run now', 'primary', async () => {
          location.hash = `#/runs/${await runNow(task, () => {})}`;
        }))),
    task.reason ? h('div', { class: 'notice warn' }, `${task.status.toLowerCase()}: ${task.reason}`
      + (task.statusBy ? ` (${task.statusBy})` : '')) : null,
    h('div', { class: 'card' }, h('div', { class: 'in' }, facts(task))),
    task.kind === 'flow' ? h('div', { class: 'card' }, h('header', null, h('h2', null, 'Flow')),
      diagram(task.definition.nodes, new Map())) : null,
    h('div', { class: 'cols' },
      h('div', { class: 'card' },
        h('header', null, h('h2', null, 'Runs'), h('span', { class: 'end' }, runs.next ? 'newest 20' : '')),
        runs.items.length ? rows(runs.items, false) : empty('No runs yet', 'They appear here as they start.')),
      h('div', null,
        upcoming(task),
        skips.length ? h('div', { class: 'card' }, h('header', null, h('h2', null, 'Skipped')),
          h('div', { class: 'in' }, skips.map(skipped))) : null,
        h('div', { class: 'card' }, h('header', null, h('h2', null, 'Definition'),
          h('span', { class: 'end' }, `version ${task.version}`)),
        h('div', { class: 'in' }, h('pre', { id: 'definition' }, JSON.stringify(task.definition, null, 2)))))),
  ];
}

function facts(task) {
  const fact = (name, ...value) => h('div', null, h('dt', null, name), h('dd', null, ...value));
  return h('dl', { class: 'facts' },
    fact('Schedule', schedule(task)),
    fact('Next run', next(task), task.next ? h('small', null, local(task.next)) : null),
    fact('Last run', last(task)),
    fact('Zone', task.zone),
    task.definition.action ? fact('Action', h('code', null, task.definition.action.type)) : null,
    task.definition.owner ? fact('Owner', task.definition.owner) : null,
    fact('Changed', when(task.modifiedAt), h('small', null, `by ${task.modifiedBy}`)),
    fact('Declared by', task.source === 'DECLARED' ? 'the application' : task.createdBy));
}

function upcoming(task) {
  if (!task.upcoming?.length) return null;
  return h('div', { class: 'card' }, h('header', null, h('h2', null, 'Upcoming')),
    h('div', { class: 'in' }, task.upcoming.map(moment => h('p', { class: 'num', title: clock(moment.at) },
      local(moment), moment.note ? h('span', { class: 'muted' }, ` ${moment.note}`) : null))));
}

function skipped(slots) {
  const span = slots.count === 1 ? slots.from : `${slots.from} to ${slots.to}`;
  return h('p', { class: 'muted' },
    h('b', null, slots.count === 1 ? '1 slot ' : `${slots.count} slots `), slots.reason, ' · ', span);
}

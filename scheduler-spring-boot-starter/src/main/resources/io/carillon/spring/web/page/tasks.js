// The list of tasks and flows.

import { get, page, post } from './api.js';
import { h, button, empty, toast } from './dom.js';
import { pill, when, local, count } from './format.js';

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
    h('div', { class: 'head' }, h('div', { class: 'grow' }, h('h1', null, 'Tasks')),
      h('div', { class: 'actions' }, h('a', { class: 'button primary', href: '#/new' }, 'New task'))),
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
        : empty('No tasks yet', 'Say what and when under "New task", or declare one in code or in application.yml.')),
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

/** When a task runs next, or why it does not. */
export function next(task, flow) {
  if (task.next) return h('span', { class: 'num' }, when(task.next.at, local(task.next)));
  const waits = { PAUSED: 'paused', COMPLETED: 'never again' };
  const events = (task.definition.triggers ?? []).some(trigger => trigger.event);
  return h('span', { class: 'muted' },
    waits[task.status] ?? (task.status === 'ACTIVE' ? (events ? 'on an event' : flow ? `in ${flow}` : 'on request') : '–'));
}

/** How the last run ended. */
export function last(task) {
  if (!task.lastRun) return h('span', { class: 'muted' }, 'never');
  return h('a', { href: `#/runs/${task.lastRun.id}` }, pill(task.lastRun.status), ' ',
    h('span', { class: 'muted' }, when(task.lastRun.startedAt ?? task.lastRun.createdAt)));
}

/** Runs a task now; answers the run. */
export async function runNow(task, refresh) {
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

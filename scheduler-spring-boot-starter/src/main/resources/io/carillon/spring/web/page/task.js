// One task or flow: when it runs, what it did, and what can be done with it.

import { get, newest, now, page, post, remove } from './api.js';
import { h, button, empty, toast } from './dom.js';
import { ask, field } from './dialog.js';
import { pill, when, clock, wall, local, count, onClock } from './format.js';
import { rows } from './runs.js';
import { diagram } from './flow.js';
import { last, next, runNow } from './tasks.js';
import { instantOf, wallTime } from './zones.js';

const DAY = 24 * 3600 * 1000;
const MOST_COUNTED = 1000;

export async function detail(view, refresh) {
  const id = encodeURIComponent(view.args[0]);
  const [task, runs, skips] = await Promise.all([
    get(`/tasks/${id}`), page(`/tasks/${id}/runs?limit=20`), get(`/tasks/${id}/skips?limit=10`)]);
  return [
    h('div', { class: 'head' },
      h('div', { class: 'grow' },
        h('div', { class: 'crumb' }, h('a', { href: '#/tasks' }, 'Tasks'), ' / ', task.namespace),
        h('div', { class: 'titleline' }, h('h1', null, task.name),
          task.kind === 'flow' ? h('span', { class: 'tag' }, 'flow') : null, pill(task.status)),
        task.definition.description ? h('p', { class: 'sub' }, task.definition.description) : null),
      task.status === 'DELETED' ? null : h('div', { class: 'actions' }, actions(task, refresh))),
    task.reason ? h('div', { class: 'notice warn' }, stands(task)) : null,
    h('div', { class: 'card' }, h('div', { class: 'in' }, facts(task))),
    task.kind === 'flow' ? h('div', { class: 'card' }, h('header', null, h('h2', null, 'Flow')),
      diagram(task.definition.nodes, new Map())) : null,
    h('div', { class: 'cols' },
      h('div', { class: 'card' },
        h('header', null, h('h2', null, 'Runs'), h('span', { class: 'end' }, runs.next ? 'newest 20' : '')),
        runs.items.length ? rows(runs.items, false, task.zone) : empty('No runs yet', 'They appear here as they start.')),
      h('div', null,
        upcoming(task),
        skips.length ? h('div', { class: 'card' }, h('header', null, h('h2', null, 'Skipped')),
          h('div', { class: 'in', id: 'skipped' }, skips.map(slots => skipped(slots, task.zone)))) : null,
        h('div', { class: 'card' }, h('header', null, h('h2', null, 'Definition'),
          h('span', { class: 'end' }, `version ${task.version}`)),
        h('div', { class: 'in' }, h('pre', { id: 'definition' }, JSON.stringify(task.definition, null, 2)))))),
  ];
}

/** Why a task is not active, and by whom. */
function stands({ status, reason, statusBy }) {
  const state = status.toLowerCase();
  const why = reason.startsWith(state) ? reason : `${state}: ${reason}`;
  return statusBy && !why.includes(statusBy) ? `${why} (${statusBy})` : why;
}

function actions(task, refresh) {
  const done = said => { toast(said); refresh(); };
  const resume = (label, from, title) => button(label, '', async () => {
    await post(`/tasks/${task.id}/resume`, { from });
    done(`${task.name} is active again.`);
  }, { title, 'data-act': `resume-${from}` });
  const opens = (label, kind, open, act) => h('button', {
    type: 'button', class: kind, 'data-act': act, 'data-key': act, onclick: () => open(task, done),
  }, label);
  return [
    task.status === 'ACTIVE' ? opens('Pause', '', pause, 'pause') : null,
    task.status === 'PAUSED' ? [
      resume('Resume from now', 'NOW', 'What was due meanwhile is recorded as skipped.'),
      resume('Resume and catch up', 'CATCH_UP', 'What was due meanwhile runs as the task says for missed slots.')] : null,
    task.schedules.some(schedule => schedule.zone) ? opens('Backfill', '', backfill, 'backfill') : null,
    opens('Delete', 'danger', erase, 'delete'),
    button('Run now', 'primary', async () => {
      location.hash = `#/runs/${await runNow(task, () => {})}`;
    }),
  ];
}

function pause(task, done) {
  ask({
    title: `Pause ${task.name}?`, text: 'Nothing new starts; what runs goes on.', label: 'Pause',
    fields: [field('Reason', h('input', { id: 'pause-reason', name: 'reason', maxlength: 500 }), 'Shown with the task. May be empty.')],
    action: async ({ reason }) => {
      await post(`/tasks/${task.id}/pause`, reason.trim() ? { reason: reason.trim() } : {});
      done(`${task.name} is paused.`);
    },
  });
}

function erase(task, done) {
  ask({
    title: `Delete ${task.name}?`, text: 'It never runs again. Its runs and versions stay.', label: 'Delete', kind: 'danger',
    action: async () => {
      await remove(`/tasks/${task.id}`, task.version);
      done(`${task.name} is deleted.`);
    },
  });
}

/** Asks for a past range on the task's own clock, and says how many slots it has. */
function backfill(task, done) {
  const counting = newest();
  const slots = h('p', { class: 'muted', id: 'slots', role: 'status' });
  const range = ({ from, to }) => ({ from: instantOf(from, task.zone), to: instantOf(to, task.zone) });
  const moment = (name, at) => h('input', {
    id: `backfill-${name}`, name, type: 'datetime-local', required: true, value: wallTime(at, task.zone), oninput: counted,
  });
  const from = moment('from', now() - DAY);
  const to = moment('to', now());
  async function counted() {
    if (!from.value || !to.value) return;
    const asked = range({ from: from.value, to: to.value });
    const got = await counting(200, signal => inRange(task, asked, signal));
    if (got) slots.textContent = got.answer ?? '';
  }
  ask({
    title: `Backfill ${task.name}`, label: 'Backfill', text: 'Makes runs of past slots that have not run. What ran is not run again.',
    fields: [field(`From (${task.zone})`, from, 'included'), field(`To (${task.zone})`, to, 'not included'), slots],
    action: async values => {
      const { made, alreadyRan } = await post(`/tasks/${task.id}/backfill`, range(values));
      done(`${count(made)} ${made === 1 ? 'run' : 'runs'} made, ${count(alreadyRan)} had run.`);
    },
  });
  counted();
}

async function inRange(task, { from, to }, signal) {
  if (from >= to) return '';
  const { fires } = await post('/schedules/preview', {
    triggers: task.definition.triggers, zone: task.definition.zone ?? task.zone, name: task.name, namespace: task.namespace,
    from: new Date(Date.parse(from) - 1).toISOString(), n: MOST_COUNTED,
  }, signal);
  const slots = fires.filter(fire => Date.parse(fire.at) < Date.parse(to)).length;
  const said = slots === MOST_COUNTED ? `${count(MOST_COUNTED)} or more` : count(slots);
  return `The schedule has ${said} ${slots === 1 ? 'slot' : 'slots'} there.`;
}

function facts(task) {
  const fact = (name, ...value) => h('div', null, h('dt', null, name), h('dd', null, ...value));
  return h('dl', { class: 'facts' },
    h('div', { class: 'wide', id: 'schedule' }, h('dt', null, 'Schedule'), h('dd', null, schedules(task))),
    fact('Next run', next(task), task.next ? h('small', null, local(task.next)) : null),
    fact('Last run', last(task)),
    fact('Zone', task.zone),
    task.definition.action ? fact('Action', h('code', null, task.definition.action.type)) : null,
    task.definition.owner ? fact('Owner', task.definition.owner) : null,
    fact('Changed', when(task.modifiedAt), h('small', null, `by ${task.modifiedBy}`)),
    task.source === 'DECLARED' ? fact('Declared by', 'the application') : fact('Created by', task.createdBy));
}

/** Each trigger in words, with its cron expression where it has one. */
function schedules(task) {
  if (!task.schedules.length) return 'Runs on request.';
  return task.schedules.map(({ description, cron, dialect, zone }) => h('p', null, description,
    cron ? [' ', h('code', null, cron)] : null, cron && dialect !== 'unix5' ? h('span', { class: 'muted small' }, ` ${dialect}`) : null,
    zone && zone !== task.zone ? h('span', { class: 'muted small' }, ` in ${zone}`) : null));
}

function upcoming(task) {
  if (!task.upcoming?.length) return null;
  return h('div', { class: 'card' }, h('header', null, h('h2', null, 'Upcoming'), h('span', { class: 'end' }, task.zone)),
    h('div', { class: 'in' }, h('ol', { class: 'fires', id: 'upcoming' }, task.upcoming.map(moment => h('li', null,
      h('time', { datetime: moment.at, class: 'num', title: clock(moment.at) }, wall(moment.local)), ' ',
      h('span', { class: 'muted small' }, when(moment.at)),
      moment.note ? h('div', { class: 'note' }, moment.note) : null)))));
}

function skipped(slots, zone) {
  const from = onClock(slots.from, zone);
  const span = slots.count === 1 ? from : `${from} to ${onClock(slots.to, zone)}`;
  return h('p', { class: 'muted' },
    h('b', null, slots.count === 1 ? '1 slot ' : `${slots.count} slots `), slots.reason, ' · ', span);
}

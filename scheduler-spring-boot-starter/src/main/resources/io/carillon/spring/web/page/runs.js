// Lists of runs.

import { page } from './api.js';
import { h, empty } from './dom.js';
import { onClock, pill, when, took, usage } from './format.js';

const FILTERS = [
  ['All', ''], ['Running', 'RUNNING'], ['Waiting', 'PENDING,WAITING,RETRYING'],
  ['Needs a person', 'SUSPENDED,BLOCKED'], ['Completed', 'COMPLETED'], ['Failed', 'FAILED,TIMEOUT'],
  ['Skipped', 'SKIPPED,CANCELLED'],
];

export async function list(view, refresh) {
  const status = view.query.get('status') ?? '';
  const pages = view.state.pages ?? 1;
  let path = `/runs?limit=50${status ? `&status=${status}` : ''}`;
  const items = [];
  for (let i = 0; i < pages && path; i++) {
    const found = await page(path);
    items.push(...found.items);
    path = found.next;
  }
  return [
    h('div', { class: 'head' }, h('h1', null, 'Runs')),
    h('div', { class: 'filters' }, h('div', { class: 'chips', role: 'group', 'aria-label': 'Status' },
      FILTERS.map(([label, value]) => h('button', {
        type: 'button', class: 'chip', 'aria-pressed': value === status ? 'true' : 'false',
        onclick: () => { location.hash = value ? `#/runs?status=${value}` : '#/runs'; },
      }, label)))),
    h('div', { class: 'card' },
      items.length ? rows(items, true)
        : empty('No runs', status ? 'None has this status now.' : 'They appear here as tasks run.'),
      path ? h('div', { class: 'more' }, h('button', {
        type: 'button', onclick: () => { view.state.pages = pages + 1; refresh(); },
      }, 'Show more')) : null),
  ];
}

function cause(run) {
  return `${run.cause.toLowerCase()}${run.actor ? ` by ${run.actor}` : ''}`;
}

/** What went wrong or what it waits for, where that says more than its cause. */
function said(run) {
  return run.error?.message || (run.reason === run.cause.toLowerCase() ? null : run.reason);
}

/**
 * Runs as rows, newest first: with the task's name, or, in the task's own view, with the slot on
 * the clock of its zone.
 */
export function rows(runs, named, zone) {
  return h('ul', { class: 'rows' }, runs.map(run => h('li', { class: 'row run', 'data-key': run.id },
    h('div', null, pill(run.status)),
    h('div', { class: 'wide' },
      h('div', { class: 'name' }, h('a', { href: `#/runs/${run.id}` }, named ? run.task : cause(run))),
      h('div', { class: 'muted clip' }, said(run) || (named ? cause(run) : run.nominal ? `slot ${onClock(run.nominal, zone)}` : null))),
    h('div', { class: 'muted' }, when(run.startedAt ?? run.due)),
    h('div', { class: 'muted num' }, took(run)),
    h('div', { class: 'muted num' }, usage(run.usage) ?? ''))));
}

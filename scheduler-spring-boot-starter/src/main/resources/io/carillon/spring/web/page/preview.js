// What a schedule means: in words, with its next fires and a month, before anything is saved.

import { now } from './api.js';
import { h, picture } from './dom.js';
import { clock, wall, span, when } from './format.js';
import { chosenZone, wallTime } from './zones.js';

/** The description, zone, fires, warnings and gaps of a preview. */
export function schedule(preview, form) {
  const { state } = form;
  return [
    h('h2', { id: 'preview-title', class: 'means', tabindex: '-1' }, preview.description),
    h('p', { class: 'muted zone' }, 'Zone ', h('b', null, preview.zone),
      whose(preview, state),
      preview.cron ? [' · cron ', h('code', { id: 'derived-cron' }, preview.cron),
        preview.dialect === 'unix5' ? null : ` (${preview.dialect})`, ' ',
        state.mode === 'pick' && state.pick.shape === 'cron' ? null
          : h('button', { type: 'button', class: 'ghost small', onclick: () => form.editCron(preview) }, 'Edit as cron')] : null),
    preview.warnings.length ? h('ul', { class: 'notice warn listed', id: 'warnings' },
      preview.warnings.map(warning => h('li', null, warning))) : null,
    h('div', { class: 'ahead' },
      h('div', null, h('h3', null, preview.fires.length === 1 ? 'Fires once' : 'Next fires'), fires(preview.fires), gaps(preview.gaps)),
      month(form, preview.zone)),
  ];
}

/** Where the zone in effect comes from, unless it was chosen. */
function whose({ zone }, state) {
  const named = state.answer.words?.some(({ role }) => role === 'ZONE');
  if (state.owner && state.zone === null && !named) return ', in effect for the owner';
  return zone === chosenZone(state) ? null : ', which the schedule names';
}

/** Fires on the schedule's own clock, with what clock changes do to them. */
export function fires(list, brief = false) {
  if (!list.length) return h('p', { class: 'muted' }, 'No times can be listed.');
  return h('ol', { class: 'fires' }, list.map(fire => h('li', null,
    h('time', { datetime: fire.at, class: 'num', title: clock(fire.at) }, wall(fire.local)), ' ',
    brief ? null : h('span', { class: 'muted small' }, offset(fire.local), ' · ', when(fire.at)),
    fire.note ? h('div', { class: 'note' }, fire.note) : null)));
}

function offset(local) {
  return local.endsWith('Z') ? 'UTC' : local.slice(-6);
}

const PERIODS = [[1, 'a day'], [7, 'a week'], [365.25 / 12, 'a month'], [365.25, 'a year']];

function gaps({ shortest, longest, perDay }) {
  if (!shortest) return null;
  const [days, period] = PERIODS.find(([length]) => perDay * length >= 0.95) ?? PERIODS.at(-1);
  const often = (perDay * days).toLocaleString(undefined, { maximumFractionDigits: 1 });
  return h('p', { class: 'muted small', id: 'gaps' }, `About ${often} ${period}; `,
    shortest === longest ? `${span(shortest)} apart.` : `${span(shortest)} to ${span(longest)} apart.`);
}

/** Now on a zone's clock; empty when this browser does not know the zone. */
function nowOn(zone) {
  try {
    return wallTime(now(), zone);
  } catch {
    return '';
  }
}

/** Marks days whose fires are over: a task that is made now does not have them. */
function overTill(today, svg) {
  for (const day of svg?.querySelectorAll('g.fires') ?? []) {
    const [date, times] = day.querySelector('title').textContent.split(': ');
    const last = times.endsWith('...') ? '24:00' : times.split(', ').at(-1);
    if (`${date}T${last}` < today) day.setAttribute('class', 'fires past');
  }
  return svg;
}

/** A month with the days that have fires, and the way to the next. */
function month({ state, turn }, zone) {
  const shown = state.month;
  if (!shown) return null;
  const step = (by, sign, label) => h('button', {
    type: 'button', class: 'ghost small', 'aria-label': label, onclick: () => turn(by),
  }, sign);
  return h('div', { class: 'month', id: 'month' },
    h('div', { class: 'turn' }, step(-1, '‹', 'Month before'), step(1, '›', 'Month after')),
    overTill(nowOn(zone), picture(shown.svg)));
}

// What a schedule means: in words, with its next fires and a month, before anything is saved.

import { h, picture } from './dom.js';
import { clock, wall, span, when } from './format.js';

/** The description, zone, fires, warnings and gaps of a preview. */
export function schedule(preview, form) {
  const { state } = form;
  return [
    h('h2', { id: 'preview-title', class: 'means', tabindex: '-1' }, preview.description),
    h('p', { class: 'muted zone' }, 'Zone ', h('b', null, preview.zone),
      preview.zone === state.zone ? null : ', which the schedule names',
      preview.cron ? [' · cron ', h('code', { id: 'derived-cron' }, preview.cron),
        preview.dialect === 'unix5' ? null : ` (${preview.dialect})`, ' ',
        state.mode === 'pick' && state.pick.shape === 'cron' ? null
          : h('button', { type: 'button', class: 'ghost small', onclick: () => form.editCron(preview) }, 'Edit as cron')] : null),
    preview.warnings.length ? h('ul', { class: 'notice warn listed', id: 'warnings' },
      preview.warnings.map(warning => h('li', null, warning))) : null,
    h('div', { class: 'ahead' },
      h('div', null, h('h3', null, preview.fires.length === 1 ? 'Fires once' : 'Next fires'), fires(preview.fires), gaps(preview.gaps)),
      month(form)),
  ];
}

/** Fires on the schedule's own clock, with what clock changes do to them. */
export function fires(list, brief = false) {
  if (!list.length) return h('p', { class: 'muted' }, 'It does not fire by itself.');
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

/** A month with the days that have fires, and the way to the next. */
function month({ state, turn }) {
  const shown = state.month;
  if (!shown) return null;
  const step = (by, sign, label) => h('button', {
    type: 'button', class: 'ghost small', 'aria-label': label, onclick: () => turn(by),
  }, sign);
  return h('div', { class: 'month', id: 'month' },
    h('div', { class: 'turn' }, step(-1, '‹', 'Month before'), step(1, '›', 'Month after')),
    picture(shown.svg));
}

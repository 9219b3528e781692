// Time zones: one to choose, and times on the clock of one.

import { h } from './dom.js';
import { server } from './api.js';

/** Browsers list some zones under names of long ago. */
const TODAY = {
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires', 'America/Godthab': 'America/Nuuk',
  'America/Indianapolis': 'America/Indiana/Indianapolis', 'America/Louisville': 'America/Kentucky/Louisville',
  'Asia/Calcutta': 'Asia/Kolkata', 'Asia/Katmandu': 'Asia/Kathmandu', 'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh', 'Atlantic/Faeroe': 'Atlantic/Faroe', 'Pacific/Truk': 'Pacific/Chuuk',
  'Pacific/Ponape': 'Pacific/Pohnpei',
};

function today(zone) {
  return TODAY[zone] ?? zone;
}

/** The zone of this browser; empty when it does not tell. */
export function browserZone() {
  return today(Intl.DateTimeFormat().resolvedOptions().timeZone ?? '');
}

/** The zone in effect where nobody names one. */
export function serverZone() {
  return server()?.zone ?? 'UTC';
}

/** The zone that is asked for; empty where the owner's is to be in effect. */
export function chosenZone({ zone, owner }) {
  return zone ?? (owner ? '' : serverZone());
}

/** A list of all zones, those that are likely first; with an owner, the owner's first of all. */
export function zoneSelect(id, chosen, owner, changed) {
  const likely = new Map(owner ? [['', 'the owner\'s']] : []);
  likely.set(serverZone(), `${serverZone()} (the scheduler's)`);
  const here = browserZone();
  if (here) likely.set(here, here === serverZone() ? `${here} (the scheduler's and this browser's)` : `${here} (this browser's)`);
  if (!likely.has(chosen)) likely.set(chosen, chosen);
  const all = new Set(['UTC', ...Intl.supportedValuesOf('timeZone').map(today).sort()]);
  const others = [...all].filter(zone => !likely.has(zone));
  const option = (zone, label) => h('option', { value: zone, selected: zone === chosen }, label);
  return h('select', { id, 'data-held': true, onchange: event => changed(event.target.value) },
    h('optgroup', { label: 'Likely' }, [...likely].map(([zone, label]) => option(zone, label))),
    h('optgroup', { label: 'All' }, others.map(zone => option(zone, zone))));
}

/** How far a zone's clock is ahead of UTC at an instant, in milliseconds. */
function ahead(zone, at) {
  const parts = {};
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric',
    hour: 'numeric', minute: 'numeric', second: 'numeric',
  });
  for (const { type, value } of format.formatToParts(at)) parts[type] = Number(value);
  const shown = Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second);
  return shown - Math.floor(at / 1000) * 1000;
}

/** An instant on a zone's clock, as a field for a date and a time holds it. */
export function wallTime(at, zone) {
  return new Date(at + ahead(zone, at)).toISOString().slice(0, 16);
}

/**
 * The instant at which a zone's clock shows this date and time: the first where it shows them
 * twice; where it skips them, as if the clock had not changed yet.
 */
export function instantOf(wallTime, zone) {
  const shown = Date.parse(`${wallTime}Z`);
  const day = 24 * 3600 * 1000;
  const before = shown - ahead(zone, shown - day);
  const after = shown - ahead(zone, shown + day);
  const fits = [before, after].filter(at => at + ahead(zone, at) === shown);
  return new Date(fits.length ? Math.min(...fits) : before).toISOString();
}

/** The month of a moment, or of one some months later, as 2027-03. */
export function monthOf(iso, later = 0) {
  const [year, month] = iso.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + later, 1)).toISOString().slice(0, 7);
}

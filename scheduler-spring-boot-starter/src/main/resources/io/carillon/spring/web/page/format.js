// Times, durations, amounts and states for people.

import { h } from './dom.js';
import { now } from './api.js';
import { wallTime } from './zones.js';

const TONES = {
  COMPLETED: 'ok', ACTIVE: 'ok', DELIVERED: 'ok', DONE: 'ok', UP: 'ok',
  FAILED: 'bad', TIMEOUT: 'bad', PARKED: 'bad', EXHAUSTED: 'bad', DOWN: 'bad', REJECTED: 'warn',
  RUNNING: 'run', INTENT: 'run',
  RETRYING: 'warn', SUSPENDED: 'warn', BLOCKED: 'warn', PAUSED: 'warn', UNKNOWN: 'warn',
  DEGRADED: 'warn', DISABLED: 'warn',
};

export function tone(status) {
  return TONES[status] ?? '';
}

export function pill(status) {
  return h('span', { class: `pill ${tone(status)}`, 'data-status': status }, status.toLowerCase());
}

/** 83 s as "1 min 23 s". */
export function duration(millis) {
  if (millis < 1000) return `${Math.max(0, Math.round(millis))} ms`;
  const seconds = millis / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const whole = Math.round(seconds);
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min ${whole % 60} s`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return parts(`${hours} h`, minutes % 60, 'min');
  const days = Math.floor(hours / 24);
  return days < 10 ? parts(`${days} d`, hours % 24, 'h') : `${days} d`;
}

function parts(whole, rest, unit) {
  return rest ? `${whole} ${rest} ${unit}` : whole;
}

/** How far an instant is from now: "in 12 s", "3 min 4 s ago". */
export function relative(iso) {
  const away = Date.parse(iso) - now();
  if (Math.abs(away) < 1000) return 'now';
  const coarse = Math.abs(away) < 10000 ? Math.round(Math.abs(away) / 1000) * 1000 : Math.abs(away);
  const text = coarse < 10000 ? `${coarse / 1000} s` : duration(coarse);
  return away > 0 ? `in ${text}` : `${text} ago`;
}

/** An instant that keeps counting; its title has the exact time. */
export function when(iso, title) {
  if (!iso) return null;
  return h('time', { datetime: iso, 'data-relative': iso, title: title ?? clock(iso) }, relative(iso));
}

/** Date and time on the viewer's clock. */
export function clock(iso) {
  const at = new Date(iso);
  return `${at.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' })} · ${iso}`;
}

/** Date and time as the task's own zone shows it, with the offset and the zone. */
export function local({ local: at, zone }) {
  return [wall(at), at.endsWith('Z') ? null : at.slice(-6), zone].filter(Boolean).join(' ');
}

/** An instant as a zone's clock shows it: "Mon, 23 Nov 2026, 08:15". */
export function onClock(iso, zone) {
  const seconds = /T\d\d:\d\d(:\d\d)/.exec(iso)?.[1] ?? '';
  try {
    return wall(`${wallTime(Date.parse(iso), zone)}${seconds}`);
  } catch {
    return iso; // A zone that this browser does not know.
  }
}

/** Date and time of an ISO text with an offset as its own clock shows them: "Mon, 23 Nov 2026, 08:15". */
export function wall(iso) {
  const [, date, time, seconds] = /^(.*)T(\d\d:\d\d)(?::(\d\d))?/.exec(iso);
  const day = new Date(`${date}T00:00:00Z`).toLocaleDateString(undefined, {
    timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'short', year: 'numeric',
  });
  return `${day}, ${time}${seconds && seconds !== '00' ? `:${seconds}` : ''}`;
}

const UNITS = { D: 'day', H: 'hour', M: 'minute', S: 'second' };

/** An ISO duration in words: "PT26H30M" as "26 hours 30 minutes"; ten days and more in days. */
export function span(iso) {
  const parts = [...iso.matchAll(/([\d.]+)([DHMS])/g)].map(([, n, unit]) => [Number(n), UNITS[unit]]);
  const days = parts.length && parts[0][1] === 'hour' && (parts[0][0] >= 48 || parts[0][0] === 24)
    ? Math.floor(parts[0][0] / 24) : 0;
  if (days >= 10) return `${count(Math.round(parts[0][0] / 24))} days`;
  if (days) {
    parts[0][0] %= 24;
    parts.unshift([days, 'day']);
  }
  const said = parts.filter(([n]) => n).map(([n, unit]) => `${count(n)} ${unit}${n === 1 ? '' : 's'}`);
  return said.join(' ') || '0 seconds';
}

export function timeOfDay(iso) {
  const at = new Date(iso);
  const pad = (value, width = 2) => String(value).padStart(width, '0');
  return `${pad(at.getHours())}:${pad(at.getMinutes())}:${pad(at.getSeconds())}.${pad(at.getMilliseconds(), 3)}`;
}

export function count(value) {
  return value.toLocaleString();
}

export function money(dollars) {
  if (!dollars) return '$0';
  return dollars < 0.01 ? `$${dollars.toPrecision(2)}` : `$${dollars.toFixed(dollars < 1 ? 4 : 2)}`;
}

/** Tokens and cost in a few words; null when a model was not used. */
export function usage(used) {
  if (!used || (used.total === 0 && used.costUsd === 0)) return null;
  return `${count(used.total)} tokens · ${money(used.costUsd)}`;
}

/** Updates all times on the page that count. */
export function tick() {
  for (const element of document.querySelectorAll('[data-relative]')) {
    const text = relative(element.getAttribute('data-relative'));
    if (element.textContent !== text) element.textContent = text;
  }
  for (const element of document.querySelectorAll('[data-running-since]')) {
    element.textContent = duration(now() - Date.parse(element.getAttribute('data-running-since')));
  }
}

/** How long a run took, or is taking. */
export function took(run) {
  if (run.durationMillis !== undefined) return h('span', null, duration(run.durationMillis));
  if (run.status === 'RUNNING' && run.startedAt) {
    return h('span', { 'data-running-since': run.startedAt }, duration(now() - Date.parse(run.startedAt)));
  }
  return h('span', null, '–');
}

/**
 * A value as text: a text as it is, the text of a message with the rest below, else JSON. Without
 * `titled` a message's title is left out, where it is shown already.
 */
export function content(value, titled = true) {
  if (value === null || value === undefined) return h('span', { class: 'muted' }, 'nothing');
  if (typeof value === 'string') return h('div', { class: 'text' }, value);
  const text = typeof value === 'object' && !Array.isArray(value) ? value.text ?? value.message : null;
  if (typeof text === 'string') {
    const { text: _, message: __, title, ...rest } = value;
    return [
      titled && typeof title === 'string' ? h('strong', null, title) : null,
      h('div', { class: 'text' }, text),
      Object.keys(rest).length ? h('pre', { class: 'muted' }, JSON.stringify(rest, null, 2)) : null,
    ];
  }
  return h('pre', null, JSON.stringify(value, null, 2));
}

const OFFLINE = /^offline-/;

/** Whether a model is a stand-in that needs no network and writes nothing itself. */
export function isStandIn(model) {
  return OFFLINE.test(model ?? '');
}

// The picker's shapes as triggers.

export const SHAPES = [
  ['hourly', 'Hourly'], ['daily', 'Daily'], ['weekly', 'Weekly'], ['monthly', 'Monthly'], ['every', 'Every …'],
  ['once', 'Once'], ['cron', 'Cron'],
];
export const WEEKDAYS = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'];
export const UNITS = ['minutes', 'hours', 'days', 'weeks', 'months'];
export const DIALECTS = [
  ['unix5', '5 fields (Unix)'], ['seconds6', '6 fields, seconds first'], ['seconds7', '7 fields, with a year'],
  ['quartz', 'Quartz'],
];

/** What the picker shows first. */
export function picked() {
  return {
    shape: 'daily', minute: '0', times: ['09:00'], weekdays: ['MON'], monthDays: ['1'], n: '2', unit: 'hours',
    at: '', cron: '0 9 * * MON-FRI', dialect: 'unix5',
  };
}

/** Whether a shape asks for times of day, weekdays, days of the month. */
export function asksFor(pick) {
  const unit = pick.shape === 'every' ? pick.unit : null;
  return {
    times: ['daily', 'weekly', 'monthly'].includes(pick.shape) || ['days', 'weeks', 'months'].includes(unit),
    weekdays: pick.shape === 'weekly' || unit === 'weeks',
    monthDays: pick.shape === 'monthly' || unit === 'months',
  };
}

/** `{ trigger }` for the server to check, or `{ missing }` in words. */
export function triggerOf(pick) {
  const asked = asksFor(pick);
  if (asked.weekdays && !pick.weekdays.length) return { missing: 'Choose at least one weekday.' };
  if (asked.monthDays && !pick.monthDays.length) return { missing: 'Choose at least one day.' };
  if (asked.times && pick.times.some(time => !time)) return { missing: 'Give each time of day.' };
  if (pick.shape === 'hourly' && !whole(pick.minute)) return { missing: 'Give a minute, 0 to 59.' };
  if (pick.shape === 'every' && !whole(pick.n)) return { missing: 'Give a whole number.' };
  if (pick.shape === 'once' && !pick.at) return { missing: 'Give a date and a time.' };
  if (pick.shape === 'cron' && !pick.cron.trim()) return { missing: 'Write a cron expression.' };
  return { trigger: trigger(pick, parts(pick, asked)) };
}

function whole(text) {
  return /^\d+$/.test(text);
}

function parts(pick, asked) {
  const given = {};
  if (asked.weekdays) given.days = WEEKDAYS.filter(day => pick.weekdays.includes(day));
  if (asked.monthDays) given.days = pick.monthDays.map(day => (whole(day) ? Number(day) : day));
  if (asked.times) given.at = [...new Set(pick.times)].sort();
  return given;
}

function trigger(pick, given) {
  switch (pick.shape) {
    case 'hourly': return { hourly: { minute: Number(pick.minute) } };
    case 'every': return { every: { every: Number(pick.n), unit: pick.unit, ...given } };
    case 'once': return { at: pick.at };
    case 'cron': return cron(pick.cron.trim(), pick.dialect);
    default: return { [pick.shape]: given };
  }
}

/** A nickname names its dialect itself. */
function cron(text, dialect) {
  return text.startsWith('@') ? { cron: text } : { cron: text, dialect };
}

// What is wrong, shown at the field that it is about.

import { h } from './dom.js';
import { sentence } from './dialog.js';

/** Problems by the field they name; of two that say the same one is kept. */
export function faultsOf(problems) {
  const known = [...new Map(problems.map(problem => [problem.field + problem.what, problem])).values()];
  const shown = new Set();
  const of = prefixes => known.filter(({ field }) => prefixes.some(prefix => (field ?? '').startsWith(prefix)));
  return {
    /** Attributes of a field that problems may be about. */
    at(...prefixes) {
      return of(prefixes).length ? { 'aria-invalid': 'true', 'aria-describedby': `faults-${prefixes[0]}` } : {};
    },
    /** The problems of a field, to stand below it. */
    list(...prefixes) {
      const found = of(prefixes).filter(problem => !shown.has(problem));
      found.forEach(problem => shown.add(problem));
      return list(`faults-${prefixes[0]}`, found);
    },
    /** The problems of no field here. Call it last. */
    rest() {
      return list('faults-rest', known.filter(problem => !shown.has(problem)));
    },
  };
}

function list(id, found) {
  return found.length ? h('ul', { class: 'faults', id, 'data-key': id },
    found.map(problem => h('li', null, sentence(problem)))) : null;
}

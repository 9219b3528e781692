// Elements are made from data by text nodes and attributes only: nothing that a task or a model
// wrote is ever read as HTML.

const SVG = 'http://www.w3.org/2000/svg';

/** An element with attributes and children; functions become handlers, null children are left out. */
export function h(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** The same for SVG. */
export function s(tag, attributes, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

const SHAPES = new Set(['svg', 'g', 'title', 'text', 'circle', 'rect', 'line', 'path']);
const LOOKS = new Set([
  'viewBox', 'width', 'height', 'x', 'y', 'cx', 'cy', 'r', 'd', 'fill', 'fill-opacity', 'stroke', 'opacity',
  'font-size', 'font-family', 'text-anchor', 'class', 'role',
]);

/** A picture from its SVG text; elements and attributes that only draw, nothing else. */
export function picture(text) {
  const parsed = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
  return parsed.namespaceURI === SVG && parsed.localName === 'svg' ? drawn(parsed) : null;
}

function drawn(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  if (node.nodeType !== Node.ELEMENT_NODE || !SHAPES.has(node.localName)) return null;
  const looks = [...node.attributes].filter(({ name }) => LOOKS.has(name)).map(({ name, value }) => [name, value]);
  return s(node.localName, Object.fromEntries(looks), [...node.childNodes].map(drawn));
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (typeof value === 'function') {
      element[name] = value;
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
  for (const child of children.flat(4)) {
    if (child !== null && child !== undefined && child !== false) {
      element.append(child instanceof Node ? child : document.createTextNode(String(child)));
    }
  }
  return element;
}

const HANDLERS = ['onclick', 'oninput', 'onchange', 'onsubmit', 'onkeydown'];
const HELD = ['value', 'checked'];

/** Makes `from` look like `to` in place, so that focus, scrolling and opened details stay. */
export function morph(from, to) {
  if (from.nodeType !== to.nodeType || from.nodeName !== to.nodeName) {
    from.replaceWith(to);
    return;
  }
  if (from.nodeType === Node.TEXT_NODE) {
    if (from.data !== to.data) from.data = to.data;
    return;
  }
  if (from.nodeType !== Node.ELEMENT_NODE) return;
  for (const { name } of [...from.attributes]) {
    if (!to.hasAttribute(name) && name !== 'open') from.removeAttribute(name);
  }
  for (const { name, value } of [...to.attributes]) {
    if (name !== 'open' && from.getAttribute(name) !== value) from.setAttribute(name, value);
  }
  for (const handler of HANDLERS) {
    if (from[handler] !== to[handler]) from[handler] = to[handler];
  }
  morphChildren(from, to);
  if (to.hasAttribute('data-held')) hold(from, to);
}

/** A field whose value the view holds shows that value; others keep what was typed. */
function hold(from, to) {
  for (const property of HELD) {
    if (from[property] !== to[property]) from[property] = to[property];
  }
}

function keyOf(node) {
  return node.nodeType === Node.ELEMENT_NODE ? node.getAttribute('data-key') : null;
}

function morphChildren(from, to) {
  const keyed = new Map();
  for (const child of from.childNodes) {
    const key = keyOf(child);
    if (key) keyed.set(key, child);
  }
  let at = from.firstChild;
  for (const wanted of [...to.childNodes]) {
    const key = keyOf(wanted);
    const match = key ? keyed.get(key) : null;
    if (match) {
      if (match !== at) from.insertBefore(match, at);
      else at = at.nextSibling;
      keyed.delete(key);
      morph(match, wanted);
    } else if (at && !key && !keyOf(at) && at.nodeName === wanted.nodeName) {
      const next = at.nextSibling;
      morph(at, wanted);
      at = next;
    } else {
      from.insertBefore(wanted, at);
    }
  }
  while (at) {
    const next = at.nextSibling;
    at.remove();
    at = next;
  }
  for (const left of keyed.values()) left.remove();
}

/** Says something for some seconds. */
export function toast(text, kind = '') {
  const note = h('div', { class: `toast ${kind}` }, text);
  document.getElementById('toasts').append(note);
  setTimeout(() => note.remove(), kind === 'bad' ? 9000 : 4000);
}

/** A button whose action may take a while and may fail, which it then says. */
export function button(label, kind, action, attributes = {}) {
  return h('button', {
    type: 'button',
    class: kind,
    ...attributes,
    onclick: async event => {
      const self = event.currentTarget;
      self.disabled = true;
      try {
        await action();
      } catch (error) {
        toast(error.message, 'bad');
      } finally {
        self.disabled = false;
      }
    },
  }, label);
}

/** What stands where there is nothing yet. */
export function empty(title, text) {
  return h('div', { class: 'empty' }, h('b', null, title), text);
}

/** Grey shapes while the first answer is under way. */
export function loading() {
  return h('div', { class: 'loading', 'aria-label': 'Loading' },
    h('div', { class: 'bone low' }), h('div', { class: 'bone' }), h('div', { class: 'bone' }),
    h('div', { class: 'bone' }));
}

// The eyes and hands of the visitor in a test. It runs in a world of its own, beside the scripts of the page.
(() => {
  'use strict';
  const squash = (s) => (s || '').replace(/\s+/g, ' ').trim();
  const visible = (el) => el.checkVisibility({ visibilityProperty: true }) &&
    [...el.getClientRects()].some((r) => r.width > 0 && r.height > 0);
  // The name as a screen reader says it; of a file field only the label, without the file that was chosen.
  const name = (el) => squash(el.type === 'file' && el.labels?.length ? el.labels[0].textContent : el.computedName);
  const english = () => (document.documentElement.lang || '').startsWith('en');
  const word = (w) => squash(english() ? w.en : w.nl);

  const text = 'textarea, [contenteditable=""], [contenteditable="true"], input:not([type=hidden]):not([type=submit])' +
    ':not([type=button]):not([type=image]):not([type=reset]):not([type=radio]):not([type=checkbox]):not([type=file])';
  const kinds = {
    press: 'a[href], area[href], button, summary, input[type=submit], input[type=button], input[type=image], ' +
      'input[type=reset], [role=button], [role=link], [role=tab], [role=menuitem], [role=option]',
    fill: text,
    choose: 'input[type=radio], input[type=checkbox], [role=radio], [role=checkbox], [role=switch]',
    pick: 'select',
    attach: 'input[type=file]',
    field: text + ', select, input[type=radio], input[type=checkbox], input[type=file]',
  };

  let target = null;

  // reachable: seen itself or, for an input that is styled away, by its label.
  const reachable = (el) => visible(el) || [...(el.labels || [])].some(visible);

  // could rules out what surely does not have the words in its name: asking the browser for names is slow.
  const bare = (s) => s.replace(/\s+/g, '').toLowerCase();
  const labelled = '[aria-label], [aria-labelledby], [title], [alt], [placeholder], input, select, textarea, fieldset, table, figure, img, svg';
  const could = (el, wanted) => el.matches(labelled) || el.querySelector(labelled) || bare(el.textContent).includes(bare(wanted));

  // The smallest elements that say the words, those that say nothing else first.
  function places(wanted) {
    const shown = (el) => !el.matches('script, style, template') && el.checkVisibility();
    const says = (el) => squash(el.textContent).includes(wanted);
    const smallest = (el) => {
      const inner = [...el.children].filter(says);
      return inner.length ? inner.flatMap(smallest) : [el];
    };
    const named = [...document.body.querySelectorAll(labelled)].filter((el) => shown(el) && name(el) === wanted);
    const written = (says(document.body) ? smallest(document.body) : []).filter(shown);
    const all = [...new Set([...written, ...named.filter((el) => !written.some((w) => el.contains(w)))])];
    const exact = all.filter((el) => squash(el.textContent) === wanted || named.includes(el));
    return exact.length ? exact : all;
  }

  const containers = 'li, tr, article, section, fieldset, form, dialog, details, nav, aside, dl > div, ' +
    '[role=group], [role=region], [role=listitem]';

  // surroundings lists what lies around an element, from near to far.
  function surroundings(el) {
    const out = [];
    for (let at = el; at && at !== document.body && !at.matches('main'); at = at.parentElement) {
      if (at.matches(containers)) out.push(at);
    }
    return out;
  }

  function choose(list, wanted) {
    const low = wanted.toLowerCase();
    list = list.filter((el) => could(el, wanted));
    const ways = [(n) => n === wanted, (n) => n.toLowerCase() === low, (n) => n.toLowerCase().includes(low)];
    for (const way of ways) {
      const hits = list.filter((el) => way(name(el)));
      if (!hits.length) continue;
      if (hits.length > 1 && hits.every((el) => el.href && el.href === hits[0].href)) return [hits[0]];
      const inMain = hits.filter((el) => el.closest('main'));
      return inMain.length ? inMain : hits;
    }
    return [];
  }

  const candidates = (kind, root) => [...root.querySelectorAll(kinds[kind])].filter(reachable);

  // find looks for one thing by its accessible name and remembers it for the next call.
  function find(kind, wanted, within) {
    target = null;
    const w = word(wanted);
    let hits = [];
    if (!within.length) {
      hits = choose(candidates(kind, document.body), w);
    } else {
      for (const place of places(word(within[within.length - 1]))) {
        for (const root of surroundings(place)) {
          if (!within.slice(0, -1).every((s) => squash(root.parentElement.textContent).includes(word(s)) || surroundings(root).some((o) => squash(o.textContent).includes(word(s))))) continue;
          const here = choose(candidates(kind, root), w);
          if (!here.length) continue;
          for (const el of here) if (!hits.includes(el)) hits.push(el);
          break;
        }
      }
    }
    if (hits.length === 1) target = hits[0];
    return { count: hits.length, word: w, several: hits.slice(0, 8).map(tell), off: !!target && (target.disabled || target.getAttribute('aria-disabled') === 'true') };
  }

  // point brings the thing into view and says where to press it.
  function point() {
    let box = target;
    if (target.matches('input[type=radio], input[type=checkbox], input[type=file]') && target.labels?.length) {
      const r = target.getBoundingClientRect();
      if (r.width < 8 || r.height < 8 || getComputedStyle(target).opacity === '0') box = target.labels[0];
    }
    box.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
    const r = [...box.getClientRects()].find((q) => q.width > 0 && q.height > 0);
    if (!r) return { covered: 'it has no size' };
    const x = box === target ? r.left + r.width / 2 : r.left + Math.min(6, r.width / 2);
    const y = r.top + r.height / 2;
    const top = document.elementFromPoint(x, y);
    const fine = top && (box.contains(top) || top.contains(box) || [...(target.labels || [])].some((l) => l.contains(top)));
    return { x, y, covered: fine ? '' : top ? tell(top) + ' lies over it' : 'it is outside of the window' };
  }

  function focus() {
    target.scrollIntoView({ block: 'center', behavior: 'instant' });
    target.focus();
    if (target.select) target.select();
    else document.getSelection().selectAllChildren(target);
    return { type: target.type || '', readonly: !!target.readOnly, value: value() };
  }

  const fire = () => ['input', 'change'].forEach((n) => target.dispatchEvent(new Event(n, { bubbles: true })));
  const value = () => target.matches('[contenteditable]') ? target.innerText : target.type === 'file'
    ? [...target.files].map((f) => f.name).join(', ') : target.matches('select')
      ? [...target.selectedOptions].map((o) => squash(o.label)).join(', ') : target.value;

  function set(v) {
    target.value = v;
    fire();
    return value();
  }

  function empty() {
    document.execCommand('delete');
    return value();
  }

  function pick(wanted) {
    const w = word(wanted);
    const options = [...target.options];
    const hits = options.filter((o) => squash(o.label) === w);
    const near = options.filter((o) => squash(o.label).toLowerCase().includes(w.toLowerCase()));
    const hit = hits.length ? hits[0] : near.length === 1 ? near[0] : null;
    if (!hit || hit.disabled) return { ok: false, options: options.map((o) => squash(o.label)) };
    target.focus();
    hit.selected = true;
    fire();
    return { ok: true, options: [] };
  }

  const chosen = () => target.checked ?? target.getAttribute('aria-checked') === 'true';

  function where(el) {
    const mark = el.closest('dialog, nav, header, footer, aside, main');
    return mark ? mark.localName : 'the page';
  }

  // tell names an element for a person who reads a failed test.
  function tell(el) {
    const what = el.matches('a[href]') ? 'link' : el.matches(kinds.press) ? 'button' : el.matches('select') ? 'list'
      : el.matches('input[type=radio]') ? 'choice' : el.matches('input[type=checkbox]') ? 'tick box'
        : el.matches('input[type=file]') ? 'file field' : el.matches(text) ? 'field' : el.localName;
    const n = name(el) || squash(el.textContent).slice(0, 60) || el.id || el.className;
    const group = el.matches(kinds.field) ? el.closest('fieldset')?.querySelector('legend') : null;
    return `${what} "${n}"` + (group ? ` under "${squash(group.textContent)}"` : '');
  }

  // inventory is what a person could press and fill here, by place, for the message of a failed step.
  function inventory() {
    const lines = new Map();
    for (const el of document.querySelectorAll(`${kinds.press}, ${kinds.field}`)) {
      if (!reachable(el)) continue;
      const at = where(el);
      if (!lines.has(at)) lines.set(at, []);
      lines.get(at).push(tell(el));
    }
    return {
      url: location.href, title: document.title, lang: document.documentElement.lang,
      headings: [...document.querySelectorAll('h1, h2, h3, legend')].filter(visible).map((h) => squash(h.textContent)),
      things: [...lines].map(([at, list]) => `in ${at}: ${[...new Set(list)].join(', ')}`),
      text: (document.querySelector('main') || document.body).innerText.slice(0, 1500),
    };
  }

  // sees reports whether the words can be read, in the place that is asked for.
  function sees(wanted, within) {
    const w = word(wanted);
    const read = (el) => squash(el.innerText).includes(w);
    if (!within.length) return squash(document.title).includes(w) || read(document.body);
    return places(word(within[within.length - 1])).some((p) => surroundings(p).some(read));
  }

  const focused = () => {
    const el = document.activeElement;
    return !el || el === document.body ? '' : name(el) || squash(el.textContent) || el.id;
  };

  // table reads the rows of a table, found by its caption or by the heading above it.
  function table(wanted) {
    const w = word(wanted);
    const hit = [...document.querySelectorAll('table')].find((t) => visible(t) && (name(t) === w ||
      squash(t.caption?.textContent).includes(w) || squash(t.closest('section, article')?.querySelector('h2, h3')?.textContent).includes(w)));
    return hit ? [...hit.rows].map((r) => [...r.cells].map((c) => squash(c.innerText))) : null;
  }

  // links lists where one can go from here on this website.
  const links = () => [...new Set([...document.querySelectorAll('a[href]:not([download])')].filter((a) => reachable(a) &&
    a.origin === location.origin && !/\.[a-z]+$/.test(a.pathname)).map((a) => a.pathname + a.search))];

  globalThis.tk = {
    links, find, point, focus, value, set, empty, pick, chosen, inventory, sees, focused, table, tell, name, visible, squash,
    get target() { return target; },
    text: () => document.body.innerText,
    off: () => !!target.disabled,
  };
})();

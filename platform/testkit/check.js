// What is checked on every page that a test visits. It stands on page.js.
(() => {
  'use strict';
  const { tell, name, visible, squash } = globalThis.tk;
  const all = (s) => [...document.querySelectorAll(s)];
  const outside = (s) => all(s).filter((el) => !el.parentElement.closest('article, aside, main, nav, section, dialog'));

  // structure: one h1, language, title, labels, unique ids, landmarks.
  function structure() {
    const wrong = [];
    const one = (what, n) => { if (n !== 1) wrong.push(`${n} ${what}, must be exactly one`); };
    if (document.doctype === null) wrong.push('no doctype');
    if (!/^[a-z]{2}(-|$)/.test(document.documentElement.lang)) wrong.push(`html lang is "${document.documentElement.lang}"`);
    if (!squash(document.title)) wrong.push('no title');
    one('h1', all('h1').filter(visible).length);
    one('main', all('main, [role=main]').filter(visible).length);
    one('header of the page', new Set([...outside('header'), ...all('[role=banner]')]).size);
    one('footer of the page', new Set([...outside('footer'), ...all('[role=contentinfo]')]).size);
    const seen = new Set();
    for (const el of all('[id]')) {
      if (seen.has(el.id)) wrong.push(`id "${el.id}" is there twice`);
      seen.add(el.id);
    }
    for (const el of all('input:not([type=hidden]):not([type=submit]):not([type=button]):not([type=image]):not([type=reset]), select, textarea')) {
      if (!el.checkVisibility()) continue;
      const labelled = [...el.labels].some((l) => squash(l.textContent)) || el.ariaLabel || (el.ariaLabelledByElements || []).length;
      if (!labelled || !name(el)) wrong.push(`${el.localName} "${el.name || el.id}" has no label`);
    }
    return wrong;
  }

  // inSentence: a link between words of a sentence may be as high as the line (WCAG 2.5.8).
  function inSentence(el) {
    if (getComputedStyle(el).display !== 'inline') return false;
    const block = el.closest('p, li, td, th, dd, dt, figcaption, legend, label, caption, blockquote, div, span:not(:has(> *))') || el.parentElement;
    return squash(block.textContent).length > squash(el.textContent).length;
  }

  // small lists what is too small to touch: under 24 by 24 pixels.
  function small() {
    const wrong = [];
    for (const el of all('a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=tab], [role=link]')) {
      if (!visible(el) || el.disabled || el.matches('a[href]') && inSentence(el)) continue;
      const boxes = [el, ...(el.matches('input[type=radio], input[type=checkbox]') ? el.labels : [])].flatMap((b) => [...b.getClientRects()]);
      const hidden = el.matches('a[href], button') && boxes.every((b) => b.width <= 1 || b.height <= 1); // a skip link until it has focus
      const width = Math.max(...boxes.map((b) => b.right)) - Math.min(...boxes.map((b) => b.left));
      const height = Math.max(...boxes.map((b) => b.bottom)) - Math.min(...boxes.map((b) => b.top));
      if (!hidden && (width < 23.9 || height < 23.9)) wrong.push(`${tell(el)} is ${width.toFixed(0)} by ${height.toFixed(0)} pixels, must be 24 by 24`);
    }
    return wrong;
  }

  // narrow: nothing sticks out of a window of 320 pixels, apart from what scrolls in a box of its own.
  function narrow() {
    const wide = document.documentElement.scrollWidth;
    if (wide <= innerWidth) return [];
    const boxed = (el) => {
      for (let at = el.parentElement; at && at !== document.body; at = at.parentElement) {
        if (getComputedStyle(at).overflowX !== 'visible') return true;
      }
      return false;
    };
    const out = all('body *').filter((el) => visible(el) && !boxed(el) && (el.getBoundingClientRect().right > innerWidth + 1 ||
      el.scrollWidth > el.clientWidth + 1 && getComputedStyle(el).overflowX === 'visible' && el.clientWidth > 0));
    const deepest = out.filter((el) => !out.some((o) => o !== el && el.contains(o)));
    return [`${wide} pixels wide in a window of ${innerWidth}: ${deepest.slice(0, 5).map(tell).join(', ') || 'the page itself'}`];
  }

  // clipped: no words are cut off when a reader spaces the text out (WCAG 1.4.12).
  function clipped() {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }');
    const own = [...document.adoptedStyleSheets];
    document.adoptedStyleSheets = [...own, sheet];
    const cut = all('body *').filter((el) => {
      const style = getComputedStyle(el);
      const hides = style.overflowY === 'hidden' || style.overflowY === 'clip' || style.overflowX === 'hidden' || style.overflowX === 'clip';
      if (!hides || style.clip !== 'auto' || style.clipPath !== 'none' || el.clientWidth <= 1 || el.clientHeight <= 1 || !squash(el.innerText) || !visible(el)) return false;
      return el.scrollHeight > el.clientHeight + 2 && /hidden|clip/.test(style.overflowY) || el.scrollWidth > el.clientWidth + 2 && /hidden|clip/.test(style.overflowX);
    });
    const wrong = cut.map((el) => `${tell(el)} is cut off when text is spaced out`);
    document.adoptedStyleSheets = own;
    return wrong;
  }

  // The walk: every stop of the Tab key, in order.
  let before = null, scroll = [0, 0], stops = [], same = 0;

  // beginAt puts the start of the next Tab before an element, as if the page had just come.
  function beginAt(el) {
    const mark = document.createElement('span');
    mark.tabIndex = -1;
    el.before(mark);
    mark.focus({ preventScroll: true });
    mark.remove();
  }

  function walkStart() {
    before = document.activeElement;
    scroll = [scrollX, scrollY];
    stops = [];
    same = 0;
    beginAt(document.body.firstChild || document.body);
  }

  // stop looks at where the Tab key came.
  function stop() {
    const el = document.activeElement;
    if (!el || el === document.body || el === document.documentElement) return { done: true, wrong: '' };
    if (el === stops.at(-1)) {
      same++; // the parts of a date are stops within one field
      return same < 12 ? { done: false, wrong: '' } : { done: true, wrong: stops.length > 1 ? `${tell(el)} does not let go of the Tab key` : '' };
    }
    same = 0;
    if (stops.includes(el)) return { done: true, wrong: '' };
    stops.push(el);
    const style = getComputedStyle(el);
    const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    if (!ring) return { done: false, wrong: `${tell(el)} shows no ring of 2 pixels when it has focus (outline ${style.outlineWidth} ${style.outlineStyle})` };
    const r = [...el.getClientRects()].find((q) => q.width > 1 && q.height > 1);
    if (!r) return { done: false, wrong: `${tell(el)} has focus and cannot be seen` };
    const x = Math.min(Math.max(r.left + r.width / 2, 0), innerWidth - 1);
    const y = Math.min(Math.max(r.top + r.height / 2, 0), innerHeight - 1);
    if (r.bottom <= 0 || r.top >= innerHeight || r.right <= 0 || r.left >= innerWidth) return { done: false, wrong: `${tell(el)} has focus outside of the window` };
    const top = document.elementFromPoint(x, y);
    const fine = !top || el.contains(top) || top.contains(el) || [...(el.labels || [])].some((l) => l.contains(top));
    return { done: false, wrong: fine ? '' : `${tell(el)} has focus under ${tell(top)}` };
  }

  // walkEnd says what the Tab key passed over, and puts focus back.
  function walkEnd() {
    const expected = all('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]').filter((el) =>
      visible(el) && !el.disabled && !el.closest('[inert]') && el.tabIndex >= 0 && !(el.matches('summary') && el !== el.parentElement.querySelector('summary')));
    const group = (el) => el.matches('input[type=radio]') ? [...document.getElementsByName(el.name)].filter((o) => o.form === el.form) : [el];
    const passed = expected.filter((el) => !group(el).some((o) => stops.includes(o)));
    const fragment = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (before && before !== document.body && before.isConnected) before.focus({ preventScroll: true });
    else beginAt(fragment || document.body.firstChild || document.body);
    scrollTo({ left: scroll[0], top: scroll[1], behavior: 'instant' });
    return passed.slice(0, 10).map((el) => `the Tab key never comes at ${tell(el)}`);
  }

  // axeRun returns the violations that axe-core finds, each with the elements.
  async function axeRun() {
    const at = document.activeElement;
    const place = [scrollX, scrollY];
    const found = await globalThis.axe.run(document, {
      resultTypes: ['violations'],
      runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
    });
    if (at && at !== document.activeElement && at.isConnected) at.focus({ preventScroll: true });
    scrollTo({ left: place[0], top: place[1], behavior: 'instant' });
    return found.violations.map((v) => `axe ${v.id}: ${v.help}: ` + v.nodes.slice(0, 4).map((n) =>
      `${n.target.join(' ')}` + (n.any[0]?.message ? ` (${n.any[0].message})` : '')).join('; '));
  }

  // shape is how the page is built: its elements and what they are to a reader, without its words. Rows that are built
  // alike count once; an element with nothing to read, or with a word too long for a line, is another shape.
  function shape() {
    const told = ['type', 'role', 'class', 'open', 'disabled', 'checked', 'aria-current', 'aria-invalid', 'aria-expanded', 'hidden'];
    const build = (el) => {
      const own = squash([...el.childNodes].filter((n) => n.nodeType === Node.TEXT_NODE).map((n) => n.data).join(' '));
      const words = el.localName === 'script' ? own : !own ? '' : own.split(' ').some((w) => w.length > 20) ? 'W' : 'w';
      const inner = [...el.children].map(build).filter((c, i, all) => c !== all[i - 1]).join('');
      return `<${el.localName} ${told.filter((a) => el.hasAttribute(a)).map((a) => `${a}=${el.getAttribute(a)}`).join(' ')} ${words}>${inner}</>`;
    };
    const styles = all('link[rel=stylesheet]').map((l) => l.getAttribute('href'));
    return [document.documentElement.lang, ...styles, build(document.body)].join(' ');
  }

  globalThis.tkCheck = {
    shape, structure, small, narrow, clipped, walkStart, stop, walkEnd, axeRun,
    ready: () => !!globalThis.axe,
    width: () => innerWidth,
    content: () => document.documentElement.outerHTML,
    isPage: () => document.contentType === 'text/html',
  };
})();

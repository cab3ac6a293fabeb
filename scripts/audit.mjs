// The audit itself; scripts/audit gets the tools and starts the program. Standard library of Node only.
import { execFile } from 'node:child_process';
import { readFile, writeFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const { CACHE, WORK, CHROME_PATH } = process.env;
const [base, ...asked] = process.argv.slice(2);
const flags = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'];

// The bars, see docs/architecture.md and the design of the web side.
const bar = { score: 98, lcp: 1500, tbt: 50, cls: 0.01, kilobytes: 70 };
const most = 12;

// Who signs in at a town, and the page that is looked at as that resident: "name@/almelo/mijn".
let cookie = '';
const headers = () => ({ 'Accept-Language': 'nl', ...(cookie && { Cookie: cookie }) });

async function signIn(name, path) {
  const town = path.match(/^\/[^/]+/)[0];
  const { body } = await get(town + '/inloggen');
  const form = body.split('<form ').find((f) => f.includes('/inloggen/demo') && f.includes(`>${name}<`));
  if (!form) throw new Error(`${name} cannot sign in at ${town}`);
  const fields = [...form.matchAll(/name="([^"]+)" value="([^"]*)"/g)].map(([, k, v]) => [k, v]);
  const res = await fetch(`${base}${town}/inloggen/demo`, { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields) });
  cookie = res.headers.getSetCookie().map((c) => c.split(';')[0]).join('; ');
}

const get = async (path) => {
  const res = await fetch(base + path, { headers: headers() });
  return { status: res.status, kind: res.headers.get('content-type') || '', body: await res.text() };
};

// crawl takes the first page, and of the first municipality on it one page of each kind of address, near ones first.
async function crawl() {
  const shape = (path) => path.replace(/\d{5,}/g, 'N');
  const found = [], seen = new Set(), queue = ['/'];
  let town = '';
  while (queue.length && found.length < most) {
    const path = queue.shift();
    if (seen.has(shape(path))) continue;
    seen.add(shape(path));
    const page = await get(path);
    town ||= page.body.match(/sk-chooser.*?href="(\/[^"]+)"/s)?.[1] || '/';
    if (page.status !== 200 || !page.kind.startsWith('text/html')) continue;
    found.push(path);
    for (const [, href] of page.body.matchAll(/href="(\/[^"#?]*)/g)) {
      if (`${href}/`.startsWith(town) && !/\/(static|thema|en|inloggen|uitloggen)\b/.test(href)) queue.push(href);
    }
  }
  // The page of a resident: the first one who can sign in here and has a plan.
  const { body } = await get(town + '/inloggen');
  for (const [, name] of body.matchAll(/inloggen\/demo.*?<button[^>]*>([^<]+)</gs)) {
    await signIn(name, town);
    const own = await get(town + '/mijn');
    cookie = '';
    if (own.body.includes('/mijn/plan')) return [...found, `${name}@${town}/mijn`];
  }
  return found;
}

// Lighthouse now and then misses the start of a page; then it looks once more.
const lighthouse = (path) => measure(path).catch(() => measure(path));

async function measure(path) {
  const out = join(WORK, 'lighthouse.json');
  const extra = join(WORK, 'headers.json');
  await writeFile(extra, JSON.stringify(cookie ? { Cookie: cookie } : {}));
  await run('node', [join(CACHE, 'node_modules/lighthouse/cli/index.js'), base + path, '--quiet', `--extra-headers=${extra}`, '--output=json', `--output-path=${out}`,
    `--chrome-flags=${flags.join(' ')}`], { timeout: 180000, maxBuffer: 1 << 26 });
  const report = JSON.parse(await readFile(out, 'utf8'));
  const score = (name) => Math.round(100 * report.categories[name].score);
  const value = (name) => report.audits[name].numericValue;
  return {
    speed: score('performance'), access: score('accessibility'), practice: score('best-practices'), find: score('seo'),
    lcp: Math.round(value('largest-contentful-paint')), tbt: Math.round(value('total-blocking-time')),
    cls: Number(value('cumulative-layout-shift').toFixed(3)), kilobytes: Math.round(value('total-byte-weight') / 1000),
    // A personal page is not kept by the browser, on purpose: nobody goes back to it after signing out.
    failed: Object.values(report.audits).filter((a) => a.score === 0 && a.scoreDisplayMode === 'binary' && !(cookie && a.id === 'bf-cache')).map((a) => a.title),
  };
}

async function pa11y(path) {
  const config = join(WORK, 'pa11y.json');
  // Text in drawings is judged by the tests of the theme; this tool cannot see what lies behind it.
  await writeFile(config, JSON.stringify({ standard: 'WCAG2AA', runners: ['axe', 'htmlcs'], timeout: 60000, hideElements: 'svg text', headers: cookie ? { Cookie: cookie } : {},
    chromeLaunchConfig: { executablePath: CHROME_PATH, args: flags } }));
  const out = await run('node', [join(CACHE, 'node_modules/pa11y/bin/pa11y.js'), '--config', config, '--reporter', 'json', base + path],
    { timeout: 120000, maxBuffer: 1 << 26 }).catch((e) => { if (e.code === 2) return e; throw e; });
  return JSON.parse(out.stdout).filter((i) => i.type === 'error' && !i.runnerExtras?.needsFurtherReview).map((i) => `${i.code} ${i.selector}`);
}

async function vnu(path) {
  await mkdir(join(WORK, 'html'), { recursive: true });
  const file = join(WORK, 'html', 'page.html');
  await writeFile(file, (await get(path)).body);
  const out = await run('java', ['-Xss4m', '-jar', join(CACHE, 'node_modules/vnu-jar/build/dist/vnu.jar'), '--format', 'json', '--errors-only', file],
    { timeout: 120000, maxBuffer: 1 << 26 }).catch((e) => { if (e.code === 1) return e; throw e; });
  return JSON.parse(out.stderr || '{"messages":[]}').messages.map((m) => `line ${m.lastLine}: ${m.message}`);
}

const pages = asked.length ? asked : await crawl();
if (!pages.length) throw new Error(`there is no page at ${base}`);
console.log('speed access practice find |  LCP ms TBT ms   CLS   kB | pa11y vnu | page');
let under = 0;
for (const page of pages) {
  const [, name, path] = page.match(/^(?:(.*)@)?(.*)$/);
  cookie = '';
  if (name) await signIn(name, path);
  const l = await lighthouse(path), p = await pa11y(path), v = await vnu(path);
  const cell = (x, n) => String(x).padStart(n);
  console.log(`${cell(l.speed, 5)} ${cell(l.access, 6)} ${cell(l.practice, 8)} ${cell(l.find, 4)} | ${cell(l.lcp, 7)} ${cell(l.tbt, 6)} ${cell(l.cls, 5)} ${cell(l.kilobytes, 4)} | ${cell(p.length, 5)} ${cell(v.length, 3)} | ${page}`);
  const wrong = [...l.failed.map((f) => 'Lighthouse: ' + f), ...p.map((f) => 'pa11y: ' + f), ...v.map((f) => 'vnu: ' + f)];
  for (const [name, got, want] of [['speed', l.speed, bar.score], ['accessibility', l.access, bar.score], ['practice', l.practice, bar.score], ['findability', l.find, bar.score]]) {
    if (got < want) wrong.push(`${name} ${got}, must be ${want}`);
  }
  for (const name of ['lcp', 'tbt', 'cls', 'kilobytes']) if (l[name] > bar[name]) wrong.push(`${name} ${l[name]}, at most ${bar[name]}`);
  wrong.forEach((w) => console.log('      ' + w));
  under += wrong.length;
}
console.log(under ? `${under} findings` : 'nothing found');
process.exit(under ? 1 : 0);

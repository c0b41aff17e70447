import { escapeLabel, goNumber } from './goNumber';

/** A family as scripts/catalogs.mjs writes it; see there for the layout of a series. */
export interface CatalogFamily {
  readonly n: string;
  readonly t: string;
  readonly h: string;
  readonly b?: string;
  readonly s: readonly string[];
}

export interface CatalogMoment {
  /** When the process that is shown started. */
  readonly startedMs: number;
  readonly nowMs: number;
  /** What stands for ${node} and ${ip}. */
  readonly names?: Readonly<Record<string, string>>;
  /** Sample lines of families that the caller knows better. "" means no samples. */
  readonly own?: ReadonlyMap<string, string>;
}

export interface Catalog {
  /** The exposition text at that moment: every family of the catalog, counters grown since the start. */
  render(moment: CatalogMoment): string;
  readonly families: readonly CatalogFamily[];
}

type Line = (uptime: number, moment: CatalogMoment) => string;

interface Prepared {
  readonly name: string;
  readonly head: string;
  readonly lines: readonly Line[];
}

export function readCatalog(families: readonly CatalogFamily[]): Catalog {
  const prepared = families.map(prepare);
  return { families, render: (moment) => renderAll(prepared, moment) };
}

export function familyHead(name: string, type: string, help: string): string {
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n`;
}

function renderAll(families: readonly Prepared[], moment: CatalogMoment): string {
  const uptime = Math.max(0, (moment.nowMs - moment.startedMs) / 1000);
  let out = '';
  for (const family of families) {
    out += family.head;
    const own = moment.own?.get(family.name);
    if (own !== undefined) out += own;
    else for (const line of family.lines) out += line(uptime, moment);
  }
  return named(out, moment.names ?? {});
}

function named(text: string, names: Readonly<Record<string, string>>): string {
  let out = text;
  for (const [key, value] of Object.entries(names)) out = out.replaceAll(`\${${key}}`, escapeLabel(value));
  return out;
}

function prepare(family: CatalogFamily): Prepared {
  const head = familyHead(family.n, family.t, family.h);
  const lines = family.s.map((series) => {
    switch (family.t) {
      case 'histogram':
        return histogramLine(family.n, (family.b ?? '').split(','), series);
      case 'summary':
        return summaryLine(family.n, series);
      default:
        return valueLine(family.n, series);
    }
  });
  return { name: family.n, head, lines };
}

function valueLine(name: string, series: string): Line {
  const [labels = '', value = '0', growth] = series.split('\t');
  const start = labels === '' ? `${name} ` : `${name}{${labels}} `;
  if (value.startsWith('S') || value.startsWith('N')) {
    const shift = Number(value.slice(1));
    const from = value.startsWith('S') ? 'startedMs' : 'nowMs';
    return (_uptime, moment) => `${start}${goNumber(Math.round(moment[from] + shift * 1000) / 1000)}\n`;
  }
  if (growth === undefined) return () => `${start}${value}\n`;
  const rate = Number(growth);
  const whole = Number.isInteger(Number(value));
  return (uptime) => `${start}${goNumber(whole ? Math.floor(rate * uptime) : Math.round(rate * uptime * 1e9) / 1e9)}\n`;
}

/** Observations so far: those of a moment at the start, or as many as the recorded rate gives. */
function observations(count: string, growth: string, uptime: number): number {
  const rate = Number(growth);
  return rate > 0 ? Math.floor(rate * uptime) : Number(count);
}

function histogramLine(name: string, bounds: readonly string[], series: string): Line {
  const [labels = '', count = '0', growth = '0', mean = '0', shares = ''] = series.split('\t');
  const inner = labels === '' ? '' : `${labels},`;
  const buckets = bounds.map((bound) => `${name}_bucket{${inner}le="${bound}"} `);
  const share = shares.split(',').map(Number);
  const outer = labels === '' ? ' ' : `{${labels}} `;
  return (uptime) => {
    const total = observations(count, growth, uptime);
    let out = '';
    for (let i = 0; i < buckets.length; i += 1) {
      const inside = i === buckets.length - 1 ? total : Math.floor(total * (share[i] ?? 1));
      out += `${buckets[i]}${goNumber(inside)}\n`;
    }
    return `${out}${name}_sum${outer}${goNumber(total * Number(mean))}\n${name}_count${outer}${goNumber(total)}\n`;
  };
}

function summaryLine(name: string, series: string): Line {
  const [labels = '', count = '0', growth = '0', mean = '0', points = ''] = series.split('\t');
  const inner = labels === '' ? '' : `${labels},`;
  const outer = labels === '' ? ' ' : `{${labels}} `;
  const quantiles = points
    .split(',')
    .filter((point) => point !== '')
    .map((point) => point.split('='))
    .map(([quantile = '', value = '']) => `${name}{${inner}quantile="${quantile}"} ${value}\n`)
    .join('');
  return (uptime) => {
    const total = observations(count, growth, uptime);
    return `${quantiles}${name}_sum${outer}${goNumber(total * Number(mean))}\n${name}_count${outer}${goNumber(total)}\n`;
  };
}

import type { CatalogFamily, CatalogMoment } from './catalogFamily';
import { escapeLabel } from './goNumber';
import { type LabelSet, labelsOfText, TextLabels } from './labelSets';
import { exposedNumber, type SampleWriter } from './sampleWriter';

/** One recorded series at any moment: a value, or all that a histogram or summary has. */
export interface Line {
  write(writer: SampleWriter, uptime: number, moment: CatalogMoment): void;
}

export interface CatalogLines {
  readonly lines: readonly Line[];
  /** Names of their samples. */
  readonly names: readonly string[];
  readonly samples: number;
}

/** The series of a family, in their order. */
export function catalogLines(family: CatalogFamily): CatalogLines {
  const series = family.s.map((line) => line.split('\t'));
  const name = family.n;
  switch (family.t) {
    case 'histogram': {
      const bounds = (family.b ?? '').split(',');
      const lines = series.map((fields) => histogramLine(name, bounds, fields));
      return { lines, names: [`${name}_bucket`, `${name}_sum`, `${name}_count`], samples: series.length * (bounds.length + 2) };
    }
    case 'summary': {
      const lines = series.map((fields) => summaryLine(name, fields));
      const samples = series.reduce((sum, fields) => sum + quantilesOf(fields).length + 2, 0);
      return { lines, names: [name, `${name}_sum`, `${name}_count`], samples };
    }
    default:
      return { lines: series.map((fields) => valueLine(name, fields)), names: [name], samples: series.length };
  }
}

type Labelled = (moment: CatalogMoment) => LabelSet | undefined;

/** ${node} and ${ip} become the names of the one that is shown; other labels are the same for all. */
function labelled(text: string): Labelled {
  if (text === '') return () => undefined;
  if (!text.includes('${')) {
    const labels = new TextLabels(text);
    return () => labels;
  }
  return ({ names = {} }) => {
    let own = text;
    for (const [key, value] of Object.entries(names)) own = own.replaceAll(`\${${key}}`, escapeLabel(value));
    return labelsOfText(own);
  };
}

function valueLine(name: string, [labels = '', value = '0', growth]: readonly string[]): Line {
  const set = labelled(labels);
  const at = valueAt(value, growth);
  return {
    write: (writer, uptime, moment) => {
      if (writer.wants(name)) writer.sample(name, set(moment), at(uptime, moment));
      else writer.leaveOut(1);
    },
  };
}

function valueAt(value: string, growth: string | undefined): (uptime: number, moment: CatalogMoment) => number {
  if (value.startsWith('S') || value.startsWith('N')) {
    const shift = Number(value.slice(1));
    const from = value.startsWith('S') ? 'startedMs' : 'nowMs';
    return (_uptime, moment) => Math.round(moment[from] + shift * 1000) / 1000;
  }
  const fixed = exposedNumber(value);
  if (growth === undefined) return () => fixed;
  const rate = Number(growth);
  const whole = Number.isInteger(Number(value));
  return (uptime) => (whole ? Math.floor(rate * uptime) : Math.round(rate * uptime * 1e9) / 1e9);
}

/** Observations so far: those of a moment at the start, or as many as the recorded rate gives. */
function observations(count: string, growth: string, uptime: number): number {
  const rate = Number(growth);
  return rate > 0 ? Math.floor(rate * uptime) : Number(count);
}

function histogramLine(name: string, bounds: readonly string[], series: readonly string[]): Line {
  const [labels = '', count = '0', growth = '0', mean = '0', shares = ''] = series;
  const inner = labels === '' ? '' : `${labels},`;
  const buckets = bounds.map((bound) => labelled(`${inner}le="${bound}"`));
  const share = shares.split(',').map(Number);
  const set = labelled(labels);
  return {
    write: (writer, uptime, moment) => {
      const total = observations(count, growth, uptime);
      if (!writer.wants(`${name}_bucket`)) writer.leaveOut(buckets.length);
      else
        buckets.forEach((bucket, i) => {
          const inside = i === buckets.length - 1 ? total : Math.floor(total * (share[i] ?? 1));
          writer.sample(`${name}_bucket`, bucket(moment), inside);
        });
      writeTotals(writer, name, set(moment), total, Number(mean));
    },
  };
}

function summaryLine(name: string, series: readonly string[]): Line {
  const [labels = '', count = '0', growth = '0', mean = '0'] = series;
  const inner = labels === '' ? '' : `${labels},`;
  const quantiles = quantilesOf(series).map(([quantile = '', value = '']) => ({
    set: labelled(`${inner}quantile="${quantile}"`),
    value: exposedNumber(value),
  }));
  const set = labelled(labels);
  return {
    write: (writer, uptime, moment) => {
      const total = observations(count, growth, uptime);
      for (const { set: of, value } of quantiles) writer.sample(name, of(moment), value);
      writeTotals(writer, name, set(moment), total, Number(mean));
    },
  };
}

/** [quantile, value] of each. */
function quantilesOf([, , , , points = '']: readonly string[]): readonly (readonly string[])[] {
  return points
    .split(',')
    .filter((point) => point !== '')
    .map((point) => point.split('='));
}

function writeTotals(writer: SampleWriter, name: string, labels: LabelSet | undefined, total: number, mean: number): void {
  writer.sample(`${name}_sum`, labels, total * mean);
  writer.sample(`${name}_count`, labels, total);
}

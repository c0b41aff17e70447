import { failed, ok, type Result } from '../model/result';
import type { Exemplar, Exposition, Family, Sample } from './exposition';
import { goFloatText } from './goFloat';
import { addLabel } from './labelRecord';
import { decodeUtf8, isUtf8 } from './utf8';
import { fieldsOf, Wire, WireError, type WireField } from './wire';

// io.prometheus.client.MetricFamily, each with its length before it (prometheus/client_model io/prometheus/client/metrics.proto),
// in the order and under the names that Prometheus' scraper makes of it (model/textparse/protobufparse.go).

/** An exposition that came as protobuf. */
export interface DecodedProtobuf extends Exposition {
  readonly exemplars: readonly Exemplar[];
  /** When series began to count, milliseconds, by the index of their sample. */
  readonly createdMs: ReadonlyMap<number, number>;
  /** Histograms that have native buckets, which are not read: of these only _count and _sum, and classic buckets if any. */
  readonly nativeHistograms: number;
}

export interface ProtobufError {
  /** Bytes from the beginning of the family that fails, which `family` counts from 1. */
  readonly offset: number;
  readonly family: number;
  readonly message: string;
}

const TYPES = ['counter', 'gauge', 'summary', 'unknown', 'histogram', 'gaugehistogram'] as const;
/** The field of a Metric that holds its value, by type. */
const VALUE_FIELDS = { counter: 3, gauge: 2, summary: 4, unknown: 5, histogram: 7, gaugehistogram: 7 } as const;
type FamilyType = (typeof TYPES)[number];

/** What a Metric holds besides its value. */
interface Point {
  readonly family: string;
  readonly labels: Record<string, string>;
  readonly timestampMs: number | undefined;
}

/** Reads protobuf delimited, for components that offer nothing else. Whole or not at all. */
export function decodeProtobuf(bytes: Uint8Array): Result<DecodedProtobuf, ProtobufError> {
  const found = new Found();
  const wire = new Wire(bytes);
  let family = 0;
  try {
    while (!wire.atEnd) {
      family += 1;
      readFamily(found, wire.delimited());
    }
  } catch (error) {
    if (error instanceof WireError) return failed({ offset: error.offset, family, message: error.message });
    throw error;
  }
  const { families, samples, exemplars, createdMs, nativeHistograms } = found;
  return ok({ families, samples: () => samples, sampleCount: samples.length, exemplars, createdMs, nativeHistograms });
}

class Found {
  readonly families = new Map<string, Family>();
  readonly samples: Sample[] = [];
  readonly exemplars: Exemplar[] = [];
  readonly createdMs = new Map<number, number>();
  nativeHistograms = 0;

  add({ family, labels, timestampMs }: Point, suffix: string, value: number, extra?: readonly [string, string]): void {
    const all = { ...labels };
    if (extra !== undefined) addLabel(all, ...extra);
    const sample = { name: `${family}${suffix}`, labels: all, value };
    this.samples.push(timestampMs === undefined ? sample : { ...sample, timestampMs });
  }

  /** Exemplar of the sample that was added last. */
  exemplify(field: WireField | undefined): void {
    if (field === undefined) return;
    const fields = fieldsOf(field.bytes);
    const timestamp = last(fields, 3);
    const exemplar = { sample: this.samples.length - 1, labels: labelsOf(fields, 1), value: last(fields, 2)?.value ?? 0 };
    this.exemplars.push(timestamp === undefined ? exemplar : { ...exemplar, timestampMs: timeOf(timestamp) });
  }

  created(from: number, field: WireField | undefined): void {
    if (field === undefined) return;
    for (let at = from; at < this.samples.length; at++) this.createdMs.set(at, timeOf(field));
  }
}

function last(fields: readonly WireField[], number: number): WireField | undefined {
  return fields.filter((field) => field.number === number).at(-1);
}

/** google.protobuf.Timestamp in milliseconds. */
function timeOf({ bytes }: WireField): number {
  const fields = fieldsOf(bytes);
  return (last(fields, 1)?.value ?? 0) * 1000 + Math.trunc((last(fields, 2)?.value ?? 0) / 1e6);
}

function textOf(field: WireField | undefined, what: string): string {
  const bytes = field?.bytes ?? new Uint8Array(0);
  if (!isUtf8(bytes, 0, bytes.length)) throw new WireError(`${what} is not valid UTF-8`, 0);
  return decodeUtf8(bytes, 0, bytes.length);
}

function labelsOf(fields: readonly WireField[], number: number): Record<string, string> {
  const labels: Record<string, string> = {};
  for (const field of fields) {
    if (field.number !== number) continue;
    const pair = fieldsOf(field.bytes);
    const name = textOf(last(pair, 1), 'a label name');
    if (name === '') throw new WireError('label name is empty', 0);
    if (Object.hasOwn(labels, name) || name === '__name__') throw new WireError(`label name ${JSON.stringify(name)} is not unique`, 0);
    addLabel(labels, name, textOf(last(pair, 2), 'a label value'));
  }
  return labels;
}

function readFamily(found: Found, bytes: Uint8Array): void {
  const fields = fieldsOf(bytes);
  const metrics = fields.filter(({ number }) => number === 4);
  // As in Prometheus: a family without metrics says nothing, not even its help.
  if (metrics.length === 0) return;
  const name = textOf(last(fields, 1), 'a metric name');
  if (name === '') throw new WireError('invalid metric name: it is empty', 0);
  const code = last(fields, 3)?.value ?? 0;
  const type = TYPES[code];
  if (type === undefined) throw new WireError(`unknown metric type ${code} of ${JSON.stringify(name)}`, 0);
  const unit = textOf(last(fields, 5), 'a unit');
  found.families.set(name, { type, help: textOf(last(fields, 2), 'help text'), ...(unit === '' ? {} : { unit }) });
  for (const metric of metrics) readMetric(found, name, type, fieldsOf(metric.bytes));
}

function readMetric(found: Found, family: string, type: FamilyType, fields: readonly WireField[]): void {
  // Prometheus takes 0 for no timestamp.
  const timestampMs = last(fields, 6)?.value || undefined;
  const point = { family, labels: labelsOf(fields, 1), timestampMs };
  const value = fieldsOf(last(fields, VALUE_FIELDS[type])?.bytes ?? new Uint8Array(0));
  const from = found.samples.length;
  switch (type) {
    case 'counter':
      found.add(point, '', last(value, 1)?.value ?? 0);
      found.exemplify(last(value, 2));
      found.created(from, last(value, 3));
      return;
    case 'gauge':
    case 'unknown':
      found.add(point, '', last(value, 1)?.value ?? 0);
      return;
    case 'summary':
      addCountAndSum(found, point, value, last(value, 1)?.value ?? 0);
      for (const quantile of value.filter(({ number }) => number === 3)) addQuantile(found, point, fieldsOf(quantile.bytes));
      found.created(from, last(value, 4));
      return;
    default:
      addCountAndSum(found, point, value, countOf(value, 1, 4));
      addBuckets(found, point, value);
      found.created(from, last(value, 15));
  }
}

/** In a histogram a count is whole or, of fractions, a double of its own, which wins unless it is 0. */
function countOf(fields: readonly WireField[], whole: number, fraction: number): number {
  return last(fields, fraction)?.value || (last(fields, whole)?.value ?? 0);
}

function addCountAndSum(found: Found, point: Point, fields: readonly WireField[], count: number): void {
  found.add(point, '_count', count);
  found.add(point, '_sum', last(fields, 2)?.value ?? 0);
}

function addQuantile(found: Found, point: Point, fields: readonly WireField[]): void {
  found.add(point, '', last(fields, 2)?.value ?? 0, ['quantile', goFloatText(last(fields, 1)?.value ?? 0)]);
}

/** Buckets as they come; the last one, of all, is added where it is left out. */
function addBuckets(found: Found, point: Point, fields: readonly WireField[]): void {
  // Spans, or a zero bucket: prometheus' isNativeHistogram.
  const spans = fields.some(({ number }) => number === 9 || number === 12);
  if (spans || (last(fields, 6)?.value ?? 0) > 0 || countOf(fields, 7, 8) > 0) found.nativeHistograms += 1;
  for (const { number, bytes } of fields) {
    if (number !== 3) continue;
    const bucket = fieldsOf(bytes);
    const bound = last(bucket, 2)?.value ?? 0;
    found.add(point, '_bucket', countOf(bucket, 1, 4), ['le', goFloatText(bound)]);
    found.exemplify(last(bucket, 3));
    if (bound === Number.POSITIVE_INFINITY) return;
  }
  found.add(point, '_bucket', countOf(fields, 1, 4), ['le', '+Inf']);
}

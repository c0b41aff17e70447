import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { expositionFixture } from '../../../shared/exposition/documents.testSupport';
import type { Discovered } from '../../../shared/model/component';
import type { PortRequest } from '../cluster/port';
import { endpoints, lookOnce, NOW, type Reply } from '../probers/oneLook.testSupport';
import type { LookResult, Prober } from '../probers/prober';
import { proberOf } from '../probers/table';
import { AnswerStore } from '../store/answers';
import { Readings } from '../store/readings';
import { answerText } from './answerText';
import { Expositions } from './expositions';

function prober(kind: Discovered['kind']): Prober {
  const found = proberOf(kind);
  if (found === undefined) throw new Error(`nobody looks at ${kind}`);
  return found;
}

const exporter = (metrics: Reply, more: Partial<Parameters<typeof lookOnce>[1]> = {}) =>
  lookOnce(prober('node-exporter'), { found: { id: 'ne', endpoints: endpoints(['metrics']) }, replies: { '/metrics': metrics }, ...more });

const scrapeFacts = ({ judgement }: LookResult) => judgement.facts.filter(({ label }) => label.startsWith('scrape of'));

describe('what Prometheus would hold against an exposition', () => {
  it.each<[string, string, string]>([
    ['a Content-Type nobody knows', 'application/octet-stream', 'received unsupported Content-Type "application/octet-stream"'],
    ['none', '', 'non-compliant scrape target sending blank Content-Type'],
    ['what is none', 'metrics', 'cannot parse Content-Type "metrics"'],
  ])('%s is a fact with its proof, and nobody is called broken for it', async (_name, type, says) => {
    const look = await exporter({ text: 'up 1\n', type });
    expect(look.judgement.health).toBe('ok');
    const [fact] = scrapeFacts(look);
    expect(fact?.label).toBe('scrape of /metrics');
    expect(fact?.value).toContain(`Prometheus 3 fails this scrape: ${says}`);
    expect(fact?.evidence).toMatchObject({ says: fact?.value, answerId: expect.any(String), request: expect.stringContaining('/metrics') });
  });

  it.each<[string, string, string]>([
    [
      'the same series twice',
      'a 1\nb 2\na 3\na 4\n',
      'Prometheus drops 2 samples of it: the same series twice at one time, first in line 3',
    ],
    [
      'twice in another order of labels',
      'a{x="1",y="2"} 1\na{y="2",x="1"} 2\n',
      'Prometheus drops 1 sample of it: the same series twice at one time, line 2',
    ],
    ['long ago', `a 1 ${NOW - 3_660_000}\n`, 'Prometheus drops 1 sample of it: more than an hour old, line 1'],
    ['far ahead', `a 1 ${NOW + 3_600_000}\n`, 'Prometheus drops 1 sample of it: more than 10 minutes ahead, line 1'],
  ])('%s is dropped, and where', async (_name, text, says) => {
    const look = await exporter(text);
    expect(look.judgement.health).toBe('ok');
    expect(scrapeFacts(look).map(({ value, evidence }) => [value, evidence?.line])).toEqual([
      [says, Number(/line (\d+)$/.exec(says)?.[1])],
    ]);
  });

  it('an older sample than the last one of its series, from one look to the next', async () => {
    const found = { id: 'ne', endpoints: endpoints(['metrics']).slice(1) };
    const readings = new Readings();
    await exporter(`a 1 ${NOW - 1_000}\n`, { found, readings });
    const look = await exporter(`a 1 ${NOW - 2_000}\n`, { found, readings, nowMs: NOW + 15_000 });
    expect(scrapeFacts(look).map(({ value }) => value)).toEqual([
      'Prometheus drops 1 sample of it: older than what it has of the series, line 1',
    ]);
  });

  it.each<[string, Reply]>([
    ['text', 'up 1\n'],
    ['OpenMetrics', { text: 'up 1\n# EOF\n', type: 'application/openmetrics-text; version=1.0.0; charset=utf-8' }],
    ['the same sample with the same time again', `up 1 ${NOW}\nup 1 ${NOW}\n`],
  ])('nothing: %s', async (_name, reply) => expect(scrapeFacts(await exporter(reply))).toEqual([]));
});

/** A look at a node-exporter that answers these bytes; what was asked, and what is kept. */
async function lookAtBytes(text: Uint8Array, type: string) {
  const asked: PortRequest[] = [];
  const answers = new AnswerStore();
  const readings = new Readings();
  const result = await exporter({ text, type }, { answers, readings, hear: (request) => asked.push(request) });
  return { result, asked, answers, readings };
}

const PROTOBUF = 'application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited';

describe('protobuf, where nothing else is offered', () => {
  const bytes = new Uint8Array(gunzipSync(expositionFixture('protobuf.bin.gz')));

  it('is asked for as Prometheus 3 does by default: not at all, and taken when it comes', async () => {
    const { asked, result } = await lookAtBytes(bytes, PROTOBUF);
    expect(asked.map(({ accept }) => accept)).toEqual([expect.stringMatching(/^application\/openmetrics-text;version=1\.0\.0.*\*\/\*;q=/)]);
    expect(asked[0]?.accept).not.toContain('protobuf');
    expect(result.judgement.health).toBe('ok');
    expect(scrapeFacts(result).filter(({ value }) => value.includes('Content-Type'))).toEqual([]);
  });

  it('is shown as text, named as what it was, and its families are there', async () => {
    const { result, answers, readings } = await lookAtBytes(bytes, PROTOBUF);
    const kept = answers.get(result.observations[0]?.observation.answerId ?? '');
    if (kept === undefined) throw new Error('the newest answer is always kept');
    expect(answerText(kept)).toMatchObject({ encoding: 'protobuf', text: expect.stringContaining('# TYPE requests_total counter\n') });
    const [exposed] = new Expositions(readings).inLook(result, answers);
    expect(exposed?.families.find(({ name }) => name === 'requests_total')).toMatchObject({ type: 'counter' });
  });

  it('that cannot be read is said to be so, and its bytes are dumped', async () => {
    const { result, answers } = await lookAtBytes(new Uint8Array([9, 0, 1]), PROTOBUF);
    const seen = result.observations[0]?.observation;
    expect(seen?.state).toBe('malformed');
    expect(seen && 'because' in seen && seen.because).toMatch(/no protobuf that can be read/);
    expect(answerText(answers.get(seen?.answerId ?? '') ?? { body: new Uint8Array(0) }).encoding).toBe('binary');
  });
});

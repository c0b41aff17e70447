import { describe, expect, it } from 'vitest';
import { redact, redactedTail } from '../../../shared/model/redact';
import { answerOf } from './fakeCluster.testSupport';
import { jsonBody, statusMessage } from './jsonBody';
import { LoadMeter } from './loadMeter';
import { manualClock } from './manualClock.testSupport';
import { ObjectTable } from './objectTable';

describe('a body read as JSON', () => {
  const request = { route: { via: 'apiserver' }, path: '/api' } as const;
  it.each([
    { name: 'text that is not UTF-8', body: new Uint8Array([0x7b, 0xff, 0x7d]), says: 'GET /api answered bytes that are not UTF-8' },
    { name: 'a page', body: '<!DOCTYPE html><title>x</title>', says: /HTML page.*\(status 200\)/ },
    { name: 'half an answer', body: '{"items":', says: /not JSON/ },
    { name: 'a list', body: '[]', says: /not an object/ },
  ])('$name', ({ body, says }) => {
    const answer = answerOf(request, 200, '');
    const read = jsonBody({ ...answer, body: typeof body === 'string' ? new TextEncoder().encode(body) : body });
    expect(read.ok ? '' : read.error).toMatch(says);
  });

  it.each([
    { name: "a Status' message", body: { kind: 'Status', message: 'pods is forbidden' }, says: 'pods is forbidden' },
    { name: 'plain text', body: 'service unavailable\n', says: 'service unavailable' },
    { name: 'nothing', body: '', says: 'status 503' },
  ])('what an error says: $name', ({ body, says }) => {
    expect(statusMessage(answerOf(request, 503, body))).toBe(says);
  });
});

describe('secrets are hidden in the words of others', () => {
  it.each([
    { text: 'Authorization: Bearer abcdef0123456789', hidden: 'abcdef0123456789' },
    { text: 'token=s3cr3t-value expired', hidden: 's3cr3t-value' },
    { text: '{"access_key": "AKIAIOSFODNN7EXAMPLE"}', hidden: 'AKIAIOSFODNN7EXAMPLE' },
    { text: 'jwt eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln said no', hidden: 'eyJhbGciOiJSUzI1NiJ9' },
    { text: 'no answer from https://me:hunter22@prometheus.example/api', hidden: 'hunter22' },
    { text: 'k8s-aws-v1.aHR0cHM6Ly9zdHMuYW1hem9uYXdzLmNvbS8_QWN0aW9uPUdldENhbGxlcg', hidden: 'aHR0cHM6Ly9zdHM' },
  ])('$text', ({ text, hidden }) => {
    expect(redact(text)).not.toContain(hidden);
    expect(redact(text)).toContain('[hidden]');
  });
  it('and plain words stay', () => {
    expect(redactedTail('error: You must be logged in\nrun: aws sso login --profile dev\n')).toBe(
      'error: You must be logged in / run: aws sso login --profile dev',
    );
    expect(redact('exec: "/usr/local/share/google-cloud-sdk/bin/gke-gcloud-auth-plugin": no such file')).not.toContain('hidden');
  });
});

describe('the load', () => {
  it('is averaged over ten seconds and forgets what is older', async () => {
    const clock = manualClock();
    const meter = new LoadMeter(clock);
    for (let second = 0; second < 10; second++) {
      for (let at = 0; at < 4; at++) meter.began();
      meter.received(1000);
      await clock.advance(1_000);
    }
    expect(meter.load()).toMatchObject({ totalRequests: 40, totalBytes: 10_000, inFlight: 40 });
    expect(meter.load().requestsPerSecond).toBeCloseTo(3.6);
    await clock.advance(60_000);
    expect(meter.load()).toMatchObject({ requestsPerSecond: 0, bytesPerSecond: 0, totalRequests: 40 });
  });
});

describe('a table of objects', () => {
  const event = (name: string, createdMs: number) => ({ name, uid: name, resourceVersion: '1', createdMs, labels: {}, annotations: {} });
  it('keeps the newest of too many', () => {
    const table = new ObjectTable<ReturnType<typeof event>>({ count: 100, ageOf: ({ createdMs }) => createdMs });
    for (let at = 0; at < 1000; at++) table.put(event(`e${at}`, at));
    const kept = table.snapshot();
    expect(kept.length).toBeLessThanOrEqual(110);
    expect(kept.at(-1)?.name).toBe('e999');
    expect(Math.min(...kept.map(({ createdMs }) => createdMs))).toBeGreaterThan(880);
  });
  it('an interrupted list removes nothing; a whole one what it did not show', () => {
    const table = new ObjectTable<ReturnType<typeof event>>();
    table.put(event('old', 1));
    table.beginList();
    table.put(event('new', 2));
    table.beginList();
    table.put(event('new', 2));
    expect(table.size).toBe(2);
    table.endList();
    expect(table.snapshot().map(({ name }) => name)).toEqual(['new']);
    expect(table.snapshot()).toBe(table.snapshot());
  });
});

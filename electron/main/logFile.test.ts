import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openLogFile } from './logFile';

const folder = mkdtempSync(path.join(tmpdir(), 'hopscope-log-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const NOON = Date.UTC(2026, 0, 2, 12);

describe('the log file', () => {
  it('has a line for what was said, with its time, and is for its owner alone', () => {
    const log = openLogFile(path.join(folder, 'lines'), () => NOON);
    log.write('The engine stopped.\n  at x');
    log.write('again');
    expect(log.tail(9)).toEqual(['2026-01-02T12:00:00.000Z The engine stopped.', '      at x', '2026-01-02T12:00:00.000Z again']);
    expect(statSync(log.file).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['a bearer token', 'GET /: Authorization: Bearer pl4nted-s3cret-value', 'pl4nted'],
    ['a password', '{"password": "pl4nted-s3cret"}', 'pl4nted'],
    ['a password in a URL', 'https://me:pl4nted@host/x refused', 'pl4nted'],
    ['a JWT', 'refused eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.pl4nted', 'pl4nted'],
    ['a private key', '-----BEGIN RSA PRIVATE KEY-----\npl4nted\n-----END RSA PRIVATE KEY-----', 'pl4nted'],
  ])('never holds %s', (name, says, secret) => {
    const log = openLogFile(path.join(folder, name.replaceAll(' ', '-')), () => NOON);
    log.write(says);
    expect(readFileSync(log.file, 'utf8')).not.toContain(secret);
    expect(log.tail(1)[0]).toContain('[hidden]');
  });

  it('is set aside when it is large: two files are all there is, and the last lines go over both', () => {
    const log = openLogFile(path.join(folder, 'large'), () => NOON, 200);
    for (let at = 1; at <= 40; at++) log.write(`message ${at}`);
    const sizes = readdirSync(path.dirname(log.file)).map((name) => statSync(path.join(path.dirname(log.file), name)).size);
    expect(sizes).toHaveLength(2);
    expect(Math.max(...sizes)).toBeLessThan(300);
    expect(log.tail(4).map((line) => line.split(' ').at(-1))).toEqual(['37', '38', '39', '40']);
  });

  it('that cannot be written ends nothing', () => {
    writeFileSync(path.join(folder, 'no-folder'), '');
    const log = openLogFile(path.join(folder, 'no-folder'), () => NOON);
    expect(() => log.write('x')).not.toThrow();
    expect(log.tail(3)).toEqual([]);
  });
});

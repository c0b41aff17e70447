import type { PortAnswer } from '../../cluster/port';
import type { Parsed } from '../prober';
import { readText } from '../readAnswer';

export type Checks = readonly { readonly name: string; readonly ok: boolean }[];

/**
 * The lines of /readyz?verbose: "[+]ping ok", "[-]etcd failed: reason withheld". Answers of 500 list
 * the failing ones in the same way. Proofs are the failing lines.
 */
export function readChecks(answer: PortAnswer): Parsed<Checks> {
  const text = readText(answer);
  if (!text.ok) return text;
  const lines = text.value.split('\n');
  const checks = lines.flatMap((line) => {
    const match = /^\[([+-])\](\S+)/.exec(line);
    return match ? [{ name: match[2] ?? '', ok: match[1] === '+' }] : [];
  });
  if (checks.length === 0 && text.value.trim() !== 'ok') return { ok: false, error: 'no check lines such as "[+]ping ok"' };
  const evidence = lines.flatMap((line, at) => (line.startsWith('[-]') ? [{ atMs: answer.atMs, says: line, line: at + 1 }] : []));
  return { ok: true, value: checks, evidence };
}

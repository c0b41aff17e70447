import { describe, expect, it } from 'vitest';
import { bestMatches, markedParts, rankOf, wordsOf } from './match';

describe('a name answers a query', () => {
  it.each([
    ['the name itself', 'kubelet', 'kubelet', '', 0],
    ['in other letters', 'CADV', 'cAdvisor', '', 1],
    ['at its beginning', 'kube', 'kubelet', '', 1],
    ['at the beginning of a part', 'cpu', 'container_cpu_usage', '', 2],
    ['at a later part that begins so', 'se', 'usage_seconds', '', 2],
    ['inside', 'dvis', 'cAdvisor', '', 3],
    ['in what else is said of it', 'monitoring', 'k8s', 'monitoring', 4],
    ['with all words in any order', 'usage container', 'container_cpu_usage', '', 2],
    ['not at all', 'etcd', 'kubelet', 'node n1', undefined],
    ['with one word missing', 'cpu etcd', 'container_cpu_usage', '', undefined],
    ['with nothing asked', '  ', 'kubelet', '', 0],
  ])('%s', (_case, query, name, more, rank) => expect(rankOf(wordsOf(query), name, more)).toBe(rank));
});

it('the best come first: by rank, shorter, alphabet; all are counted', () => {
  const names = ['node_cpu', 'cpu_b', 'cpu', 'acpu', 'cpu_a', 'mem'];
  const { best, matched } = bestMatches(
    names,
    4,
    (name) => rankOf(['cpu'], name),
    (name) => name,
  );
  expect(best).toEqual(['cpu', 'cpu_a', 'cpu_b', 'node_cpu']);
  expect(matched).toBe(5);
});

describe('what matched is marked', () => {
  const said = (words: string[], text: string) =>
    markedParts(words, text)
      .map((part) => (part.marked ? `[${part.text}]` : part.text))
      .join('');
  it.each([
    ['where it stands', ['cadv'], 'cAdvisor', '[cAdv]isor'],
    ['every time', ['a'], 'banana', 'b[a]n[a]n[a]'],
    ['together where words overlap', ['conta', 'tainer'], 'container_cpu', '[container]_cpu'],
    ['not at all without words', [], 'kubelet', 'kubelet'],
    ['not where lower case has another length', ['i'], 'İi', 'İi'],
  ])('%s', (_case, words, text, marked) => expect(said(words, text)).toBe(marked));
});

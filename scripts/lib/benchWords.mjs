// npm run bench -- [start|look|map|frames|select|chart|memory|gaps|exposition|history|pods|relabel|recording ...] [SIZE ...] [--minutes N] [--record KUBECONFIG]

const SECTIONS = ['start', 'look', 'frames', 'select', 'chart', 'memory', 'gaps', 'exposition', 'history', 'pods', 'relabel', 'recording'];
/** A name for several sections. */
const GROUPS = { map: ['frames', 'select', 'chart', 'memory'] };
const LOOK_SIZES = [3, 100, 1000];
const MAP_SIZES = [3, 100, 1000, 5000];
const MINUTES = 10;

/**
 * @param {readonly string[]} words
 * @returns {{sections: Set<string>, lookSizes: number[], mapSizes: number[], minutes: number, recordFrom?: string} | {wrong: string}}
 */
export function parseBenchWords(words) {
  const sections = new Set();
  const sizes = [];
  let minutes = MINUTES;
  let recordFrom;
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (word === '--minutes') {
      at += 1;
      minutes = Number(words[at]);
      if (!(minutes > 0)) return { wrong: `--minutes ${words[at] ?? ''}: a number of minutes is wanted` };
    } else if (word === '--record') {
      at += 1;
      recordFrom = words[at];
      if (recordFrom === undefined) return { wrong: '--record: the kubeconfig of a running cluster is wanted' };
    } else if (SECTIONS.includes(word)) sections.add(word);
    else if (Object.hasOwn(GROUPS, word)) for (const one of GROUPS[word]) sections.add(one);
    else if (Number.isInteger(Number(word)) && Number(word) > 0) sizes.push(Number(word));
    else return { wrong: `${word}: neither a number of nodes nor one of ${[...SECTIONS, ...Object.keys(GROUPS)].join(', ')}` };
  }
  return {
    sections: sections.size > 0 ? sections : new Set(SECTIONS),
    lookSizes: sizes.length > 0 ? sizes : LOOK_SIZES,
    mapSizes: sizes.length > 0 ? sizes : MAP_SIZES,
    minutes,
    ...(recordFrom === undefined ? {} : { recordFrom }),
  };
}

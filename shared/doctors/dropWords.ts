import type { DropReason } from '../analysis/metricsServer';

/** Why metrics-server leaves something out, in words (docs of shared/analysis/metricsServer). */
export const DROP_WORDS: Readonly<Record<DropReason, string>> = {
  'zero-cpu': 'its CPU seconds are 0: metrics-server takes 0 for missing and leaves out the whole pod',
  'zero-memory': 'its working set is 0 bytes: metrics-server takes 0 for missing and leaves out the whole pod',
  'missing-value': 'the kubelet exposes no CPU or no memory of it (of a pod: of one of its containers)',
  'negative-timestamp': 'a sample of it has a negative timestamp: metrics-server drops the node for that scrape',
  'one-point': 'only one scrape has it so far: two are needed for a rate',
  'not-newer': 'the kubelet still says the value of the scrape before: a newer one is needed',
  restarted: 'it restarted between the two scrapes: the older value does not count',
  decreased: 'its CPU seconds went down between the two scrapes',
  young: 'one of its containers is younger than 10 s',
  'container-incomplete': 'one of its containers has no second value yet: a pod is served whole or not at all',
};

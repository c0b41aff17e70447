import { exposedName, type Series } from '../adapter/rules';
import type { AdapterAsk, AdapterScene } from './adapterScene';
import { counted } from './sheet';

/** Why nothing comes back of what an HPA asks for; '' where something does. */
export function whyEmpty(scene: AdapterScene, ask: AdapterAsk): string {
  const { query, answer } = ask;
  if (!query.ok) return whyNoQuery(scene, ask, query.error);
  if (answer === undefined) return 'it was not asked';
  if (answer.state === 'unseen') return `Prometheus: ${answer.because}`;
  return answer.value.length > 0 ? '' : whyNoRow(scene, ask);
}

/** Series that some rule exposes under the name of the metric. */
function seriesBehind(scene: AdapterScene, { metric, type }: AdapterAsk): readonly Series[] {
  const { rules, externalRules } = scene.config;
  return [...rules, ...externalRules].flatMap((rule, at) => {
    const isExternal = at >= rules.length;
    const found = scene.series[at];
    if (found?.state !== 'seen' || isExternal !== (type === 'External')) return [];
    return found.value.filter(({ name }) => {
      const exposed = exposedName(rule, name);
      return exposed.ok && exposed.value === metric;
    });
  });
}

function whyNoQuery(scene: AdapterScene, ask: AdapterAsk, error: string): string {
  const behind = seriesBehind(scene, ask);
  if (behind.length > 0) return error;
  const found = scene.series.reduce((sum, told) => sum + (told.state === 'seen' ? told.value.length : 0), 0);
  const rules = scene.config.rules.length + scene.config.externalRules.length;
  return `${error}: ${counted(rules, 'rule')} found ${counted(found, 'series', 'series')} in the last 5 min, none of which is exposed as ${ask.metric}`;
}

function whyNoRow(scene: AdapterScene, ask: AdapterAsk): string {
  const behind = seriesBehind(scene, ask);
  const { namespace, names } = ask;
  if (behind.length === 0) return `Prometheus has no series of it in the last 5 min`;
  const inNamespace = behind.filter(({ labels }) => Object.values(labels).includes(namespace));
  if (inNamespace.length === 0) return `none of ${counted(behind.length, 'series', 'series')} has the namespace ${namespace} in a label`;
  const ofNames = inNamespace.filter(({ labels }) => names.length === 0 || Object.values(labels).some((value) => names.includes(value)));
  if (ofNames.length === 0)
    return `none of ${counted(inNamespace.length, 'series', 'series')} of ${namespace} names one of ${names.slice(0, 3).join(', ')} in a label`;
  return 'its series are there: the template selects other labels, or its range is too short for two samples (a rate needs two)';
}

import { type AdapterConfig, type AdapterRule, listMetrics, parseAdapterConfig, type Series } from '../../../shared/adapter/rules';
import type { DoctorSheet } from '../../../shared/contract/doctors';
import { adapterSheet } from '../../../shared/doctors/adapterSheet';
import type { Told } from '../../../shared/doctors/metricsServerScene';
import { emptySheet } from '../../../shared/doctors/sheet';
import type { Discovered } from '../../../shared/model/component';
import type { GapSource } from '../gaps/source';
import { ofKind } from '../probers/byKind';
import { isMetricApiFacts } from '../probers/metric-apis/facts';
import { adapterConfig, seriesOfRule } from '../why/adapter';
import { prometheusOfAdapter } from '../why/prometheus';
import { adapterAsks } from './adapterAsks';
import { apiResources } from './apiResources';
import type { DoctorParts, DoctorSession } from './parts';

/** A usual adapter has some ten. */
const MOST_RULES = 50;

export async function examineAdapter(parts: DoctorParts, signal: AbortSignal): Promise<DoctorSheet> {
  const { session, port, clock } = parts;
  const [found] = ofKind(session.discovered, 'prometheus-adapter');
  if (found === undefined)
    return emptySheet(
      'absent',
      'No prometheus-adapter was found.',
      'Others that serve custom and external metrics (KEDA) have no rules that could be read here.',
    );
  const name = [found.namespace, found.name].filter(Boolean).join('/');
  const file = await adapterConfig(found, port, signal);
  if (!file.ok) return emptySheet('unknown', `The rules of ${name} could not be read.`, `${file.error}.`);
  const config = parseAdapterConfig(file.value.config);
  if (!config.ok)
    return emptySheet(
      'broken',
      `${name} refuses its configuration: it does not start with it.`,
      `${config.error.path}: ${config.error.message}.`,
    );
  const { source } = prometheusOfAdapter(session, port, found);
  if (!source.ok) return emptySheet('unknown', `What Prometheus has for the rules of ${name} cannot be asked.`, `${source.error}.`);
  const nowMs = clock.now();
  const [known, series] = await Promise.all([
    apiResources(parts, signal),
    seriesByRule(config.value, source.value, nowMs + session.clockOffsetMs, signal),
  ]);
  const seen = series.map((told) => (told.state === 'seen' ? told.value : []));
  const scene = { session, config: config.value, series: seen, resources: known.resources, source: source.value, nowMs };
  const listed = listedBy(found, session);
  return adapterSheet({
    name,
    configFrom: file.value.request,
    config: config.value,
    series,
    resourcesFrom: known.from,
    would: listMetrics(config.value, seen, known.resources),
    ...(listed === undefined ? {} : { listed }),
    asks: await adapterAsks(scene, signal),
  });
}

function seriesByRule(
  { rules, externalRules }: AdapterConfig,
  source: GapSource,
  serverNowMs: number,
  signal: AbortSignal,
): Promise<readonly Told<readonly Series[]>[]> {
  const all = [...rules, ...externalRules].slice(0, MOST_RULES);
  return Promise.all(all.map((rule) => seriesOf(rule, source, serverNowMs, signal)));
}

async function seriesOf(rule: AdapterRule, source: GapSource, serverNowMs: number, signal: AbortSignal): Promise<Told<readonly Series[]>> {
  const found = await seriesOfRule(rule, source, serverNowMs, signal);
  if (!found.ok) return { state: 'unseen', because: found.error };
  return { state: 'seen', value: found.value.map(({ __name__: name = '', ...labels }) => ({ name, labels })) };
}

/** What the APIs that it is registered for list, of those that answered. */
function listedBy({ serves = [] }: Discovered, { discovered, looks }: DoctorSession): readonly string[] | undefined {
  const apis = [...ofKind(discovered, 'custom-metrics-api'), ...ofKind(discovered, 'external-metrics-api')];
  const lists = apis.flatMap((api) => {
    const facts = api.serves?.some((group) => serves.includes(group)) ? looks.get(api.id)?.facts : undefined;
    return isMetricApiFacts(facts) && facts.listed.state === 'ok' ? [facts.listed.value] : [];
  });
  return lists.length === 0 ? undefined : lists.flat();
}

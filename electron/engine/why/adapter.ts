import { parse } from 'yaml';
import { z } from 'zod';
import { isWanted } from '../../../shared/adapter/registry';
import { type AdapterRule, exposedName, parseAdapterConfig } from '../../../shared/adapter/rules';
import type { Seen, WhyAdapter, WhyAdapterRule } from '../../../shared/analysis/why/scene';
import type { Discovered } from '../../../shared/model/component';
import { failed, ok, type Result } from '../../../shared/model/result';
import type { ClusterPort } from '../cluster/port';
import { parseCommandLine } from '../discovery/commandLine';
import type { GapSource } from '../gaps/source';
import { getObject, mountedFile } from './mountedFile';
import { askJson, prometheusOfAdapter } from './prometheus';
import type { WhySession } from './sources';

/** A usual adapter has some ten. */
const MOST_RULES = 50;
const SERIES_AGE_MS = 5 * 60_000;

/** prometheus-adapter's rules from the ConfigMap that its pod mounts, and what each finds in Prometheus. */
export async function readAdapter(
  session: WhySession,
  port: Pick<ClusterPort, 'send'>,
  nowMs: number,
  signal: AbortSignal,
): Promise<Seen<WhyAdapter>> {
  const found = session.discovered.find(({ kind }) => kind === 'prometheus-adapter');
  if (found === undefined) return unseen('no prometheus-adapter was found');
  const config = await adapterConfig(found, port, signal);
  if (!config.ok) return unseen(config.error);
  const rules = parseAdapterConfig(config.value.config);
  if (!rules.ok) return unseen(`its configuration is refused: ${rules.error.path} ${rules.error.message}`);
  const { source } = prometheusOfAdapter(session, port, found);
  if (!source.ok) return unseen(source.error);
  const all = [
    ...rules.value.rules.map((rule) => ({ rule, external: false })),
    ...rules.value.externalRules.map((rule) => ({ rule, external: true })),
  ];
  const read: WhyAdapterRule[] = [];
  for (const each of all.slice(0, MOST_RULES)) {
    const names = await namesBy(each.rule, source.value, nowMs, signal);
    if (!names.ok) return unseen(names.error);
    read.push({ path: each.rule.path, seriesQuery: each.rule.seriesQuery, external: each.external, names: names.value });
  }
  const name = [found.namespace, found.name].filter(Boolean).join('/');
  return { state: 'seen', value: { name, rules: read }, proof: { request: config.value.request, says: `${all.length} rules` } };
}

function unseen(because: string): { readonly state: 'unseen'; readonly because: string } {
  return { state: 'unseen', because };
}

const ConfigMap = z.object({ data: z.record(z.string(), z.string()).nullish() });

/** The adapter's configuration, out of the ConfigMap that its pod mounts at --config. The error is a sentence. */
export async function adapterConfig(
  found: Discovered,
  port: Pick<ClusterPort, 'send'>,
  signal: AbortSignal,
): Promise<Result<{ config: unknown; request: string }, string>> {
  const file = parseCommandLine([], found.args).flags.get('config');
  if (file === undefined) return failed('its --config is not known');
  const mounted = await mountedFile(found, file, port, signal);
  if (!mounted.ok) return mounted;
  const { namespace, configMap, key } = mounted.value;
  const path = `/api/v1/namespaces/${namespace}/configmaps/${configMap}`;
  const object = await getObject(port, path, ConfigMap, signal);
  if (!object.ok) return object;
  const text = object.value.data?.[key];
  return text === undefined
    ? failed(`ConfigMap ${namespace}/${configMap} has no ${key}`)
    : ok({ config: yamlOf(text), request: `GET ${path}` });
}

function yamlOf(text: string): unknown {
  try {
    const value: unknown = parse(text);
    return value;
  } catch {
    return undefined;
  }
}

const Series = z.array(z.record(z.string(), z.string()));

async function namesBy(
  rule: AdapterRule,
  source: GapSource,
  nowMs: number,
  signal: AbortSignal,
): Promise<Result<WhyAdapterRule['names'], string>> {
  const found = await seriesOfRule(rule, source, nowMs, signal);
  if (!found.ok) return found;
  const series = new Set(found.value.map((labels) => labels['__name__'] ?? '').filter((name) => isWanted(rule, name)));
  return ok(
    [...series].flatMap((name) => {
      const metric = exposedName(rule, name);
      return metric.ok ? [{ series: name, metric: metric.value }] : [];
    }),
  );
}

/** What its seriesQuery finds in Prometheus, as the adapter asks for it. */
export async function seriesOfRule(
  rule: AdapterRule,
  source: GapSource,
  nowMs: number,
  signal: AbortSignal,
): Promise<Result<readonly Readonly<Record<string, string>>[], string>> {
  const parameters = new URLSearchParams({
    'match[]': rule.seriesQuery,
    start: String((nowMs - SERIES_AGE_MS) / 1000),
    end: String(nowMs / 1000),
  });
  const found = await askJson(source, `/api/v1/series?${parameters.toString()}`, Series, signal);
  return found.state === 'unseen' ? failed(`${rule.path}: ${found.because}`) : ok(found.value);
}

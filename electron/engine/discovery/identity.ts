import { FAMILY_SIGNS, type FamilySign } from '../../../shared/knowledge/families';
import type { ComponentKind } from '../../../shared/model/component';
import { type Answers, type IdentificationAnswer, identificationKey } from './identification';
import { isRecord } from './selector';

/**
 * What the answers say a candidate is. `open`: not yet (which question is next). `none`: it answered,
 * and like nothing that is known.
 */
export type Identity =
  | {
      readonly state: 'known';
      readonly kind: ComponentKind;
      readonly flavour?: string;
      readonly version?: string;
      readonly because: readonly string[];
    }
  | { readonly state: 'open'; readonly next: 'buildinfo' | 'flags' | 'metrics' }
  | { readonly state: 'none'; readonly because: readonly string[] }
  | { readonly state: 'silent'; readonly because: readonly string[] };

/**
 * For what looks like a Prometheus: buildinfo, then flags (tells Prometheus, agent mode and Thanos apart),
 * then the families of /metrics. For every other kind the families alone.
 */
export function identityOf(about: string, kind: ComponentKind, answers: Answers): Identity {
  if (kind !== 'prometheus') return ofFamilies(about, answers);
  const buildinfo = answers.get(identificationKey(about, 'buildinfo'));
  if (!buildinfo) return { state: 'open', next: 'buildinfo' };
  const build = readBuildinfo(buildinfo);
  if (build?.application) return ofApplication(build, buildinfo);
  const flags = answers.get(identificationKey(about, 'flags'));
  if (build && !flags) return { state: 'open', next: 'flags' };
  const byFlags = flags ? ofFlags(flags, build, buildinfo) : undefined;
  if (byFlags) return byFlags;
  const metrics = answers.get(identificationKey(about, 'metrics'));
  if (!metrics) return { state: 'open', next: 'metrics' };
  return ofMetrics(metrics) ?? leftOver([buildinfo, metrics], build);
}

function ofFamilies(about: string, answers: Answers): Identity {
  const metrics = answers.get(identificationKey(about, 'metrics'));
  if (!metrics) return { state: 'open', next: 'metrics' };
  return ofMetrics(metrics) ?? leftOver([metrics], undefined);
}

interface Build {
  readonly version: string;
  /** Mimir and Cortex name themselves here (grafana/mimir pkg/api, buildinfo). */
  readonly application?: string;
  /** A whole answer as Prometheus gives it; VictoriaMetrics answers with a version alone. */
  readonly whole: boolean;
}

function readBuildinfo(answer: IdentificationAnswer): Build | undefined {
  const data = dataOf(answer);
  const version = data?.['version'];
  if (typeof version !== 'string') return undefined;
  const application = data?.['application'];
  return { version, whole: typeof data?.['goVersion'] === 'string', ...(typeof application === 'string' ? { application } : {}) };
}

function dataOf(answer: IdentificationAnswer): Readonly<Record<string, unknown>> | undefined {
  if (answer.kind !== 'answered' || answer.status !== 200) return undefined;
  const body = parseJson(answer.text);
  return isRecord(body) && body['status'] === 'success' && isRecord(body['data']) ? body['data'] : undefined;
}

function parseJson(text: string): unknown {
  try {
    const parsed: unknown = JSON.parse(text);
    return parsed;
  } catch {
    return undefined;
  }
}

function ofApplication(build: Build, answer: IdentificationAnswer): Identity {
  const flavour = /mimir|metrics enterprise/i.test(build.application ?? '') ? 'mimir' : (build.application ?? '').toLowerCase();
  const because = `${answer.request} answered application "${build.application ?? ''}", version ${build.version}.`;
  return { state: 'known', kind: 'prometheus', flavour, version: build.version, because: [because] };
}

/** Prometheus' own flags tell its mode: "agent" since 3.0, "enable-feature" before (prometheus docs/feature_flags). */
function ofFlags(answer: IdentificationAnswer, build: Build | undefined, buildinfo: IdentificationAnswer): Identity | undefined {
  const flags = dataOf(answer);
  if (!flags || !build) return undefined;
  const known = (flavour: string | undefined, says: string): Identity => ({
    state: 'known',
    kind: 'prometheus',
    ...(flavour ? { flavour } : {}),
    version: build.version,
    because: [`${buildinfo.request} answered version ${build.version}.`, `${answer.request} ${says}.`],
  });
  const agent =
    flags['agent'] === 'true' ||
    String(flags['enable-feature'] ?? '')
      .split(',')
      .includes('agent');
  if (agent) return known('prometheus-agent', 'shows agent mode: it scrapes and sends on, and answers no queries');
  if ('storage.tsdb.path' in flags) return known(undefined, `has storage.tsdb.path ${String(flags['storage.tsdb.path'])}`);
  if ('query.replica-label' in flags || 'grpc-address' in flags) return known('thanos-query', 'has the flags of thanos query');
  return undefined;
}

function ofMetrics(answer: IdentificationAnswer): Identity | undefined {
  if (answer.kind !== 'answered' || answer.status !== 200) return undefined;
  const vm = victoriaMetrics(answer.text);
  const sign = vm ?? FAMILY_SIGNS.find((known) => hasFamily(answer.text, known.family));
  if (!sign) return undefined;
  const version = vm?.version ?? versionIn(answer.text, sign);
  return {
    state: 'known',
    kind: sign.kind,
    ...(sign.flavour ? { flavour: sign.flavour } : {}),
    ...(version ? { version } : {}),
    because: [`${answer.request} has the family ${sign.family}, which only ${sign.flavour ?? sign.kind} exposes.`],
  };
}

/** vm_app_version{version="vmagent-20240419-...-tags-v1.101.0-0-g..."}: program and version in one label. */
function victoriaMetrics(text: string): (FamilySign & { readonly version?: string }) | undefined {
  const match =
    /^vm_app_version\{[^}]*\bversion="(victoria-metrics|vmsingle|vmagent|vmselect|vminsert|vmstorage|vmalert|vmauth)-([^"]*)"/m.exec(text);
  const program = match?.[1];
  if (!program) return undefined;
  const version = /tags-v?(\d+\.\d+\.\d+)/.exec(match?.[2] ?? '')?.[1];
  const asks = program === 'vmagent' || program === 'vmselect';
  const single = program === 'victoria-metrics' || program === 'vmsingle';
  const flavour = single ? 'victoria-metrics' : program;
  return { family: 'vm_app_version', kind: asks || single ? 'prometheus' : 'other', flavour, ...(version ? { version } : {}) };
}

function hasFamily(text: string, family: string): boolean {
  return new RegExp(`^(?:# TYPE )?${family}[ {]`, 'm').test(text);
}

function versionIn(text: string, sign: FamilySign): string | undefined {
  if (!sign.versionLabel) return undefined;
  const line = new RegExp(`^${sign.family}\\{[^}]*\\b${sign.versionLabel}="([^"]*)"`, 'm').exec(text);
  return line?.[1]?.replace(/^v(?=\d)/, '');
}

/** buildinfo answered like Prometheus, and nothing contradicts: it is one. */
function leftOver(asked: readonly IdentificationAnswer[], build: Build | undefined): Identity {
  const because = asked.map((answer) =>
    answer.kind === 'answered'
      ? `${answer.request} answered ${answer.status}, nothing that is known.`
      : `${answer.request}: ${answer.because}.`,
  );
  if (build?.whole) {
    return {
      state: 'known',
      kind: 'prometheus',
      version: build.version,
      because: [`${asked[0]?.request ?? ''} answered version ${build.version}.`],
    };
  }
  return asked.some((answer) => answer.kind === 'answered') ? { state: 'none', because } : { state: 'silent', because };
}

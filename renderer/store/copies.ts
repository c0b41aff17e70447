import { requestForms } from '../../shared/exports/requestForms';
import type { Report } from '../../shared/report/schema';
import { useEngine } from './engineStore';

/** What of a request can be copied: for which program, and the text. */
export interface Copy {
  readonly form: 'curl' | 'kubectl' | 'promql';
  readonly text: string;
}

/** A request for a shell or for Prometheus' own page; none where it is no request that reads. */
export function copiesOf(request: string | undefined, cluster: Report['cluster'] | undefined): readonly Copy[] {
  const { curl, kubectl, promql } = requestForms(request ?? '', cluster ?? {});
  const all = [
    { form: 'curl', text: curl },
    { form: 'kubectl', text: kubectl },
    { form: 'promql', text: promql },
  ] as const;
  return all.flatMap(({ form, text }) => (text === undefined ? [] : [{ form, text }]));
}

/** The cluster that the window shows. */
export function useCluster(): Report['cluster'] | undefined {
  return useEngine((facts) => facts.view?.report.cluster);
}

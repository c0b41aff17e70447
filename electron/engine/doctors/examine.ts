import type { DoctorId, DoctorSheet } from '../../../shared/contract/doctors';
import { assertNever } from '../../../shared/model/result';
import { examineAdapter } from './adapter';
import { examineCadvisor } from './cadvisor';
import { examineCatalog } from './catalog';
import { examineHpa } from './hpa';
import { examineKsm } from './ksm';
import { examineMetricsServer } from './metricsServer';
import type { DoctorParts } from './parts';

/** How often a sheet is made anew while its screen is open, ms: what it stands on changes so often. */
export const PERIOD_MS: Readonly<Record<DoctorId, number>> = {
  'metrics-server': 15_000,
  hpa: 5_000,
  cadvisor: 30_000,
  adapter: 30_000,
  catalog: 120_000,
  'kube-state-metrics': 60_000,
};

/** The sheet of one doctor; `subject` is one of its choices, if it has any. */
export async function examine(
  parts: DoctorParts,
  doctor: DoctorId,
  subject: string | undefined,
  signal: AbortSignal,
): Promise<DoctorSheet> {
  switch (doctor) {
    case 'metrics-server':
      return examineMetricsServer(parts, signal);
    case 'cadvisor':
      return examineCadvisor(parts, subject);
    case 'kube-state-metrics':
      return examineKsm(parts, subject, signal);
    case 'adapter':
      return examineAdapter(parts, signal);
    case 'catalog':
      return examineCatalog(parts, signal);
    case 'hpa':
      return examineHpa(parts, subject);
    default:
      return assertNever(doctor);
  }
}

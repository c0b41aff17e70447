import type { Health } from '../../../shared/model/health';
import type { ReportComponent } from '../../../shared/report/schema';

/** How each card is, by its id. */
export function healthsOf(components: readonly ReportComponent[] | undefined): Readonly<Record<string, Health>> {
  return Object.fromEntries((components ?? []).map(({ id, health }) => [id, health]));
}

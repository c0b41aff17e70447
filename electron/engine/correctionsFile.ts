import { createHash } from 'node:crypto';
import Conf from 'conf';
import type { ClusterIdentity } from './cluster/port';
import { type Correction, remember } from './discovery/corrections';

/** What the user corrected, remembered for each cluster (by its server's address) in the settings folder. */
export class CorrectionsFile {
  private readonly file: Conf<{ corrections: Correction[] }>;
  private now: readonly Correction[];

  constructor(folder: string, cluster: ClusterIdentity) {
    const name = createHash('sha256').update(cluster.server).digest('hex').slice(0, 16);
    this.file = new Conf({ cwd: folder, configName: `corrections-${name}`, defaults: { corrections: [] }, clearInvalidConfig: true });
    this.now = this.file.get('corrections');
  }

  list(): readonly Correction[] {
    return this.now;
  }

  /** Kept for this run in any case; on disk when there is room. */
  remember(correction: Correction): void {
    this.now = remember(this.now, correction);
    this.file.set('corrections', [...this.now]);
  }
}

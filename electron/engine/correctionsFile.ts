import { createHash } from 'node:crypto';
import Conf from 'conf';
import { failed, ok, type Result } from '../../shared/model/result';
import type { ClusterIdentity } from './cluster/port';
import { type Correction, remember, subjectOf } from './discovery/corrections';

export interface NotSaved {
  readonly says: string;
  readonly remedy: string;
}

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

  get path(): string {
    return this.file.path;
  }

  /** Kept for this run in any case; the error says that it is not on disk (full, read-only). */
  remember(correction: Correction): Result<void, NotSaved> {
    return this.keep(remember(this.now, correction));
  }

  /** Takes back what was said of this subject (`subjectOf`). */
  forget(subject: string): Result<void, NotSaved> {
    return this.keep(this.now.filter((known) => subjectOf(known) !== subject));
  }

  private keep(corrections: readonly Correction[]): Result<void, NotSaved> {
    this.now = corrections;
    try {
      this.file.set('corrections', [...this.now]);
      return ok(undefined);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return failed({
        says: `The correction holds until Hopscope is closed: ${this.file.path} cannot be written (${why}).`,
        remedy: 'Make room on the disk or allow writing there, then correct it again.',
      });
    }
  }
}

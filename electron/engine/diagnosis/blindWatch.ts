import type { BlindSight } from '../../../shared/diagnosis/sights';
import type { BlindSpotWatch } from '../blindSpots/blindSpotWatch';
import type { Clock } from '../clock';

/** What pods did changes all the time; what share of it was seen changes slowly, and judging an hour of it takes a while. */
const PERIOD_MS = 60_000;
/** Until the scrapes are known. */
const FIRST_PERIOD_MS = 15_000;

/** Its request is shared with the view of blind spots, and ends with the port. */
const NOBODYS_SIGNAL = new AbortController().signal;
const NOT_YET: BlindSight = { state: 'unseen', need: 'the times of the scrapes of kube-state-metrics, from a Prometheus' };

/** What no scrape saw, asked for in the background: the last answer is at hand. */
export class BlindWatch {
  private last: BlindSight = NOT_YET;
  private askedMs = Number.NEGATIVE_INFINITY;
  private asking = false;

  constructor(
    private readonly blindSpots: Pick<BlindSpotWatch, 'refresh' | 'page'>,
    private readonly clock: Pick<Clock, 'now'>,
    private readonly isReady: () => boolean,
  ) {}

  get known(): BlindSight {
    return this.last;
  }

  /** Something changed: asks anew when the last answer is old. Never rejects. */
  observe(): void {
    const periodMs = this.last.state === 'seen' ? PERIOD_MS : FIRST_PERIOD_MS;
    if (this.asking || !this.isReady() || this.clock.now() - this.askedMs < periodMs) return;
    this.asking = true;
    this.askedMs = this.clock.now();
    void this.blindSpots
      .refresh(NOBODYS_SIGNAL)
      .then(() => {
        this.last = this.sight();
      })
      .finally(() => {
        this.asking = false;
      });
  }

  private sight(): BlindSight {
    const { source, intervalMs, summary } = this.blindSpots.page('');
    if (source.kind === 'none') return { state: 'unseen', need: `the times of the scrapes of kube-state-metrics: ${source.says}` };
    if (source.kind === 'own-looks') return { state: 'unseen', need: `the scrapes of a Prometheus: ${source.because}` };
    const { changes, unseen, byReason } = summary;
    return { state: 'seen', source: source.name, intervalMs, changes, unseen, byReason };
  }
}

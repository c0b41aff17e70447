import type { FromEngine } from '../../../shared/contract/engine';
import type { DemoState, LabIntent } from '../../../shared/contract/lab';
import { assertNever } from '../../../shared/model/result';
import type { FeedParts } from './feedParts';

const NO_LAB = {
  says: 'this is no demo cluster: nothing is broken here on purpose',
  remedy: 'Open the demo from the Clusters page; what the lab breaks is there alone.',
};

/** The fault lab of the window. It speaks to the demo's thread and to nothing else: whatever is asked, no cluster gets a request. */
export class LabFeed {
  private open = false;
  /** Which faults were on when the lab was last told. */
  private toldOf: string | undefined;

  constructor(
    private readonly demo: FeedParts['demo'],
    private readonly send: (message: FromEngine) => void,
  ) {}

  receive(intent: LabIntent): void {
    const { demo } = this;
    if (demo === undefined) {
      this.send({ type: 'trouble', ...NO_LAB });
      return;
    }
    switch (intent.type) {
      case 'read-lab':
        this.open = true;
        this.tell(demo);
        return;
      case 'faults':
        demo.setFaults(intent.names, intent.on);
        return;
      case 'lab-speed':
        demo.setSpeed(intent.speed);
        return;
      default:
        assertNever(intent);
    }
  }

  /** What must come of a fault depends on the others that are on. */
  changed(state: DemoState | undefined): void {
    if (!this.open || this.demo === undefined || state === undefined || state.on.join() === this.toldOf) return;
    this.tell(this.demo);
  }

  /** Another window is at the other end. */
  reset(): void {
    this.open = false;
  }

  private tell(demo: NonNullable<FeedParts['demo']>): void {
    this.toldOf = demo.state().on.join();
    void demo.lab().then((lab) => this.send({ type: 'lab', lab }));
  }
}

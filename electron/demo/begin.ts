import path from 'node:path';
import { runBundle } from '../bundle/runBundle';

/** What the demo's thread begins with (dist/electron/demo.cjs): electron/demo/worker.ts. */
runBundle(path.join(__dirname, 'demoBody.cjs'));

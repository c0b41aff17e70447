import path from 'node:path';
import { runBundle } from '../bundle/runBundle';

/** What Electron begins with (dist/electron/main.cjs): the main process itself is electron/main/main.ts. */
runBundle(path.join(__dirname, 'mainBody.cjs'));

// node scripts/pictures.mjs, after npm test: takes the pictures that the window tests made into docs/pictures, for the README.
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from './lib/project.mjs';
import { say } from './lib/steps.mjs';

/** Name in docs -> name that the window tests gave. */
const PICTURES = {
  'demo-healthy': 'demo-healthy-1280-light',
  'demo-healthy-dark': 'demo-healthy-1280-dark',
  'demo-metrics-server-down': 'demo-metrics-server-down-1280-light',
  'demo-prometheus-charts': 'demo-prometheus-charts-1920-light',
  'denied-to-you': 'denied-1280-light',
};

const target = path.join(ROOT, 'docs/pictures');
fs.mkdirSync(target, { recursive: true });
for (const [name, made] of Object.entries(PICTURES)) {
  const from = path.join(ROOT, 'out/pictures', `${made}.png`);
  if (!fs.existsSync(from)) {
    say(`${made}.png is not there: run npm test first`);
    process.exit(1);
  }
  fs.copyFileSync(from, path.join(target, `${name}.png`));
}
say(`${Object.keys(PICTURES).length} pictures in docs/pictures`);

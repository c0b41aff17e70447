// The shipped Charts tab in a page of its own, fed with messages as the engine sends them. Built by e2e/bench/chart.mjs, never shipped.
import '../../../renderer/app/zodSetup';
import '../../../renderer/ui/mantine.css';
import '../../../renderer/ui/font.css';
import '../../../renderer/ui/tokens.css';
import '../../../renderer/ui/base.css';
import '../../../renderer/features/inspector/inspector.css';
import { MantineProvider } from '@mantine/core';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { ChartsTab } from '../../../renderer/features/inspector/ChartsTab';
import { receiveFromEngine } from '../../../renderer/store/engineStore';
import { THEME } from '../../../renderer/ui/theme';
import { type Details, FromEngine } from '../../../shared/contract/engine';

const ID = 'kubelet';
const DETAILS: Details = { id: ID, why: [], facts: [], answers: [], members: [], series: [] };

declare global {
  /** Gives the tab a message; milliseconds from then until it is on the screen. */
  var draw: (message: unknown) => Promise<number>;
}

globalThis.draw = async (message) => {
  const begun = performance.now();
  receiveFromEngine(FromEngine.parse(message));
  // The first frame draws; the second begins when that is done.
  await nextFrame();
  await nextFrame();
  return performance.now() - begun;
};

function nextFrame(): Promise<number> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}

const root = document.getElementById('root');
if (root !== null)
  createRoot(root).render(
    createElement(MantineProvider, { theme: THEME, defaultColorScheme: 'light' }, createElement(ChartsTab, { details: DETAILS })),
  );

// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FromShell, ToShell } from '../../shared/contract/shell';
import { fixtureView } from '../app/fixtureView';
import * as shell from '../bridge/shellBridge';
import { useEngine } from './engineStore';
import { receiveSaving, savePicture, saveTable } from './saving';

const tell = vi.spyOn(shell, 'tellShell');
const said = () => useEngine.getState().notices.map(({ says, remedy }) => [says, remedy]);

beforeEach(() => {
  useEngine.setState({ notices: [], view: undefined });
  tell.mockReset();
});
afterEach(() => vi.unstubAllGlobals());

function part(box: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }): Element {
  const element = document.createElement('div');
  element.getBoundingClientRect = () => new DOMRect(box.left, box.top, box.right - box.left, box.bottom - box.top);
  return element;
}

/** Runs frames at once. */
function atOnce(): void {
  vi.stubGlobal('requestAnimationFrame', (run: (ms: number) => void) => {
    run(0);
    return 0;
  });
}

describe('saving what is on the screen', () => {
  it('a table as CSV, named by the cluster and the minute', () => {
    const view = fixtureView();
    useEngine.setState({ view });
    saveTable('Hops', { head: ['a', 'b'], rows: [['=x', 1.5]] });
    const { context } = view.report.cluster;
    const name = `${context} Hops ${view.report.to.slice(0, 13)}-${view.report.to.slice(14, 16)}`;
    expect(tell.mock.calls).toEqual([[{ type: 'save', name, content: { is: 'text', kind: 'csv', text: "a,b\r\n'=x,1.5\r\n" } }]]);
    expect(ToShell.safeParse(tell.mock.calls[0]?.[0]).success).toBe(true);
  });

  it('a part of the page as a picture, only what is within the window; what serves the hand is hidden until it is taken', () => {
    atOnce();
    vi.stubGlobal('innerWidth', 800);
    vi.stubGlobal('innerHeight', 600);
    savePicture('chart', part({ left: -10.4, top: 20.6, right: 900, bottom: 300.2 }));
    expect(tell.mock.calls).toMatchObject([
      [{ type: 'save', content: { is: 'area', kind: 'png', area: { x: 0, y: 20, width: 800, height: 281 } } }],
    ]);
    expect(ToShell.safeParse(tell.mock.calls[0]?.[0]).success).toBe(true);
    expect(document.documentElement.dataset['picture']).toBe('');
    receiveSaving({ type: 'saving', kind: 'png', step: { state: 'asking' } });
    expect(document.documentElement.dataset['picture']).toBeUndefined();
  });

  it('says so when nothing of it is in sight', () => {
    atOnce();
    savePicture('chart', part({ left: 0, top: -300, right: 100, bottom: -10 }));
    expect(tell).not.toHaveBeenCalled();
    expect(said()[0]?.[0]).toBe('The picture as PNG was not saved.');
    expect(document.documentElement.dataset['picture']).toBeUndefined();
  });
});

describe('what main says of it', () => {
  it.each([
    [{ state: 'asking' }, []],
    [{ state: 'cancelled' }, []],
    [{ state: 'saved', file: 'map.svg' }, [['map.svg is saved.', undefined]]],
    [
      { state: 'failed', file: 'map.svg', why: 'disk-full', code: 'ENOSPC' },
      [['map.svg was not saved.', 'The disk is full. Make room, or choose another one.']],
    ],
    [
      { state: 'failed', file: 'map.svg', why: 'other', code: 'EIO' },
      [['map.svg was not saved.', 'The system refused: EIO. Try another folder.']],
    ],
  ] as const)('%j', (step, notices) => {
    useEngine.setState({ notices: [{ id: 'saving', says: 'before' }] });
    const message = { type: 'saving', kind: 'svg', step } as const;
    expect(FromShell.safeParse(message).success).toBe(true);
    receiveSaving(message);
    expect(said()).toEqual(notices);
  });
});

// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { allowSingleKeys, closeInspector, selectCard, showAnswer, showKeys, showLab, showScreen, useChoices } from '../store/choiceStore';
import { offerCommands, useCommands } from '../store/commandStore';
import { showFind, useFinding } from '../store/findStore';
import { openGlossary, useGlossary } from '../store/glossaryStore';
import { focusPath, useMapMoment } from '../store/mapStore';
import { offerMarkSteps } from '../store/markSteps';
import { startWalkthrough, useWalkthrough } from '../store/walkthroughStore';
import { ENGLISH } from '../texts/catalogue';
import { WINDOW_COMMANDS } from './commands';
import { listenToKeys } from './windowKeys';

let root: Root;
let host: HTMLElement;
let stop: (() => void)[] = [];
const press = (key: string, more: KeyboardEventInit = {}, target: Element = document.body) => {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
  act(() => {
    target.dispatchEvent(event);
  });
  return event;
};
const screen = () => useChoices.getState().screen;

beforeAll(() => {
  Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true);
});
beforeEach(() => {
  host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
  act(() =>
    root.render(
      <>
        <nav data-region="rail">
          <button type="button">Map</button>
        </nav>
        <div data-region="view">
          <button type="button" tabIndex={-1}>
            one
          </button>
          <button type="button" tabIndex={0}>
            kubelet
          </button>
        </div>
        <div data-region="inspector">
          <input />
        </div>
        <div data-region="strip" />
      </>,
    ),
  );
  stop = [offerCommands(WINDOW_COMMANDS), listenToKeys()];
  showScreen('map');
  showKeys(false);
  showFind(false);
  allowSingleKeys(true);
  focusPath({ kind: 'none' });
  closeInspector();
});
afterEach(() => {
  for (const end of stop) end();
  act(() => root.unmount());
  host.remove();
});

describe('keys', () => {
  it('L goes to the list and back, 1 to the map', () => {
    press('l');
    expect(screen()).toBe('list');
    press('L', { shiftKey: true });
    expect(screen()).toBe('map');
    showScreen('list');
    press('1');
    expect(screen()).toBe('map');
  });

  it.each([
    ['Ctrl', { ctrlKey: true }],
    ['Cmd', { metaKey: true }],
  ])('%s K opens find, also while text is written', (_name, held) => {
    const event = press('k', held, host.querySelector('input') ?? host);
    expect(useFinding.getState().shown).toBe(true);
    expect(event.defaultPrevented).toBe(true);
  });

  it('? and F1 show the keys', () => {
    press('?');
    expect(useChoices.getState().keysShown).toBe(true);
    showKeys(false);
    press('F1');
    expect(useChoices.getState().keysShown).toBe(true);
  });

  it('F3 and Shift F3 step through a raw answer while one is shown, wherever the focus is', () => {
    const steps: number[] = [];
    press('F3');
    const stopSteps = offerMarkSteps((by) => steps.push(by));
    expect(press('F3').defaultPrevented).toBe(true);
    press('F3', { shiftKey: true }, host.querySelector('[data-region="inspector"] input') ?? host);
    press('F3', {}, host.querySelector('[data-region="view"] button') ?? host);
    stopSteps();
    press('F3');
    expect(steps).toEqual([1, -1, 1]);
  });

  it('of one character write text where text is written', () => {
    const event = press('l', {}, host.querySelector('input') ?? host);
    expect(screen()).toBe('map');
    expect(event.defaultPrevented).toBe(false);
  });

  it('do nothing behind an open dialog', () => {
    showKeys(true);
    press('l');
    expect(screen()).toBe('map');
  });

  it('that a part has used already do nothing more', () => {
    const used = (event: Event) => event.preventDefault();
    host.addEventListener('keydown', used);
    press('l', {}, host);
    expect(screen()).toBe('map');
  });

  it('that two parts offer mean the one that can be run, of both the one that came last', () => {
    const ran: string[] = [];
    const offer = (id: string, when: () => boolean) =>
      stop.push(offerCommands([{ id, group: 'looks', words: id, keys: ['['], when, run: () => ran.push(id) }]));
    let held = true;
    offer('strip', () => true);
    offer('charts', () => held);
    press('[');
    held = false;
    press('[');
    expect(ran).toEqual(['charts', 'strip']);
  });

  it('with Alt are the menu’s', () => {
    press('l', { altKey: true });
    expect(screen()).toBe('map');
  });
});

describe('keys of one character switched off', () => {
  beforeEach(() => allowSingleKeys(false));
  it('do nothing, and no part hears them', () => {
    const heard: string[] = [];
    host.addEventListener('keydown', (event) => heard.push(event.key));
    for (const key of ['l', '?', '1', '+']) press(key, {}, host);
    expect([screen(), useChoices.getState().keysShown, heard]).toEqual(['map', false, []]);
  });

  it('still write text', () => {
    const heard: string[] = [];
    host.addEventListener('keydown', (event) => heard.push(event.key));
    press('l', {}, host.querySelector('input') ?? host);
    expect(heard).toEqual(['l']);
  });

  it('leave those with Ctrl, F keys and arrows', () => {
    const heard: string[] = [];
    host.addEventListener('keydown', (event) => heard.push(event.key));
    press('ArrowLeft', {}, host);
    press('F1', {}, host);
    expect([heard, useChoices.getState().keysShown]).toEqual([['ArrowLeft', 'F1'], true]);
  });
});

describe('F6', () => {
  it('goes through rail, view, inspector and round; Shift F6 back; what cannot take the keyboard is left out', () => {
    const at = () => document.activeElement?.closest('[data-region]')?.getAttribute('data-region');
    const seen = [1, 2, 3, 4].map(() => {
      press('F6');
      return at();
    });
    expect(seen).toEqual(['rail', 'view', 'inspector', 'rail']);
    press('F6', { shiftKey: true });
    expect(at()).toBe('inspector');
    press('F6', { shiftKey: true });
    expect(document.activeElement?.textContent).toBe('kubelet');
  });
});

describe('Esc takes back one thing at a time', () => {
  it('dialog, fault lab, raw answer, path, selection, walkthrough', () => {
    selectCard('kubelet');
    focusPath({ kind: 'card', card: 'kubelet' });
    showAnswer('a1');
    showLab(true);
    showFind(true);
    openGlossary('up');
    startWalkthrough();
    const state = () => ({
      find: useFinding.getState().shown,
      term: useGlossary.getState().term,
      lab: useChoices.getState().labShown,
      answer: useChoices.getState().answerId,
      path: useMapMoment.getState().path.kind,
      selection: useChoices.getState().selection.kind,
      walks: useWalkthrough.getState().shown,
    });
    const before = { find: true, term: 'up', lab: true, answer: 'a1', path: 'card', selection: 'card', walks: true };
    const steps = [
      { find: false },
      { term: undefined },
      { lab: false },
      { answer: undefined },
      { path: 'none' },
      { selection: 'none' },
      { walks: false },
    ];
    let now: object = before;
    for (const step of steps) {
      press('Escape');
      now = { ...now, ...step };
      expect(state()).toEqual(now);
    }
  });

  it('leaves the window as it is inside a menu, which closes itself', () => {
    selectCard('kubelet');
    const menu = host.appendChild(document.createElement('div'));
    menu.className = 'mantine-Menu-dropdown';
    press('Escape', {}, menu);
    expect(useChoices.getState().selection.kind).toBe('card');
  });
});

describe('the table of commands', () => {
  it('has each id and each key once', () => {
    const { commands } = useCommands.getState();
    const keys = commands.filter(({ run }) => run !== undefined).flatMap((command) => command.keys);
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(commands.map(({ id }) => id)).size).toBe(commands.length);
  });

  it('has words for everything, of the catalogue', () => {
    const said = [...Object.values(ENGLISH.commands), ...Object.values(ENGLISH.frame)];
    const words = new Set<string>(said.filter((text) => typeof text === 'string'));
    for (const command of WINDOW_COMMANDS) expect(words).toContain(command.words);
  });

  it('takes what a feature offers, and gives it back', () => {
    let ran = 0;
    const take = offerCommands([{ id: 'mine', group: 'map', words: 'Mine', keys: ['x'], run: () => (ran += 1) }]);
    press('x');
    take();
    press('x');
    expect(ran).toBe(1);
  });
});

// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { fixtureView } from '../app/fixtureView';
import {
  chooseTab,
  closeInspector,
  detailsIdOf,
  INSPECTOR,
  resizeInspector,
  select,
  selectCard,
  showAnswer,
  useChoices,
} from './choiceStore';
import { addNotice, dismissNotice, receiveFromEngine, useEngine } from './engineStore';

beforeEach(() => {
  closeInspector();
  chooseTab('overview');
  useEngine.setState({ view: undefined, notices: [] });
});

describe('what came from the engine', () => {
  it('keeps the identity of what did not change', () => {
    receiveFromEngine({ type: 'view', view: fixtureView() });
    const before = useEngine.getState().view;
    receiveFromEngine({ type: 'view', view: fixtureView({ revision: 2 }) });
    const after = useEngine.getState().view;
    expect(after).not.toBe(before);
    expect(after?.report).toBe(before?.report);
  });

  it('says a trouble once, however often it comes', () => {
    receiveFromEngine({ type: 'trouble', says: 'no', remedy: 'yes' });
    receiveFromEngine({ type: 'trouble', says: 'no', remedy: 'yes' });
    expect(useEngine.getState().notices).toHaveLength(1);
  });

  it('forgets a notice that was closed', () => {
    addNotice({ id: 'a', says: 'x' });
    addNotice({ id: 'b', says: 'y' });
    dismissNotice('a');
    expect(useEngine.getState().notices.map((notice) => notice.id)).toEqual(['b']);
  });
});

describe('what the user chose', () => {
  it('keeps the tab from card to card and drops the raw answer', () => {
    selectCard('kubelet');
    showAnswer('a1');
    selectCard('prometheus');
    expect(useChoices.getState()).toMatchObject({ tab: 'raw', answerId: undefined, selection: { kind: 'card', card: 'prometheus' } });
  });

  it.each([
    [{ kind: 'none' }, null],
    [{ kind: 'card', card: 'kubelet' }, 'kubelet'],
    [{ kind: 'member', card: 'kubelet', member: 'kubelet/n1' }, 'kubelet/n1'],
    [{ kind: 'hop', from: 'a', to: 'b' }, 'a>b'],
  ] as const)('asks details of %j as %s', (selection, id) => {
    select(selection);
    expect(detailsIdOf(useChoices.getState().selection)).toBe(id);
  });

  it.each([
    [100, INSPECTOR.min],
    [400.4, 400],
    [9000, INSPECTOR.max],
  ])('an inspector of %d is %d wide', (wanted, width) => expect(resizeInspector(wanted)).toBe(width));
});

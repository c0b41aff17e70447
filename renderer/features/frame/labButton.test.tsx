// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fixtureView } from '../../app/fixtureView';
import { showLab, useChoices } from '../../store/choiceStore';
import { useEngine } from '../../store/engineStore';
import { LabButton } from './LabButton';

let root: Root;
let host: HTMLElement;
const button = () => host.querySelector('[data-testid="faults"]');

beforeEach(async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  useEngine.setState({ view: { ...fixtureView(), demo: { scenario: 'healthy', on: ['ksm-down'], planned: [], speed: 1 } } });
  host = document.createElement('div');
  root = createRoot(host);
  document.body.append(host);
  await act(() => root.render(<LabButton />));
});
afterEach(() => {
  act(() => root.unmount());
  showLab(false);
  host.remove();
});

describe('the button of the fault lab', () => {
  it('says how many faults are on, and opens the lab and closes it', async () => {
    const press = () => act(() => button()?.dispatchEvent(new MouseEvent('click', { bubbles: true })));
    expect(button()?.textContent).toBe('1 fault');
    await press();
    expect(useChoices.getState().labShown).toBe(true);
    await press();
    expect(useChoices.getState().labShown).toBe(false);
  });

  it('is nowhere but beside the demo', () => {
    act(() => useEngine.setState({ view: fixtureView() }));
    expect(button()).toBeNull();
  });
});

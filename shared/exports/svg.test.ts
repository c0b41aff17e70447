import { Window } from 'happy-dom';
import { describe, expect, it } from 'vitest';
import { mapPicture } from './mapPicture';
import { NASTY, reportOfText } from './reports.testSupport';
import { toSvg } from './svg';

const TAGS = ['svg', 'title', 'rect', 'text', 'g', 'polyline', 'polygon'];

function read(text: string) {
  const picture = mapPicture(reportOfText(text));
  const xml = new new Window().DOMParser().parseFromString(toSvg(picture), 'application/xml');
  expect(xml.querySelector('parsererror')?.textContent).toBeUndefined();
  return { picture, xml, groups: [...xml.querySelectorAll('svg > g')] };
}

describe('SVG', () => {
  it.each(NASTY)('is a picture of every card and hop, of its own tags alone: %s', (text) => {
    const { picture, xml, groups } = read(text);
    expect([...xml.querySelectorAll('*')].filter(({ tagName }) => !TAGS.includes(tagName)).map(({ tagName }) => tagName)).toEqual([]);
    expect(groups).toHaveLength(picture.hops.length + picture.cards.length);
    expect(xml.querySelectorAll('svg > g > polyline')).toHaveLength(picture.hops.length);
    for (const each of xml.querySelectorAll('*')) for (const { name } of each.attributes) expect(name).not.toMatch(/^on|href|style/i);
  });

  it.each(NASTY)('has words that fit their card, and the whole text as its title: %s', (text) => {
    const { groups } = read(text);
    const kubelet = groups.find((group) => group.querySelector('title')?.textContent?.startsWith('kubelet: '));
    const rows = [...(kubelet?.querySelectorAll('text') ?? [])].map((row) => row.textContent ?? '');
    expect(rows[0]).toBe('kubelet');
    expect(rows.length).toBeLessThanOrEqual(3);
    expect(rows.every((row) => [...row].length <= 24)).toBe(true);
    expect(rows[1]).toMatch(/^broken:/);
    if (text.length === 253) expect(kubelet?.querySelector('title')?.textContent).toBe(`kubelet: broken: ${text}`);
  });

  it('draws lines along the ways of the window, with an arrow at the end', () => {
    const { groups, picture } = read('web');
    const [hop] = picture.hops;
    expect(groups[0]?.querySelector('polyline')?.getAttribute('points')).toBe(hop?.points.map((point) => point.join(',')).join(' '));
    expect(groups[0]?.querySelector('polygon')?.getAttribute('points')).toBe('506,82 499,78 499,86');
    expect([...(groups[0]?.querySelectorAll('text') ?? [])].map((each) => each.textContent)).toEqual(['web', 'broken']);
  });
});

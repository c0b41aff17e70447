import type { Details } from '../../../shared/contract/engine';
import { formatAge, formatCount, formatValue } from '../../../shared/model/format';
import { HEALTHS } from '../../../shared/model/health';
import type { ReportComponent } from '../../../shared/report/schema';
import { texts } from '../../texts/catalogue';

type Fact = Details['facts'][number];
const words = texts.inspector.overview;

/** What the card says of many members together; each member's own facts are behind its row. `add`: seconds since the report. */
export function cardFacts(component: ReportComponent | undefined, add: number): readonly Fact[] {
  if (component?.members === undefined || component.members.total < 2) return [];
  const { number, ageSeconds, version, members } = component;
  const states = HEALTHS.filter((state) => state !== 'absent' && members[state] > 0);
  return [
    {
      label: words.states,
      value: states
        .map((state) => (state === 'absent' ? '' : words.stateCount(formatCount(members[state]), texts.inspector.states[state])))
        .join(', '),
    },
    ...(number === undefined ? [] : [{ label: words.of(number.label), value: formatValue(number.value, number.unit) }]),
    ...(ageSeconds === undefined ? [] : [{ label: words.oldest, value: formatAge(ageSeconds + add) }]),
    ...(version === undefined ? [] : [{ label: words.version, value: version }]),
  ];
}

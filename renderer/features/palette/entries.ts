import { bestMatches, rankOf, wordsOf } from '../../../shared/analysis/find/match';
import type { Found, FoundFamily, FoundMember } from '../../../shared/contract/find';
import { GLOSSARY, type Term, type TermId } from '../../../shared/knowledge/glossary';
import { formatCount } from '../../../shared/model/format';
import type { Selection } from '../../store/choiceStore';
import type { Command } from '../../store/commandStore';
import type { Cause } from '../../store/findings';
import { keyOf, scopeOf } from '../../store/findStore';
import type { MapCard, MapModel } from '../../store/mapModel';
import { texts } from '../../texts/catalogue';
import { cardIcon } from '../../ui/cardIcon';
import { cardText } from '../../ui/cardWords';
import type { State } from '../../ui/Glyph';
import type { IconName } from '../../ui/iconPaths';

const t = texts.palette;

/** Entries of one kind when all kinds are looked through; when one kind is, the list scrolls. */
const SHOWN = { all: 5, alone: 30 } as const;

const TERMS: readonly Term<TermId>[] = GLOSSARY;

/** A name with an underline or a colon in it: words that are looked for rarely have one. */
const METRIC_NAME = /^[a-zA-Z][a-zA-Z0-9]*[_:][a-zA-Z0-9_:]*$/;

export type Opening =
  | { readonly kind: 'select'; readonly selection: Selection }
  | { readonly kind: 'family'; readonly selection: Selection; readonly family: string }
  | { readonly kind: 'command'; readonly command: Command }
  /** Why this metric is not there. */
  | { readonly kind: 'why'; readonly metric: string }
  | { readonly kind: 'term'; readonly term: TermId }
  | { readonly kind: 'finding'; readonly cause: string }
  /** One number of the pod or node that these words find, at every hop. */
  | { readonly kind: 'trace'; readonly words: string };

/** What stands at the right: a state with its glyph, the keys that do the same, a count. */
export type Side =
  | { readonly kind: 'state'; readonly state: State }
  | { readonly kind: 'keys'; readonly keys: readonly string[] }
  | { readonly kind: 'text'; readonly text: string };

export interface Entry {
  readonly key: string;
  readonly icon: IconName;
  readonly name: string;
  readonly more: string;
  readonly side: Side;
  readonly opens: Opening;
}

export interface EntryGroup {
  readonly title: string;
  readonly entries: readonly Entry[];
  /** How many more match. */
  readonly more: number;
}

export interface Sources {
  readonly model: MapModel;
  /** The engine's last answer; of another query it is left out. */
  readonly found: Found | undefined;
  readonly commands: readonly Command[];
  readonly opened: readonly Selection[];
  /** Of diagnosis, roots only. */
  readonly causes?: readonly Cause[];
}

/** What find shows for the text as written, best first; groups without an entry are left out. */
export function entryGroups(written: string, sources: Sources): readonly EntryGroup[] {
  const { scope, query } = scopeOf(written);
  const words = wordsOf(query);
  const found = sources.found?.scope === scope && sources.found.query === query ? sources.found : undefined;
  const limit = scope === 'all' ? SHOWN.all : SHOWN.alone;
  const { model } = sources;
  const groups = {
    all: () =>
      words.length === 0
        ? [openedGroup(sources), commandGroup(words, sources.commands, SHOWN.alone)]
        : [
            componentGroup(words, model, found),
            nodeGroup(found),
            familyGroup(model, found),
            findingGroup(words, sources.causes ?? []),
            commandGroup(words, sources.commands, limit),
            termGroup(words),
            whyGroup(query),
            traceGroup(query),
          ],
    commands: () => [commandGroup(words, sources.commands, limit)],
    metrics: () => [familyGroup(model, found), whyGroup(query)],
    nodes: () => [nodeGroup(found)],
  };
  return groups[scope]().filter(({ entries }) => entries.length > 0);
}

function openedGroup({ opened, model }: Sources): EntryGroup {
  return { title: t.groups.recent, entries: opened.flatMap((selection) => openedEntry(selection, model) ?? []), more: 0 };
}

function openedEntry(selection: Selection, model: MapModel): Entry | undefined {
  if (selection.kind === 'none') return undefined;
  const key = `opened ${keyOf(selection)}`;
  const opens = { kind: 'select', selection } as const;
  const cardOf = (id: string) => model.cards.find(({ card }) => card.id === id);
  if (selection.kind === 'hop') {
    const hop = model.hops.find(({ from, to }) => from === selection.from && to === selection.to);
    const [from, to] = [cardOf(selection.from)?.name ?? selection.from, cardOf(selection.to)?.name ?? selection.to];
    const name = hop?.carries || t.hop;
    return { key, icon: 'arrow', name, more: t.fromTo(from, to), side: { kind: 'state', state: hop?.found?.health ?? 'unknown' }, opens };
  }
  const card = cardOf(selection.card);
  if (card === undefined) return undefined;
  if (selection.kind === 'card') return { ...cardEntry(card), key };
  const name = selection.member.split('/').slice(1).join('/') || selection.member;
  return { key, icon: iconOf(card), name, more: t.inCard(card.name), side: { kind: 'text', text: '' }, opens };
}

function componentGroup(words: readonly string[], model: MapModel, found: Found | undefined): EntryGroup {
  type Component = { readonly card: MapCard } | { readonly member: FoundMember };
  const components: Component[] = [...model.cards.map((card) => ({ card })), ...(found?.members ?? []).map((member) => ({ member }))];
  const nameOf = (one: Component) => ('card' in one ? one.card.name : one.member.name);
  const moreOf = (one: Component) =>
    'card' in one ? `${one.card.card.kind} ${one.card.found?.name ?? ''}` : `${one.member.namespace ?? ''} ${one.member.kind}`;
  const { best, matched } = bestMatches(components, SHOWN.all, (one) => rankOf(words, nameOf(one), moreOf(one)), nameOf);
  const entries = best.map((one) => ('card' in one ? cardEntry(one.card) : memberEntry(one.member, model)));
  return { title: t.groups.components, entries, more: matched - best.length + (found?.more.members ?? 0) };
}

function cardEntry(card: MapCard): Entry {
  const members = cardText(card).members;
  return {
    key: `card ${card.card.id}`,
    icon: iconOf(card),
    name: card.name,
    more: members ?? '',
    side: { kind: 'state', state: card.state },
    opens: { kind: 'select', selection: { kind: 'card', card: card.card.id } },
  };
}

function memberEntry(member: FoundMember, model: MapModel): Entry {
  const card = model.cards.find((each) => each.card.id === member.card);
  const where = [member.namespace, member.node].filter((part) => part !== undefined && part !== member.name).join(', ');
  return {
    key: `member ${member.id}`,
    icon: cardIcon(member.card, member.kind),
    name: member.name,
    more: [t.inCard(card?.name ?? member.card), where].filter(Boolean).join(' · '),
    side: { kind: 'state', state: member.health },
    opens: { kind: 'select', selection: { kind: 'member', card: member.card, member: member.id } },
  };
}

function nodeGroup(found: Found | undefined): EntryGroup {
  const entries = (found?.nodes ?? []).map(
    (node): Entry => ({
      key: `node ${node.id}`,
      icon: 'kubelet',
      name: node.node ?? node.name,
      more: t.kubeletOf,
      side: { kind: 'state', state: node.health },
      opens: { kind: 'select', selection: { kind: 'member', card: node.card, member: node.id } },
    }),
  );
  return { title: t.groups.nodes, entries, more: found?.more.nodes ?? 0 };
}

function familyGroup(model: MapModel, found: Found | undefined): EntryGroup {
  return {
    title: t.groups.metrics,
    entries: (found?.families ?? []).map((family) => familyEntry(family, model)),
    more: found?.more.families ?? 0,
  };
}

function familyEntry({ name, type, owner, others, series }: FoundFamily, model: MapModel): Entry {
  const card = model.cards.find((each) => each.card.id === owner.card)?.name ?? owner.card;
  const who = card.toLowerCase() === owner.name.toLowerCase() ? card : t.ofCard(card, owner.name);
  const from = others === 0 ? t.from(who) : t.fromMany(who, others);
  return {
    key: `family ${name}`,
    icon: 'list',
    name,
    more: [type, from].filter(Boolean).join(' '),
    side: { kind: 'text', text: t.series(formatCount(series)) },
    opens: { kind: 'family', selection: { kind: 'member', card: owner.card, member: owner.id }, family: name },
  };
}

function findingGroup(words: readonly string[], causes: readonly Cause[]): EntryGroup {
  const { best, matched } = bestMatches(
    causes,
    SHOWN.all,
    ({ first }) => rankOf(words, first.title, `${first.rule} ${first.subject}`),
    ({ first }) => first.title,
  );
  const entries = best.map(({ key, first }): Entry => {
    const state = first.severity === 'error' ? 'broken' : 'degraded';
    const side = { kind: 'state', state } as const;
    return { key: `finding ${key}`, icon: 'warning', name: first.title, more: first.rule, side, opens: { kind: 'finding', cause: key } };
  });
  return { title: t.groups.findings, entries, more: matched - best.length };
}

/** What the word means. */
function termGroup(words: readonly string[]): EntryGroup {
  const { terms } = texts.glossary;
  const nameOf = ({ id }: Term<TermId>) => terms[id].name;
  const { best, matched } = bestMatches(TERMS, SHOWN.all, (term) => rankOf(words, nameOf(term), terms[term.id].written.join(' ')), nameOf);
  const entries = best.map((term): Entry => {
    const opens = { kind: 'term', term: term.id } as const;
    return { key: `term ${term.id}`, icon: 'question', name: nameOf(term), more: '', side: { kind: 'text', text: '' }, opens };
  });
  return { title: texts.glossary.title, entries, more: matched - best.length };
}

/** What is written may be the name of a metric that is missing. */
function whyGroup(query: string): EntryGroup {
  const entries: Entry[] = METRIC_NAME.test(query)
    ? [
        {
          key: `why ${query}`,
          icon: 'question',
          name: t.whyNot(query),
          more: '',
          side: { kind: 'text', text: '' },
          opens: { kind: 'why', metric: query },
        },
      ]
    : [];
  return { title: t.groups.why, entries, more: 0 };
}

/** "trace web", "pod/shop/web", "node/n1". */
const TRACE_WORDS = /^(?:trace\s+(?<words>\S.*)|(?<subject>(?:pod|node)\/\S+))$/i;

function traceGroup(query: string): EntryGroup {
  const { words, subject } = TRACE_WORDS.exec(query.trim())?.groups ?? {};
  const wanted = words ?? subject;
  const entries: Entry[] =
    wanted === undefined
      ? []
      : [
          {
            key: `trace ${wanted}`,
            icon: 'trace',
            name: texts.trace.find(wanted),
            more: '',
            side: { kind: 'text', text: '' },
            opens: { kind: 'trace', words: wanted },
          },
        ];
  return { title: texts.trace.name, entries, more: 0 };
}

function commandGroup(words: readonly string[], commands: readonly Command[], limit: number): EntryGroup {
  const offered = commands.filter((command) => command.run !== undefined && command.keyOnly !== true);
  const { best, matched } =
    words.length === 0
      ? { best: offered.slice(0, limit), matched: offered.length }
      : bestMatches(
          offered,
          limit,
          (command) => rankOf(words, command.words),
          (command) => command.words,
        );
  const entries = best.map(
    (command): Entry => ({
      key: `command ${command.id}`,
      icon: 'right',
      name: command.words,
      more: '',
      side: { kind: 'keys', keys: command.keys.slice(0, 1) },
      opens: { kind: 'command', command },
    }),
  );
  return { title: t.groups.commands, entries, more: matched - best.length };
}

function iconOf({ card }: MapCard): IconName {
  return cardIcon(card.id, card.kind);
}

/** Programs that remedies name with their arguments. */
const PROGRAM = /(?<![\w-])(?:kubectl|systemctl|journalctl|timedatectl) /g;

/** Where a command in a sentence ends: at a mark behind a word, or at the word that leads on. */
const END = /\)|[,;:.](?= |$)| (?:with|and|or|then|for|if|to|those|where|names)(?= |$)/;

/** The commands that a remedy names, each once, as they can be run; what is to be put in stands in capitals. */
export function commandsIn(remedy: string): readonly string[] {
  const commands = [...remedy.matchAll(PROGRAM)].map(({ index }) => {
    const rest = remedy.slice(index);
    return rest.slice(0, END.exec(rest)?.index ?? rest.length);
  });
  return [...new Set(commands)];
}

/** One rule of a Role as remedies write it: {apiGroups: [""], resources: ["nodes/metrics"], verbs: ["get"]}. */
const ROLE_RULE = /\{apiGroups: (\[[^\]]*\]), resources: (\[[^\]]*\]), verbs: (\[[^\]]*\])\}/;

export interface RuleLine {
  readonly text: string;
  /** What is lacking. */
  readonly isMarked: boolean;
}

/** The rule of a Role that a remedy asks for, as lines of YAML; undefined: it asks for none. */
export function roleRuleIn(remedy: string): readonly RuleLine[] | undefined {
  const [, groups, resources, verbs] = ROLE_RULE.exec(remedy) ?? [];
  if (groups === undefined || resources === undefined || verbs === undefined) return undefined;
  return [
    { text: 'rules:', isMarked: false },
    { text: `- apiGroups: ${groups}`, isMarked: false },
    { text: `  resources: ${resources}`, isMarked: true },
    { text: `  verbs: ${verbs}`, isMarked: false },
  ];
}

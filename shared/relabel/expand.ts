import type { Matcher, RE2JS } from 're2js';

interface Reference {
  readonly name: string;
  readonly rest: number;
}

const WORD = /[\p{L}\p{Nd}_]+/uy;
const NUMBER = /^(?:0|[1-9][0-9]{0,8})$/;

/** The group that `template` names right after the `$` at `at - 1`; undefined where the `$` stands for itself. */
function referenceAt(template: string, at: number): Reference | undefined {
  const brace = template[at] === '{';
  WORD.lastIndex = brace ? at + 1 : at;
  const name = WORD.exec(template)?.[0];
  if (name === undefined) return undefined;
  if (!brace) return { name, rest: at + name.length };
  const end = at + 1 + name.length;
  return template[end] === '}' ? { name, rest: end + 1 } : undefined;
}

function groupOf(match: Matcher, name: string): string {
  if (NUMBER.test(name)) {
    const group = Number(name);
    return group <= match.groupCount() ? (match.group(group) ?? '') : '';
  }
  return name in match.getNamedGroups() ? (match.group(name) ?? '') : '';
}

/**
 * Fills in $1, ${1} and ${name} as Go's regexp.Expand does: the longest word after `$` is the name, so "$1_x" asks
 * for a group "1_x" and gives ''; `$$` is a dollar; a `$` before anything else stands for itself.
 */
export function expand(template: string, match: Matcher): string {
  let out = '';
  let from = 0;
  for (;;) {
    const dollar = template.indexOf('$', from);
    if (dollar < 0) return out + template.slice(from);
    out += template.slice(from, dollar);
    if (template[dollar + 1] === '$') {
      out += '$';
      from = dollar + 2;
      continue;
    }
    const reference = referenceAt(template, dollar + 1);
    out += reference === undefined ? '$' : groupOf(match, reference.name);
    from = reference === undefined ? dollar + 1 : reference.rest;
  }
}

/** Go's ReplaceAllString: every match in `text` gives way to the expanded template. */
export function replaceAll(regex: RE2JS, text: string, template: string): string {
  const match = regex.matcher(text);
  let out = '';
  let from = 0;
  while (match.find()) {
    out += text.slice(from, match.start()) + expand(template, match);
    from = match.end();
  }
  return out + text.slice(from);
}

import type { ParsedSelector, Requirement } from './selector';
import { SelectorError } from './selector';

type Labels = Readonly<Record<string, string>>;

/** Parses "app=web,tier in (a, b),!canary" (apimachinery/pkg/labels). */
export function parseLabelSelector(text: string): ParsedSelector<Labels> {
  const requirements: Requirement<Labels>[] = [];
  for (const part of splitOutsideParentheses(text)) {
    if (part.trim() === '') continue;
    const requirement = parseRequirement(part.trim());
    if (requirement instanceof SelectorError) return { kind: 'invalid', message: requirement.message };
    requirements.push(requirement);
  }
  return { kind: 'selector', matches: (labels) => requirements.every((requirement) => requirement(labels)) };
}

const KEY = '([A-Za-z0-9]([A-Za-z0-9_./-]*[A-Za-z0-9])?)';
const SET = new RegExp(`^${KEY}\\s+(in|notin)\\s*\\(([^()]*)\\)$`);
const COMPARED = new RegExp(`^${KEY}\\s*(==|=|!=|>|<)\\s*([A-Za-z0-9_.-]*)$`);
const EXISTS = new RegExp(`^(!?)\\s*${KEY}$`);

function parseRequirement(text: string): Requirement<Labels> | SelectorError {
  const set = SET.exec(text);
  if (set) return setRequirement(set[1] ?? '', set[3] === 'in', set[4] ?? '');
  const compared = COMPARED.exec(text);
  if (compared) return comparedRequirement(compared[1] ?? '', compared[3] ?? '', compared[4] ?? '');
  const exists = EXISTS.exec(text);
  if (exists) return (labels) => (labels[exists[2] ?? ''] !== undefined) === (exists[1] === '');
  return new SelectorError(`unable to parse requirement: found '${text}', expected: a key with =, !=, in, notin, >, <, or a key alone`);
}

function setRequirement(key: string, wanted: boolean, list: string): Requirement<Labels> {
  const values = new Set(list.split(',').map((value) => value.trim()));
  return (labels) => {
    const value = labels[key];
    return value === undefined ? !wanted : values.has(value) === wanted;
  };
}

function comparedRequirement(key: string, operator: string, wanted: string): Requirement<Labels> {
  switch (operator) {
    case '!=':
      return (labels) => labels[key] !== wanted;
    case '>':
      return (labels) => labels[key] !== undefined && Number(labels[key]) > Number(wanted);
    case '<':
      return (labels) => labels[key] !== undefined && Number(labels[key]) < Number(wanted);
    default:
      return (labels) => labels[key] === wanted;
  }
}

function splitOutsideParentheses(text: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '(') depth += 1;
    if (text[i] === ')') depth -= 1;
    if (text[i] !== ',' || depth > 0) continue;
    parts.push(text.slice(from, i));
    from = i + 1;
  }
  parts.push(text.slice(from));
  return parts;
}

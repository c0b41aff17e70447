import { parseSync } from '@swc/core';

const SAID = new Set(['title', 'aria-label', 'aria-description', 'aria-roledescription', 'aria-valuetext', 'placeholder', 'alt']);
const WORD = /\p{L}{2}/u;

interface Node {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** What a component says in words of its own, in the order of its code: text between tags, and attributes that are shown or read out. */
export function spokenIn(source: string): readonly string[] {
  const said: string[] = [];
  const keep = (words: unknown) => {
    if (typeof words === 'string' && WORD.test(words)) said.push(words.trim());
  };
  // Of an expression what it results in: not what it compares, looks up or is called with.
  const resulting = (node: Node): void => {
    if (node.type === 'StringLiteral') keep(node['value']);
    else if (node.type === 'TemplateLiteral') for (const quasi of nodesIn(node['quasis'])) keep(quasi['raw']);
    else if (node.type === 'ConditionalExpression')
      for (const branch of ['consequent', 'alternate']) nodesIn(node[branch]).forEach(resulting);
    else if (node.type === 'BinaryExpression' && node['operator'] === '&&') nodesIn(node['right']).forEach(resulting);
    else if (node.type === 'BinaryExpression' && ['+', '??', '||'].includes(String(node['operator'])))
      for (const side of ['left', 'right']) nodesIn(node[side]).forEach(resulting);
    else if (node.type === 'ParenthesisExpression' || node.type === 'JSXExpressionContainer')
      nodesIn(node['expression']).forEach(resulting);
  };
  const visit = (node: Node): void => {
    if (node.type === 'JSXText') keep(node['value']);
    if (node.type === 'JSXAttribute') {
      const [name] = nodesIn(node['name']);
      if (SAID.has(String(name?.['value']))) nodesIn(node['value']).forEach(resulting);
    }
    if (node.type === 'JSXElement' || node.type === 'JSXFragment')
      for (const child of nodesIn(node['children'])) if (child.type === 'JSXExpressionContainer') resulting(child);
    for (const field of Object.values(node)) nodesIn(field).forEach(visit);
  };
  nodesIn(parseSync(source, { syntax: 'typescript', tsx: true }).body).forEach(visit);
  return said;
}

function nodesIn(field: unknown): readonly Node[] {
  if (Array.isArray(field)) return field.flatMap(nodesIn);
  if (typeof field !== 'object' || field === null) return [];
  // Arguments and array elements are wrapped without a type.
  return isNode(field) ? [field] : Object.values(field).flatMap(nodesIn);
}

function isNode(value: object): value is Node {
  return 'type' in value && typeof value.type === 'string';
}

import type { Result } from '../../model/result';
import type { Branch, Command, Node, Operand, Pipe } from './ast';
import { callFunction, LAZY } from './functions';
import type { Template } from './parse';
import { caught, TemplateError } from './templateError';
import { fieldOf, isList, isMap, isTrue, print, Struct, sortedEntries, typeName, type Value } from './value';

/** A way out of a list of nodes: to the next turn of the range, or behind it. */
type Leave = 'break' | 'continue' | undefined;

/** The text that a template gives for `data` (text/template/exec.go); the error is a sentence. */
export function executeTemplate(template: Template, data: Struct): Result<string, string> {
  return caught(() => {
    const run = new Run(data);
    run.list(template.nodes, data);
    return run.out;
  });
}

class Run {
  out = '';
  private variables: { name: string; value: Value }[] = [];

  constructor(root: Value) {
    this.variables.push({ name: '$', value: root });
  }

  list(nodes: readonly Node[], dot: Value): Leave {
    for (const node of nodes) {
      const leave = this.node(node, dot);
      if (leave !== undefined) return leave;
    }
    return undefined;
  }

  private node(node: Node, dot: Value): Leave {
    switch (node.kind) {
      case 'text':
        this.out += node.text;
        return undefined;
      case 'action': {
        const value = this.pipe(node.pipe, dot);
        if (node.pipe.variables.length === 0) this.out += print(value);
        return undefined;
      }
      case 'break':
      case 'continue':
        return node.kind;
      default:
        return this.scoped(() => (node.kind === 'range' ? this.range(node, dot) : this.branch(node, dot)));
    }
  }

  private scoped(work: () => Leave): Leave {
    const known = this.variables.length;
    const leave = work();
    this.variables.length = known;
    return leave;
  }

  private branch({ kind, pipe, body, otherwise }: Branch, dot: Value): Leave {
    const value = this.pipe(pipe, dot);
    return isTrue(value) ? this.list(body, kind === 'with' ? value : dot) : this.list(otherwise, dot);
  }

  private range({ pipe, body, otherwise }: Branch, dot: Value): Leave {
    const turns = turnsOf(this.commands(pipe, dot));
    if (turns.length === 0) return this.list(otherwise, dot);
    for (const [key, value] of turns) {
      const leave = this.scoped(() => {
        const [first, second] = pipe.variables;
        if (first !== undefined) this.setVariable(first, second === undefined ? value : key, pipe.assigns);
        if (second !== undefined) this.setVariable(second, value, pipe.assigns);
        return this.list(body, value);
      });
      if (leave === 'break') break;
    }
    return undefined;
  }

  private pipe(pipe: Pipe, dot: Value): Value {
    const value = this.commands(pipe, dot);
    for (const name of pipe.variables) this.setVariable(name, value, pipe.assigns);
    return value;
  }

  private setVariable(name: string, value: Value, assigns: boolean): void {
    const known = assigns ? this.find(name) : undefined;
    if (known === undefined) this.variables.push({ name, value });
    else known.value = value;
  }

  private find(name: string): { name: string; value: Value } | undefined {
    return [...this.variables].reverse().find((variable) => variable.name === name);
  }

  private commands(pipe: Pipe, dot: Value): Value {
    return pipe.commands.reduce<Value>((final, command, stage) => this.command(command, dot, stage === 0 ? [] : [final]), undefined);
  }

  /** `final` is what the command before it in the pipeline gave: its last argument. */
  private command([first, ...others]: Command, dot: Value, final: readonly Value[]): Value {
    if (first.kind === 'function') return this.call(first.name, others, dot, final);
    if (others.length + final.length > 0) throw new TemplateError(`can't give argument to non-function ${textOf(first)}`);
    return this.operand(first, dot);
  }

  private call(name: string, operands: readonly Operand[], dot: Value, final: readonly Value[]): Value {
    if (!LAZY.has(name)) return callFunction(name, [...operands.map((operand) => this.operand(operand, dot)), ...final]);
    const stop = name === 'or';
    let value: Value;
    for (const operand of operands) {
      value = this.operand(operand, dot);
      if (isTrue(value) === stop) return value;
    }
    if (operands.length + final.length === 0) throw new TemplateError(`wrong number of args for ${name}: want at least 1 got 0`);
    return final.length > 0 ? final[0] : value;
  }

  private operand(operand: Operand, dot: Value): Value {
    switch (operand.kind) {
      case 'dot':
        return dot;
      case 'nil':
        return undefined;
      case 'constant':
        return operand.value;
      case 'function':
        return this.call(operand.name, [], dot, []);
      case 'field':
        return operand.fields.reduce(fieldOf, dot);
      case 'variable':
        return operand.fields.reduce(fieldOf, this.find(operand.name)?.value);
      default:
        return operand.fields.reduce(fieldOf, this.pipe(operand.pipe, dot));
    }
  }
}

/** What a range goes over; maps by their sorted keys. */
function turnsOf(value: Value): readonly (readonly [Value, Value])[] {
  if (value === undefined) return [];
  if (isList(value)) return value.map((one, i) => [i, one]);
  if (isMap(value)) return sortedEntries(value);
  throw new TemplateError(`range can't iterate over ${value instanceof Struct ? typeName(value) : print(value)}`);
}

function textOf(operand: Operand): string {
  switch (operand.kind) {
    case 'constant':
      return operand.text;
    case 'field':
      return `.${operand.fields.join('.')}`;
    case 'variable':
      return [operand.name, ...operand.fields].join('.');
    default:
      return operand.kind === 'dot' ? '.' : operand.kind;
  }
}

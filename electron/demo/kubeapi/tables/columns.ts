import type { KubeObject } from '../../objects';

export interface Column {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'boolean';
  readonly format: string;
  readonly description: string;
  /** 1: only with `kubectl get -o wide`. */
  readonly priority: number;
}

export type Cell = string | number | boolean | null;

/** How `kubectl get` shows one resource: the server decides columns and words (pkg/printers/internalversion/printers.go). */
export interface TablePrinter {
  readonly columns: readonly Column[];
  cells(object: KubeObject, nowMs: number): readonly Cell[];
}

export function column(name: string, description: string, type: Column['type'] = 'string'): Column {
  return { name, type, format: '', description, priority: 0 };
}

/** A column of `-o wide` alone. */
export function wide(name: string, description: string): Column {
  return { ...column(name, description), priority: 1 };
}

export const NAME: Column = { ...column('Name', 'Name of the object, unique within its namespace'), format: 'name' };
export const AGE: Column = column('Age', 'Time since the object was created');

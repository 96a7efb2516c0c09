// Definitions that a program writes out without a registration that we can follow: Tool objects, and dictionaries.
import { type Dict, isKind, type Module, type Thing } from '../_program/values.ts';

export interface Loose {
  readonly value: Thing | Dict;
  readonly module: Module;
  readonly line: number;
  readonly gate: string | undefined;
}

/** True for `mcp.types.Tool(…)` and for a dictionary with the keys of a definition. */
export function isLoose(value: Thing | Dict): boolean {
  if (value.kind === 'dict') {
    const name = value.entries.get('name')?.value;
    return value.entries.has('inputSchema') && value.entries.has('description') && typeof name === 'string';
  }
  return isKind(value.of, 'external') && /^mcp(\.\w+)*\.Tool$/.test(value.of.path) && value.named.has('name');
}

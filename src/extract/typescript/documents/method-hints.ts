// Annotations that a converter gives to an operation by its HTTP method, read from the converter's own code.

import { Annotations } from '../../../model/tool.ts';

type Hint = 'readOnlyHint' | 'destructiveHint' | 'idempotentHint' | 'openWorldHint';

/** The hints for a method; undefined when the code gives none. */
export type MethodHints = (method: string) => Annotations | undefined;

const longestCode = 20_000_000;
const compared =
  /\b(readOnlyHint|destructiveHint|idempotentHint|openWorldHint)["']?\s{0,3}:\s{0,3}[\w$.?()[\]]{1,60}\s{0,3}===?\s{0,3}["'`](get|head|post|put|patch|delete)["'`]/gi;
const included =
  /\b(readOnlyHint|destructiveHint|idempotentHint|openWorldHint)["']?\s{0,3}:\s{0,3}\[([^\][]{1,80})\]\.includes\(/gi;
const chosen =
  /\.\.\.\s{0,60}(?:\(\s{0,60})?([\w$]{1,40})\s{0,60}\?\s{0,60}\{([^{}]{0,200})\}\s{0,60}:\s{0,60}\{([^{}]{0,200})\}/g;
const hint =
  /(readOnlyHint|destructiveHint|idempotentHint|openWorldHint)["']?\s{0,3}:\s{0,3}(true|false|!0|!1)/g;

/** What a file says about hints by method: comparisons beside the hints, or a choice between two sets of them. */
export function methodHintsIn(text: string): MethodHints | undefined {
  if (text.length > longestCode || !text.includes('Hint')) return undefined;
  const rules: ((method: string, found: Map<Hint, boolean>) => void)[] = [];
  for (const [, name = '', method = ''] of text.matchAll(compared))
    rules.push((given, found) => found.set(name as Hint, given === method.toLowerCase()));
  for (const [, name = '', list = ''] of text.matchAll(included)) {
    const methods = list.toLowerCase().split(/[\s,"'`]+/);
    rules.push((given, found) => found.set(name as Hint, methods.includes(given)));
  }
  for (const [, name = '', yes = '', no = ''] of text.matchAll(chosen)) {
    if (!yes.includes('Hint') && !no.includes('Hint')) continue;
    const method = methodOf(text, name);
    if (method === undefined) continue;
    rules.push((given, found) => {
      for (const [, key = '', value = ''] of (given === method ? yes : no).matchAll(hint))
        found.set(key as Hint, value === 'true' || value === '!0');
    });
  }
  if (rules.length === 0) return undefined;
  return (method) => {
    const found = new Map<Hint, boolean>();
    for (const rule of rules) rule(method.toLowerCase(), found);
    return found.size === 0 ? undefined : Annotations.parse(Object.fromEntries(found));
  };
}

/** Of `const isGet = x.method.toLowerCase() === "get"` the `get`. */
function methodOf(text: string, name: string): string | undefined {
  const escaped = name.replaceAll('$', '\\$');
  const setting = new RegExp(
    `[\\s,;{]${escaped}\\s{0,3}=\\s{0,3}[^;,=]{1,120}===?\\s{0,3}["'\`](get|head|post|put|patch|delete)["'\`]`,
    'i',
  );
  return setting.exec(text)?.[1]?.toLowerCase();
}

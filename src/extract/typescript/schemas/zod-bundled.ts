// zod's own functions inside a bundle, told by the class names that survive minification.

import type { Machine } from '../evaluator/machine.ts';
import { type Declaration, lookUp, type Module, meaning } from '../modules/module.ts';
import { stringValue } from '../modules/strings.ts';
import { child, type SyntaxNode, textOf } from '../modules/syntax.ts';

const makers = new WeakMap<SyntaxNode, { readonly name: string | undefined }>();

const longestMaker = 700;

/** Which of zod's functions a bundled function is: zod names its classes in texts, which survive minification. */
export function zodMaker(machine: Machine, node: SyntaxNode): string | undefined {
  if (node.end - node.start > longestMaker) return undefined;
  const present = makers.get(node);
  if (present !== undefined) return present.name;
  const text = textOf(node);
  const old = /\btypeName:\s*[\w$.]+\.Zod(\w+)/.exec(text)?.[1];
  const name = makerName(old ?? currentMaker(machine, node));
  makers.set(node, { name });
  return name;
}

/** zod 4: the function hands a class to a constructor, and that class is declared as `$constructor("ZodString", …)`. */
function currentMaker(machine: Machine, node: SyntaxNode): string | undefined {
  const body = child(node, 'body');
  if (body === undefined) return undefined;
  const module = machine.project.moduleOf(node);
  const stack: SyntaxNode[] = [body];
  for (let at = stack.pop(), seen = 0; at !== undefined && seen < 150; at = stack.pop(), seen += 1) {
    if (at.type === 'identifier') {
      const declaration = lookUp(module, textOf(at), at);
      const init =
        declaration?.kind === 'variable'
          ? (declaration.init ?? assigned(module, declaration, at))
          : undefined;
      const list = init?.type === 'call_expression' ? child(init, 'arguments') : undefined;
      const [tag] = list?.children ?? [];
      const found =
        tag?.type === 'string' ? /^Zod(?:Mini)?([A-Z]\w*)$/.exec(stringValue(tag))?.[1] : undefined;
      if (found !== undefined) return found;
    }
    for (let i = at.children.length - 1; i >= 0; i -= 1) {
      const next = at.children[i];
      if (next !== undefined) stack.push(next);
    }
  }
  return undefined;
}

/** Bundlers that load modules late declare first and assign in a function. */
function assigned(module: Module, declaration: Declaration, name: SyntaxNode): SyntaxNode | undefined {
  const [only, ...others] = meaning(module, 'assignments', textOf(name), declaration);
  return only === undefined || others.length > 0 ? undefined : child(only, 'right');
}

const tags = new Map([
  ['Effects', 'readonly'],
  ['Transform', 'any'],
  ['NativeEnum', 'nativeEnum'],
  ['DiscriminatedUnion', 'discriminatedUnion'],
  ['Default', 'readonly'],
  ['Email', 'email'],
  ['URL', 'url'],
  ['UUID', 'uuid'],
  ['GUID', 'guid'],
  ['NumberFormat', 'int'],
  ['ISODateTime', 'iso.datetime'],
  ['ISODate', 'iso.date'],
  ['ISOTime', 'iso.time'],
  ['Pipe', 'readonly'],
]);

function makerName(tag: string | undefined): string | undefined {
  if (tag === undefined) return undefined;
  return tags.get(tag) ?? tag.charAt(0).toLowerCase() + tag.slice(1);
}

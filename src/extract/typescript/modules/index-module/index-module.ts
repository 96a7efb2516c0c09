// The index of a module: built part by part, as the bodies of its functions are opened, and asked as if it were whole.

import type { SourceFile } from '../../../../model/source.ts';
import type { Listing, ListingName, Module } from '../module.ts';
import { type Part, parseFile, trunk } from '../parse-file.ts';
import { isFunction, type SyntaxNode, textOf } from '../syntax.ts';
import { indexPart, type Lists } from './index-part.ts';
import { mayHold } from './may-hold.ts';
import type { Outside } from './outside.ts';

const none: readonly SyntaxNode[] = [];

/** Parses a file and indexes it. What is asked of the module opens the bodies that may hold an answer. */
export function indexModule(file: SourceFile): Module {
  const { path } = file;
  const lists = new Map<number, Lists>();
  const index = ({ id, root }: Part) => {
    lists.set(id, indexPart(root, outside, parsed.isClosed));
  };
  const parsed = parseFile(file, index);
  const outside: Outside = {
    root: parsed.trunk.root,
    scopes: new Map(),
    exports: new Map(),
    stars: [],
    imports: [],
    whole: undefined,
  };
  index(parsed.trunk);

  /** The parts that hold a word, all of them open unless their text is of no use; the trunk may. */
  const partsHolding = (word: string, isOfUse?: (text: string) => boolean): readonly number[] => {
    const isWanted = isOfUse === undefined ? undefined : (block: SyntaxNode) => isOfUse(textOf(block));
    return [trunk, ...parsed.partsHolding(word, undefined, isWanted)];
  };

  const listing = (which: ListingName): Listing => {
    const known = new Map<string, readonly SyntaxNode[] | undefined>();
    const gathered = (name: string): readonly SyntaxNode[] | undefined => {
      const found = partsHolding(wordIn(name), mayHold(which, wordIn(name))).flatMap((part) => {
        const nodes = lists.get(part)?.[which].get(name);
        return nodes === undefined ? [] : [nodes];
      });
      return found.length < 2 ? found[0] : found.flat().sort(inOrder);
    };
    return {
      get: (name) => {
        if (!known.has(name)) known.set(name, gathered(name));
        return known.get(name);
      },
      within: (name, node, isWanted) => {
        const { start, end } = node;
        const parts = new Set([parsed.partAt(start), ...parsed.partsHolding(wordIn(name), node, isWanted)]);
        const found = [...parts].flatMap((part) => between(lists.get(part)?.[which].get(name), start, end));
        return parts.size < 2 ? found : found.sort(inOrder);
      },
      holding: (word) => {
        const found = new Map<string, SyntaxNode[]>();
        for (const part of partsHolding(word)) {
          for (const [name, nodes] of lists.get(part)?.[which] ?? []) {
            const present = found.get(name);
            if (present === undefined) found.set(name, [...nodes]);
            else present.push(...nodes);
          }
        }
        return [...found].map(([name, nodes]) => [name, nodes.sort(inOrder)] as const);
      },
    };
  };

  return {
    path,
    root: parsed.trunk.root,
    errors: parsed.errors,
    scopes: {
      get: (node) => {
        // The variables of a body may belong to its function.
        if (isFunction(node))
          for (const block of node.children) if (parsed.isClosed(block)) void block.children;
        return outside.scopes.get(node);
      },
      known: (node) => outside.scopes.get(node),
      holding: (word) => {
        partsHolding(word);
        return outside.scopes.values();
      },
    },
    exports: outside.exports,
    stars: outside.stars,
    get whole() {
      return outside.whole;
    },
    calls: listing('calls'),
    handed: listing('handed'),
    assignments: listing('assignments'),
    changes: listing('changes'),
    fieldChanges: listing('fieldChanges'),
    get classes() {
      return partsHolding('class')
        .flatMap((part) => lists.get(part)?.classes ?? none)
        .sort(inOrder);
    },
    imports: outside.imports,
  };
}

/** Of `register.call` the `register`, which stands in the text. */
function wordIn(name: string): string {
  return name.endsWith('.call') ? name.slice(0, -'.call'.length) : name;
}

/** As the text has them, outer before inner ones. */
function inOrder(a: SyntaxNode, b: SyntaxNode): number {
  return a.start - b.start || b.end - a.end;
}

/** Those that start between two offsets. */
function between(nodes: readonly SyntaxNode[] = none, from: number, to: number): readonly SyntaxNode[] {
  const first = firstFrom(nodes, from);
  const last = firstFrom(nodes, to);
  return first === 0 && last === nodes.length ? nodes : nodes.slice(first, last);
}

/** The place of the first that starts at or behind an offset. */
function firstFrom(nodes: readonly SyntaxNode[], offset: number): number {
  let low = 0;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((nodes[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

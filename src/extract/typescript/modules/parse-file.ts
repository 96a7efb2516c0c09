// Text to a light syntax tree: named nodes only, in plain objects, so that nothing outlives the parser's memory.
// The bodies of longer functions are parsed when somebody looks into them, which with most never happens.
import type { Tree, TreeCursor } from 'web-tree-sitter';
import type { SourceFile } from '../../../model/source.ts';
import { type LanguageName, parse } from '../../_syntax/parser.ts';
import { kindsOf } from './kinds.ts';
import { type Cut, cutText } from './scan/cut-text.ts';
import { leftBodies } from './scan/left-bodies.ts';
import { isFunction, type SyntaxNode } from './syntax.ts';

/** The part of a file that is no body left out, as `Part` index. */
export const trunk = -1;

/** A piece of a file that was parsed in one go: the trunk, or the body of a function. */
export interface Part {
  /** `trunk`, or the index of the body. */
  readonly id: number;
  /** The program, or the block of the body. */
  readonly root: SyntaxNode;
}

export interface ParsedFile {
  readonly trunk: Part;
  /** Offsets of what could not be parsed, a few of each part. */
  readonly errors: readonly number[];
  /** True for a body that was not parsed yet: its children have not been asked for. */
  isClosed(block: SyntaxNode): boolean;
  /**
   * Parses the bodies that hold a word between two offsets; gives the parts other than the trunk which hold it. A body
   * for which `isWanted` is false stays closed, with all that is inside.
   */
  partsHolding(word: string, within?: Range, isWanted?: (block: SyntaxNode) => boolean): readonly number[];
  /** The part that a place stands in, as far as it was parsed. */
  partAt(offset: number): number;
}

/** Offsets in a text. */
interface Range {
  readonly start: number;
  readonly end: number;
}

const none: readonly SyntaxNode[] = [];

const mostErrors = 5;

/** Stands before the braces of a body, so that they are parsed as one. */
const head = 'function f()';

/** Parses a file; `opened` is told each body that is parsed later, once its children are there. */
export function parseFile(source: SourceFile, opened: (part: Part) => void = () => {}): ParsedFile {
  const { text } = source;
  const language = grammarOf(source.path);
  const errors: number[] = [];
  const blocks = new Map<number, SyntaxNode>();
  const closed = new Set<SyntaxNode>();
  const openBodies = new Set<number>();
  const root = make('program', undefined, 0, text.length, undefined, source);

  const bodies = language === 'javascript' ? leftBodies(text) : undefined;
  grow(root, trunk);

  /** Gives the program or a block its children. */
  function grow(into: Building, part: number): void {
    const cut = cutOf(into, part);
    const tree = parse(language, cut.text);
    const cursor = tree.walk();
    const found: number[] = [];
    let met = 0;
    // A body left out that is not met is none; and damage may reach further than its place.
    const isDoubtful = cut.bodies.length > 0 && tree.rootNode.hasError;
    try {
      const isInside = part === trunk ? cursor.gotoFirstChild() : gotoBlock(cursor);
      if (isInside && !isDoubtful) met = children(tree, cursor, into, cut, found);
    } finally {
      cursor.delete();
      tree.delete();
    }
    if (met === cut.bodies.length) {
      errors.push(...found);
      return;
    }
    for (const body of bodies?.keepInside(part) ?? []) {
      const block = blocks.get(body);
      if (block !== undefined) closed.delete(block);
    }
    grow(into, part);
  }

  function cutOf(into: SyntaxNode, part: number): Cut {
    if (bodies === undefined) return { text, base: 0, ends: [], shifts: [], bodies: [] };
    if (part === trunk) return cutText(text, bodies, 0, text.length, trunk, '');
    return cutText(text, bodies, into.start, bodies.list[part]?.end ?? into.end, part, head);
  }

  /** Walks the siblings of the cursor's node and what is inside them; gives how many of the bodies left out it met. */
  function children(tree: Tree, cursor: TreeCursor, into: Building, cut: Cut, found: number[]): number {
    const { types, fields } = tree.language;
    const kindOf = kindsOf(tree.language);
    const { ends, shifts } = cut;
    let next = 0;
    /** How many of the bodies left out end before the place that the walk has come to. */
    let before = 0;
    let parent: Building = into;
    const path: Building[] = [];
    // Children wait here until their parent is left, so that their lists are no longer than they have to be.
    const waiting: Building[] = [];
    const starts: number[] = [0];
    const leave = (node: Building) => {
      const first = starts.pop() ?? 0;
      if (waiting.length > first) node.children = waiting.slice(first);
      waiting.length = first;
    };
    for (;;) {
      const id = cursor.nodeTypeId;
      const kind = kindOf[id] ?? 'inner';
      if (kind !== 'out') {
        const type = types[id] ?? 'ERROR';
        const fieldId = cursor.currentFieldId;
        const field = fieldId === 0 ? undefined : (fields[fieldId] ?? undefined);
        const from = cursor.startIndex;
        const to = cursor.endIndex;
        while (before < ends.length && (ends[before] ?? 0) <= from) before += 1;
        let until = before;
        while (until < ends.length && (ends[until] ?? 0) <= to) until += 1;
        const start = from + (before === 0 ? cut.base : (shifts[before - 1] ?? 0));
        const end = to + (until === 0 ? cut.base : (shifts[until - 1] ?? 0));
        const body = cut.bodies[next];
        if (
          body !== undefined &&
          type === 'statement_block' &&
          field === 'body' &&
          start === bodies?.list[body]?.start &&
          isFunction(parent)
        ) {
          const block = leftBlock(body, start, end, parent);
          waiting.push(block);
          next += 1;
        } else {
          const node = make(type, field, start, end, parent, source);
          waiting.push(node);
          if (type === 'ERROR' && found.length < mostErrors) found.push(start);
          if (kind === 'inner' && cursor.gotoFirstChild()) {
            path.push(parent);
            parent = node;
            starts.push(waiting.length);
            continue;
          }
        }
      }
      while (!cursor.gotoNextSibling()) {
        leave(parent);
        const above = path.pop();
        if (above === undefined || !cursor.gotoParent()) return next;
        parent = above;
      }
    }
  }

  /** The block of a body left out, which is parsed when its children are asked for. */
  function leftBlock(body: number, start: number, end: number, parent: SyntaxNode): Building {
    let made: readonly SyntaxNode[] | undefined;
    const block: Building = {
      type: 'statement_block',
      field: 'body',
      start,
      end,
      parent,
      source,
      get children() {
        if (made !== undefined) return made;
        made = none;
        openBodies.add(body);
        closed.delete(block);
        grow(block, body);
        opened({ id: body, root: block });
        return made;
      },
      set children(given) {
        made = given;
      },
    };
    blocks.set(body, block);
    closed.add(block);
    return block;
  }

  /** Parses a body and those around it. When one of these is not wanted, it gives the offset where that one ends. */
  function open(body: number, isWanted: (block: SyntaxNode) => boolean): number | undefined {
    if (bodies === undefined || openBodies.has(body)) return undefined;
    const around: number[] = [];
    for (let at = body; at !== trunk; at = bodies.partOf(bodies.list[at]?.parent ?? trunk)) around.push(at);
    for (let i = around.length - 1; i >= 0; i -= 1) {
      const block = blocks.get(around[i] ?? trunk);
      if (block !== undefined && closed.has(block) && !isWanted(block)) return block.end;
      void block?.children;
    }
    return undefined;
  }

  return {
    trunk: { id: trunk, root },
    errors,
    isClosed: (block) => closed.has(block),
    partsHolding: (word, { start, end } = root, isWanted = () => true) => {
      if (bodies === undefined) return [];
      let next = start;
      for (const body of closed.size === 0 ? [] : bodies.holding(word, start, end)) {
        if ((bodies.list[body]?.start ?? 0) >= next) next = open(body, isWanted) ?? next;
      }
      // Where a body turned out to be none, what it held belongs to the part around it.
      return bodies.holding(word, start, end);
    },
    partAt: (offset) => (bodies === undefined ? trunk : bodies.partOf(bodies.bodyAt(offset))),
  };
}

interface Building extends SyntaxNode {
  children: readonly SyntaxNode[];
}

function make(
  type: string,
  field: string | undefined,
  start: number,
  end: number,
  parent: SyntaxNode | undefined,
  source: SourceFile,
): Building {
  return { type, field, start, end, parent, children: none, source };
}

/** Moves to what the block of the only function holds. */
function gotoBlock(cursor: TreeCursor): boolean {
  return (
    cursor.gotoFirstChild() &&
    cursor.gotoFirstChild() &&
    cursor.gotoNextSibling() &&
    cursor.gotoNextSibling() &&
    cursor.gotoNextSibling() &&
    cursor.gotoFirstChild()
  );
}

function grammarOf(path: string): LanguageName {
  if (/\.[cm]?ts$/.test(path)) return 'typescript';
  return path.endsWith('.tsx') ? 'tsx' : 'javascript';
}

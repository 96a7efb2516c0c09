// Texts put together from pieces, some of which may be unknown.

import { templatePieces } from '../modules/strings.ts';
import type { SyntaxNode } from '../modules/syntax.ts';
import type { Machine } from './machine.ts';
import { constant, type Frame, longestText, optionsOf, unionOf, unknown, type Value } from './values.ts';

const mostOptions = 100;

const mostTexts = 200;

export function template(machine: Machine, node: SyntaxNode, frame: Frame | undefined): Value {
  const parts = templatePieces(node).map((piece) =>
    typeof piece === 'string' ? [{ text: piece, sure: true }] : textsOf(machine.evaluate(piece, frame)),
  );
  return together(parts, node);
}

/** A value inside a text: what it prints as, an ellipsis when that is unknown. */
export function textsOf(value: Value): Text[] {
  const options = optionsOf(value);
  // What is left out is told as something unknown.
  const kept = options.length > mostOptions ? [...options.slice(0, mostOptions), unknown] : options;
  return kept.map((option) => {
    if (option.kind === 'constant') return { text: String(option.value), sure: true };
    if (option.kind === 'pattern') return { text: option.text, sure: false };
    if (option.kind === 'array' && !option.open) {
      const parts = option.items.map((item) => textsOf(item)[0] ?? { text: '…', sure: false });
      return { text: parts.map((part) => part.text).join(','), sure: parts.every((part) => part.sure) };
    }
    return { text: '…', sure: false };
  });
}

/** A text, or what is known of it. */
export interface Text {
  readonly text: string;
  readonly sure: boolean;
}

/** Every way in which the parts can be put together, as values. */
export function together(parts: readonly (readonly Text[])[], node: SyntaxNode): Value {
  let texts: readonly Text[] = [{ text: '', sure: true }];
  for (const part of parts) {
    const all = texts.flatMap((before) =>
      part.map((more) => ({ text: before.text + more.text, sure: before.sure && more.sure })),
    );
    texts = all.length > mostTexts ? [...all.slice(0, mostTexts), { text: '…', sure: false }] : all;
    if (texts.some((text) => text.text.length > longestText)) return unknown;
  }
  return unionOf(
    texts.map(({ text, sure }): Value => (sure ? constant(text, node) : { kind: 'pattern', text, at: node })),
  );
}

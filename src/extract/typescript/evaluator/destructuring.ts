// Patterns: the part of a value that one of the identifiers of `{a, b: [c]}` gets.

import { child, encloses, type SyntaxNode, textOf } from '../modules/syntax.ts';
import { keyOf } from './expressions.ts';
import type { Machine } from './machine.ts';
import { arrayOf, type Frame, objectOf, unknown, type Value } from './values.ts';

/** The part of a value that a pattern gives to one of its identifiers. */
export function destructured(
  machine: Machine,
  value: Value,
  pattern: SyntaxNode,
  target: SyntaxNode,
  frame: Frame | undefined,
): Value {
  if (pattern === target) return value;
  switch (pattern.type) {
    case 'required_parameter':
    case 'optional_parameter': {
      const inner = child(pattern, 'pattern') ?? child(pattern, 'name');
      return inner === undefined
        ? unknown
        : destructured(
            machine,
            orDefault(machine, value, child(pattern, 'value'), frame),
            inner,
            target,
            frame,
          );
    }
    case 'assignment_pattern':
    case 'object_assignment_pattern': {
      const left = child(pattern, 'left');
      if (left === undefined) return unknown;
      const held =
        left.type === 'shorthand_property_identifier_pattern' ? machine.member(value, textOf(left)) : value;
      return destructured(
        machine,
        orDefault(machine, held, child(pattern, 'right'), frame),
        left,
        target,
        frame,
      );
    }
    case 'pair_pattern': {
      const key = child(pattern, 'key');
      const inner = child(pattern, 'value');
      const name = key === undefined ? undefined : keyOf(machine, key, frame);
      return name === undefined || inner === undefined
        ? unknown
        : destructured(machine, machine.member(value, name), inner, target, frame);
    }
    case 'rest_pattern':
      return value;
    case 'object_pattern': {
      const part = pattern.children.find((candidate) => encloses(candidate, target));
      if (part === undefined) return unknown;
      if (part.type === 'shorthand_property_identifier_pattern') return machine.member(value, textOf(part));
      if (part.type === 'rest_pattern') return without(value, pattern);
      return destructured(machine, value, part, target, frame);
    }
    case 'array_pattern': {
      // Holes have no node; counting commas keeps the positions right.
      const part = pattern.children.find((candidate) => encloses(candidate, target));
      if (part === undefined) return unknown;
      let index = 0;
      let from = pattern.start;
      for (const before of pattern.children) {
        index += commas(pattern.source.text.slice(from, before.start));
        from = before.end;
        if (before === part) break;
      }
      if (part.type === 'rest_pattern') {
        return value.kind === 'array' ? arrayOf(value.items.slice(index), value.open) : unknown;
      }
      return destructured(machine, machine.member(value, String(index)), part, target, frame);
    }
    default:
      return unknown;
  }
}

function commas(text: string): number {
  return text.split(',').length - 1;
}

function orDefault(
  machine: Machine,
  value: Value,
  fallback: SyntaxNode | undefined,
  frame: Frame | undefined,
): Value {
  if (fallback === undefined) return value;
  const isLeftOut =
    value.kind === 'constant' ? value.value === undefined : machine.usual && value.kind === 'unknown';
  return isLeftOut ? machine.evaluate(fallback, frame) : value;
}

function without(value: Value, pattern: SyntaxNode): Value {
  if (value.kind !== 'object') return unknown;
  const members = new Map(value.members);
  for (const part of pattern.children) {
    const key = child(part, 'key') ?? child(part, 'left') ?? part;
    members.delete(textOf(key));
  }
  return objectOf(members, value.open, value.at);
}

// Method calls: of lists and maps here, of everything else by the kind of the value.

import { bare, child, type SyntaxNode, textOf } from '../modules/syntax.ts';
import { zodMethod } from '../schemas/zod-methods.ts';
import { namesOne } from './conditions.ts';
import { externalCall, passedThrough } from './functions.ts';
import { keyTest } from './key-tests.ts';
import { languageCall } from './language.ts';
import type { Arguments, Elements, Machine } from './machine.ts';
import { mapMethod } from './map-methods.ts';
import { parsedInput } from './parsed-input.ts';
import { settable } from './settings.ts';
import { textMethod } from './text-methods.ts';
import { builderStep } from './tool-makers.ts';
import {
  type ArrayValue,
  absent,
  arrayOf,
  constant,
  type Frame,
  gate,
  gateOf,
  isFixed,
  optionsOf,
  truth,
  unionOf,
  unknown,
  type Value,
} from './values.ts';

/** The value of `self.name(…)`. */
export function callMethod(
  machine: Machine,
  self: Value,
  name: string,
  call: SyntaxNode,
  frame: Frame | undefined,
): Value {
  if (self.kind === 'union') {
    const given = machine.argumentsOf(call, frame);
    return unionOf(
      optionsOf(self)
        .slice(0, 200)
        .map((option) => methodOf(machine, option, name, given, call)),
    );
  }
  return methodOf(machine, self, name, machine.argumentsOf(call, frame), call);
}

function methodOf(machine: Machine, self: Value, name: string, given: Arguments, call: SyntaxNode): Value {
  // A promise is taken for what it gives.
  if (name === 'then' && given.values[0]?.kind === 'function')
    return machine.call(given.values[0], { values: [self], open: false }, undefined);
  if (name === 'catch' || name === 'finally') return self;
  switch (self.kind) {
    case 'array':
      return arrayMethod(machine, self, name, given);
    case 'map':
      return mapMethod(self, name, given);
    case 'zod':
      return parsedInput(machine, self, name, given.values[0]) ?? zodMethod(self, name, given);
    case 'constant':
      // Of nothing, `?.` gives nothing.
      if (machine.usual && (self.value === undefined || self.value === null)) return absent;
      if (typeof self.value !== 'string') return passedThrough(given);
      return self.settable === true
        ? settable(textMethod(self.value, name, given, call))
        : textMethod(self.value, name, given, call);
    case 'function':
      if (name === 'bind') return self;
      if (name === 'call')
        return machine.call(self, { ...given, values: given.values.slice(1) }, given.values[0]);
      if (name === 'apply') {
        const found = machine.elements(given.values[1] ?? unknown);
        return machine.call(self, { values: found.items, open: found.open }, given.values[0]);
      }
      return unknown;
    case 'external':
      if (self.from === '') {
        const made = languageCall(machine, [...self.path, name].join('.'), given, call);
        if (made !== undefined) return made;
      }
      return externalCall(machine, self.from, [...self.path, name], given);
    case 'unknown': {
      // What is made of each element of an unknown list tells at least what it looks like.
      const [each] = given.values;
      if (name !== 'map' || each?.kind !== 'function') return passedThrough(given);
      return arrayOf([machine.call(each, { values: [], open: true }, undefined)], true);
    }
    case 'pattern':
      return /^trim(?:Start|End)?$/.test(name) ? { ...self, text: self.text.trim() } : passedThrough(given);
    default: {
      const built = builderStep(self, name, given);
      if (built !== undefined) return built;
      const method = machine.member(self, name);
      if (self.kind === 'namespace' || self.kind === 'class')
        return machine.call(method, given, self.kind === 'class' ? self : undefined);
      return machine.call(method, given, self);
    }
  }
}

/** The elements of something iterable; see `Machine.elements`. */
export function elementsOf(value: Value): Elements {
  switch (value.kind) {
    case 'array':
      return value;
    case 'map':
      return { items: value.entries.map(([key, item]) => arrayOf([key, item])), open: value.open };
    case 'constant':
      return typeof value.value === 'string' ? { items: [], open: true } : { items: [], open: false };
    case 'union': {
      const parts = optionsOf(value).map(elementsOf);
      return { items: parts.flatMap((part) => part.items), open: parts.some((part) => part.open) };
    }
    default:
      return { items: [], open: true };
  }
}

export function arrayMethod(machine: Machine, self: ArrayValue, name: string, given: Arguments): Value {
  const [first = unknown, second = unknown] = given.values;
  const each = (item: Value, index: number) =>
    machine.call(first, { values: [item, constant(index), self], open: false }, undefined);
  const made = (item: Value, index: number) => gate(each(item, index), gateOf(item));
  switch (name) {
    case 'map':
      return arrayOf(self.items.map(made), self.open, self.loose);
    case 'flatMap': {
      const parts = self.items.map((item, i) => machine.elements(made(item, i)));
      return arrayOf(
        parts.flatMap((part) => part.items),
        self.open || parts.some((part) => part.open),
      );
    }
    case 'filter': {
      const tested = self.items
        .flatMap(apart)
        .map((item, i) => [item, isKept(machine, first, item, () => each(item, i))] as const);
      const kept = tested.filter(([, known]) => known !== false);
      machine.leaveOut(
        tested.flatMap(([item, known]) => (known === false ? [item] : [])),
        conditionText(first),
      );
      const isLoose = self.loose === true || kept.some(([, known]) => known === undefined);
      return arrayOf(
        kept.map(([item, known]) => (known === undefined ? gate(item, conditionText(first)) : item)),
        self.open,
        isLoose,
      );
    }
    case 'some':
    case 'every': {
      const known = self.items.map((item, i) => truth(each(item, i)));
      const decided = name === 'some';
      if (known.includes(decided)) return self.loose === true ? unknown : constant(decided);
      return self.open || known.includes(undefined) ? unknown : constant(!decided);
    }
    case 'find': {
      const found: Value[] = [];
      const isIt = keyTest(machine, first);
      for (const [i, item] of self.items.entries()) {
        const known = isIt === undefined ? truth(each(item, i)) : isIt(item);
        if (known !== false) found.push(item);
        if (known === true) return unionOf(found);
      }
      if (found.length === 0 && !self.open && self.loose !== true) return absent;
      return unionOf([...found, ...(self.open ? [unknown] : [])]);
    }
    case 'concat': {
      const parts = given.values.map((value) =>
        value.kind === 'array' || value.kind === 'union'
          ? machine.elements(value)
          : { items: [value], open: value.kind === 'unknown' },
      );
      return arrayOf(
        [...self.items, ...parts.flatMap((part) => part.items)],
        self.open || given.open || parts.some((part) => part.open),
      );
    }
    case 'flat': {
      const parts = self.items.map((item) =>
        item.kind === 'array' ? item : { items: [item], open: item.kind === 'unknown' },
      );
      return arrayOf(
        parts.flatMap((part) => part.items),
        self.open || parts.some((part) => part.open),
      );
    }
    case 'slice': {
      const [from, to] = [first, second].map((bound) =>
        bound.kind === 'constant' && typeof bound.value === 'number' ? bound.value : undefined,
      );
      return from === undefined && given.values.length > 0
        ? self
        : arrayOf(self.items.slice(from, to), self.open);
    }
    case 'sort':
    case 'reverse':
    case 'toSorted':
    case 'toReversed':
    case 'values':
    case 'keys':
      return self;
    case 'entries':
      return arrayOf(
        self.items.map((item, i) => arrayOf([constant(i), item])),
        self.open,
      );
    case 'reduce':
      if (given.values.length < 2 || self.items.length > 2000) return unknown;
      return self.items.reduce(
        (held: Value, item, i) =>
          machine.call(first, { values: [held, item, constant(i), self], open: false }, undefined),
        second,
      );
    case 'join': {
      const by = first.kind === 'constant' ? String(first.value) : ',';
      const texts = self.items.map((item) =>
        item.kind === 'constant' ? String(item.value ?? '') : item.kind === 'pattern' ? item.text : undefined,
      );
      const sure = !self.open && self.items.every((item) => item.kind === 'constant');
      const text = [...texts.map((part) => part ?? '…'), ...(self.open ? ['…'] : [])].join(by);
      return sure ? constant(text) : { kind: 'pattern', text, at: undefined };
    }
    case 'includes':
    case 'has': {
      return isAmong(self, first);
    }
    case 'at':
      return first.kind === 'constant' && !self.open
        ? (self.items.at(Number(first.value)) ?? absent)
        : unionOf(self.items);
    case 'forEach':
      return absent;
    default:
      return unknown;
  }
}

/** Whether a list holds a constant. */
function isAmong(self: ArrayValue, wanted: Value): Value {
  if (!isFixed(wanted)) return unknown;
  const same = self.items.filter((item) => item.kind === 'constant' && item.value === wanted.value);
  if (self.loose !== true && same.some(isFixed)) return constant(true);
  const isSure = !self.open && self.items.every((item) => item.kind === 'constant' && item.settable !== true);
  return isSure && same.length === 0 ? constant(false) : unknown;
}

/** What is one of several modules is asked about each of them. */
function apart(item: Value): readonly Value[] {
  return item.kind === 'union' && item.options.every((option) => option.kind === 'namespace')
    ? optionsOf(item)
    : [item];
}

const someFilter = 'a filter over the list of tools';

/** What a filter asks, as the author wrote it. */
function conditionText(test: Value): string | undefined {
  if (test.kind !== 'function')
    return test.kind === 'external' && test.path[0] === 'Boolean' ? undefined : someFilter;
  const body = child(test.node, 'body');
  // What only takes out tools that somebody named is no condition of the others.
  if (namesOne(textOf(test.node).slice(0, 1000))) return undefined;
  return body === undefined || body.type === 'statement_block'
    ? someFilter
    : textOf(bare(body)).replace(/\s+/g, ' ').slice(0, 120);
}

/** Whether a filter keeps an item; undefined when that is known only at run time, and then it counts as kept. */
function isKept(machine: Machine, test: Value, item: Value, run: () => Value): boolean | undefined {
  if (test.kind === 'external' && test.path[0] === 'Boolean') return truth(item);
  if (item.kind === 'unknown' || item.kind === 'external') return undefined;
  return truth(machine.watching(run).result);
}

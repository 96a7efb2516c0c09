// Values as JSON: what an author wrote out as a dictionary is taken over as it is.

import { itemsOf } from './names.ts';
import type { Run } from './run.ts';
import { plain } from './texts.ts';
import { bare, dict, isKind, list, type Value } from './values.ts';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

export interface AsJson {
  /** Undefined when nothing is known. */
  readonly value: Json | undefined;
  /** True when a part is missing. */
  readonly partial: boolean;
}

const deepest = 60;

export function toJson(value: Value, run: Run, depth = 0): AsJson {
  const inner = plain(value);
  if (inner === null || typeof inner !== 'object') return { value: inner, partial: false };
  if (depth > deepest) return { value: undefined, partial: true };
  if (isKind(inner, 'list')) {
    const items = inner.items.map((item) => toJson(item, run, depth + 1));
    return {
      value: items.flatMap((item) => (item.value === undefined ? [] : [item.value])),
      partial: inner.open || items.some((item) => item.partial),
    };
  }
  if (isKind(inner, 'dict')) {
    let partial = inner.open;
    const members: [string, Json][] = [];
    for (const entry of inner.entries.values()) {
      const key = plain(entry.key);
      const member = toJson(entry.value, run, depth + 1);
      partial ||= member.partial || typeof key !== 'string';
      if (typeof key === 'string' && member.value !== undefined) members.push([key, member.value]);
    }
    // fromEntries defines own properties, so a key named __proto__ stays data.
    return { value: Object.fromEntries(members), partial };
  }
  if (isKind(inner, 'thing') && isKind(inner.of, 'class')) {
    const content = inner.fields.get('value');
    if (inner.fields.has('name') && content !== undefined && inner.args.length === 0)
      return toJson(content, run, depth + 1);
  }
  if (isKind(inner, 'class')) {
    const { items } = itemsOf(inner, run);
    if (items.length > 0) return toJson(list([...items]), run, depth + 1);
  }
  if (isKind(inner, 'pattern')) return { value: inner.text, partial: true };
  if (isKind(inner, 'either')) {
    const [first] = inner.options.filter((option) => option !== null && !isKind(bare(option), 'unknown'));
    return first === undefined
      ? { value: undefined, partial: true }
      : { ...toJson(first, run, depth + 1), partial: true };
  }
  return { value: undefined, partial: true };
}

/** JSON as a value, so that a program's own code may change it further. */
export function fromJson(json: Json): Value {
  if (json === null || typeof json !== 'object') return json;
  if (Array.isArray(json)) return list(json.map((item: Json) => fromJson(item)));
  return dict(Object.entries(json).map(([key, member]) => [key, fromJson(member)] as const));
}

/** An object of JSON, or undefined when the value is something else. */
export function objectOf(json: Json | undefined): JsonObject | undefined {
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as JsonObject) : undefined;
}

/** What a text of JSON says; undefined when it is none. */
export function parsedJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

// Servers that are put into another, with or without a prefix for their tools' names.
import { plain, textValue } from '../_program/texts.ts';
import { type Args, bare, isKind, optionsOf, type Value } from '../_program/values.ts';
import type { Registry } from './registry.ts';
import { likeness } from './servers.ts';

/** `mount(child, prefix)`, `mount(prefix, child)`, `mount(child, namespace=…)`. */
export function mount(registry: Registry, parent: Value, args: Args): void {
  const values = [...args.positional, ...['server', 'app'].flatMap((key) => args.named.get(key) ?? [])];
  const given =
    args.named.get('namespace') ??
    args.named.get('prefix') ??
    values.find((value) => typeof plain(value) === 'string');
  const asProxy = textValue(given);
  const prefix = given === undefined || given === null ? '' : asProxy;
  for (const value of values) {
    for (const child of optionsOf(bare(value))) {
      if (!isKind(child, 'thing') || likeness(child) === 'no') continue;
      if (
        !registry.mounts.some(
          (each) => each.parent === parent && each.child === child && each.prefix === prefix,
        )
      ) {
        registry.mounts.push({ parent, child, prefix });
      }
    }
  }
}

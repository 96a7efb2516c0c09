// Methods of maps: what stands under a key, and everything they hold.

import type { Arguments } from './machine.ts';
import { absent, arrayOf, unionOf, unknown, type Value } from './values.ts';

/** The value of `map.name(…)`. */
export function mapMethod(self: Extract<Value, { kind: 'map' }>, name: string, given: Arguments): Value {
  switch (name) {
    case 'values':
      return arrayOf(
        self.entries.map(([, item]) => item),
        self.open,
      );
    case 'keys':
      return arrayOf(
        self.entries.map(([key]) => key),
        self.open,
      );
    case 'entries':
      return arrayOf(
        self.entries.map(([key, item]) => arrayOf([key, item])),
        self.open,
      );
    case 'get': {
      const [key] = given.values;
      const found = self.entries.filter(
        ([other]) => key?.kind !== 'constant' || other.kind !== 'constant' || other.value === key.value,
      );
      return found.length === 0 && !self.open
        ? absent
        : unionOf([...found.map(([, item]) => item), ...(self.open ? [unknown] : [])]);
    }
    default:
      return unknown;
  }
}

// Schemas that a program asks a model or a type for.
import type { Run } from '../../_program/run.ts';
import { fromJson } from '../../_program/to-json.ts';
import { bare, isKind, unknown, type Value } from '../../_program/values.ts';
import { schemaOfClass } from './models.ts';
import { typeOfValue } from './types.ts';

/** `Model.model_json_schema()` and `TypeAdapter(Type).json_schema()`. */
export function schemaCall(of: Value, run: Run): Value | undefined {
  const inner = bare(of);
  if (isKind(inner, 'class')) {
    const type = schemaOfClass(inner, { run, within: [] });
    return type.foreign ? unknown : marked(fromJson(type.schema), type.partial);
  }
  if (isKind(inner, 'thing') && isKind(inner.of, 'external') && inner.of.path.endsWith('TypeAdapter')) {
    const type = typeOfValue(inner.args[0] ?? unknown, { run, within: [] });
    return marked(fromJson(type.schema), type.partial);
  }
  return undefined;
}

function marked(value: Value, partial: boolean): Value {
  if (partial && isKind(value, 'dict')) value.open = true;
  return value;
}

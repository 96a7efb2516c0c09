// `Model.model_fields`: what programs read to give a function the parameters that a model has.
import { ownName } from '../../_program/names.ts';
import type { Run } from '../../_program/run.ts';
import {
  bare,
  type Class,
  dict,
  external,
  firstOf,
  isKind,
  type Native,
  type Thing,
  type Value,
} from '../../_program/values.ts';
import { defaultOf, type FieldInfo, infoOf, isFieldInfo, noInfo } from './fields.ts';
import { type Declared, fieldsOf } from './models.ts';
import { typeOf } from './types.ts';

const nothing = external('pydantic_core.PydanticUndefined');

/** The fields of a model by name, each with its annotation and default. */
export function modelFieldsOf(cls: Class, run: Run): Value {
  return dict([...fieldsOf(cls)].map(([name, declared]) => [name, fieldOf(name, declared, run)] as const));
}

function fieldOf(name: string, { annotation, owner }: Declared, run: Run): Thing {
  const declared = ownName(name, owner.scope, run);
  const given = declared === undefined ? undefined : bare(declared);
  const written = isKind(given, 'thing') && isFieldInfo(given) ? given : undefined;
  const own: FieldInfo =
    written === undefined ? (given === undefined ? noInfo : defaultOf(given, run)) : infoOf(written, run);
  const { info } = typeOf(annotation, owner.scope, { run, within: [] });
  const required = (own.optional ?? info.optional) !== true;
  const fallback =
    written === undefined ? given : firstOf(written.named.get('default'), written.args[0], nothing);
  const isRequired: Native = { kind: 'native', call: () => required };
  return {
    kind: 'thing',
    of: external('pydantic.fields.FieldInfo'),
    args: [],
    named: new Map(),
    fields: new Map(
      Object.entries<Value>({
        annotation: { kind: 'type', expr: annotation, scope: owner.scope },
        default: required ? nothing : firstOf(fallback, null),
        description: own.description ?? info.description ?? null,
        is_required: isRequired,
      }),
    ),
    assumed: false,
    line: owner.def.line,
    module: owner.scope.module(),
  };
}

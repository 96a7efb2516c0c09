// A function's parameters -> the input schema of the tool it becomes.
import { cleanDocstring, parameterTexts } from '../../_syntax/docstring.ts';
import { evaluate } from '../evaluate/expressions.ts';
import type { Run } from '../evaluate/run.ts';
import { bare, type Callable, isKind } from '../evaluate/values.ts';
import type { Param } from '../syntax/ast.ts';
import { defaultOf, type FieldInfo, infoOf, isFieldInfo } from './fields.ts';
import type { Json, JsonObject } from './json.ts';
import { propertySchema } from './models.ts';
import { isInjection, type Typed, type Typing, typed, typeOf } from './types.ts';

export interface SignatureSchema {
  readonly schema: JsonObject;
  readonly partial: boolean;
}

/** `filled` names the parameters that the server gives itself. */
export function signatureSchema(fn: Callable, filled: ReadonlySet<string>, run: Run): SignatureSchema {
  const source = fn.wraps ?? fn;
  const typing: Typing = { run, within: [] };
  const params = exposed(source).filter((param) => !filled.has(param.name));
  const docs = source.def.docstring === undefined ? '' : cleanDocstring(source.def.docstring);
  const texts = parameterTexts(docs, new Set(params.map((param) => param.name)));
  const properties: [string, Json][] = [];
  const required: string[] = [];
  let partial = false;
  for (const param of params) {
    const scope = source.scope;
    const type: Typed = param.annotation === undefined ? typed({}) : typeOf(param.annotation, scope, typing);
    const fallback = param.fallback === undefined ? undefined : bare(evaluate(param.fallback, scope, run));
    if (type.foreign || type.hidden || (fallback !== undefined && isInjection(fallback))) continue;
    let info: FieldInfo = type.info;
    if (isKind(fallback, 'thing') && isFieldInfo(fallback)) info = { ...info, ...infoOf(fallback, run) };
    else if (fallback !== undefined) info = { ...info, ...defaultOf(fallback, run) };
    const text = texts.get(param.name);
    if (info.description === undefined && text !== undefined) info = { ...info, description: text };
    const name = info.alias ?? param.name;
    properties.push([name, propertySchema(type, info)]);
    if (info.optional !== true) required.push(name);
    partial ||= type.partial || info.partial === true;
  }
  return { schema: { type: 'object', properties: Object.fromEntries(properties), required }, partial };
}

/** Parameters without the one that a method is bound by, and without those that take the rest. */
function exposed(fn: Callable): readonly Param[] {
  const [first, ...rest] = fn.def.params;
  const bound =
    fn.binding !== 'static' &&
    first !== undefined &&
    (fn.self !== undefined ||
      (fn.scope.kind === 'class' && /^(self|cls)$/.test(first.name)) ||
      first.name === 'self');
  const params = bound ? rest : fn.def.params;
  return params.filter((param) => param.form !== 'list' && param.form !== 'dict' && param.name !== '');
}

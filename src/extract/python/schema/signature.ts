// A function's parameters -> the input schema of the tool it becomes.

import type { Run } from '../../_program/run.ts';
import { parametersOf } from '../../_program/signatures.ts';
import type { Json, JsonObject } from '../../_program/to-json.ts';
import { type Callable, isKind } from '../../_program/values.ts';
import { cleanDocstring, parameterTexts } from '../../_syntax/docstring.ts';
import { defaultOf, type FieldInfo, infoOf, isFieldInfo } from './fields.ts';
import { propertySchema } from './models.ts';
import { isInjection, type Typed, type Typing, typed, typeOfValue } from './types.ts';

export interface SignatureSchema {
  readonly schema: JsonObject;
  readonly partial: boolean;
}

/** `filled` names the parameters that the server gives itself. */
export function signatureSchema(fn: Callable, filled: ReadonlySet<string>, run: Run): SignatureSchema {
  const typing: Typing = { run, within: [] };
  const seen = parametersOf(fn, run);
  const all = seen ?? parametersOf({ ...(fn.wraps ?? fn), fields: new Map() }, run) ?? [];
  const params = all.filter(
    ({ form, name }) => form !== 'list' && form !== 'dict' && name !== '' && !filled.has(name),
  );
  const { docstring } = (fn.wraps ?? fn).def;
  const docs = docstring === undefined ? '' : cleanDocstring(docstring);
  const texts = parameterTexts(docs, new Set(params.map((param) => param.name)));
  const properties: [string, Json][] = [];
  const required: string[] = [];
  let partial = seen === undefined;
  for (const { name, annotation, fallback } of params) {
    const type: Typed = annotation === undefined ? typed({}) : typeOfValue(annotation, typing);
    if (type.foreign || type.hidden || (fallback !== undefined && isInjection(fallback))) continue;
    let info: FieldInfo = type.info;
    if (isKind(fallback, 'thing') && isFieldInfo(fallback)) info = { ...info, ...infoOf(fallback, run) };
    else if (fallback !== undefined) info = { ...info, ...defaultOf(fallback, run) };
    const text = texts.get(name);
    if (info.description === undefined && text !== undefined) info = { ...info, description: text };
    const key = info.alias ?? name;
    properties.push([key, propertySchema(type, info)]);
    if (info.optional !== true) required.push(key);
    partial ||= type.partial || info.partial === true;
  }
  return { schema: { type: 'object', properties: Object.fromEntries(properties), required }, partial };
}

// A JSON Schema validator (draft 2020-12) that knows the formats we use.
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

/** A validator of one schema; its `errors` say what is wrong with what it was last given. */
export function compile(schema: object): ValidateFunction {
  const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
  // An OpenAPI document is no schema; references into it pass through its parts.
  ajv.addVocabulary(['components']);
  // The package is CommonJS; its default export is the function in a member of that name.
  (formats as unknown as { readonly default: typeof formats.default }).default(ajv);
  return ajv.compile(schema);
}

// Which types of the grammar's nodes are kept in the light tree.
import type { Language } from 'web-tree-sitter';

const leftOut = new Set([
  'comment',
  'html_comment',
  'hash_bang_line',
  'type_annotation',
  'type_arguments',
  'type_parameters',
  'interface_declaration',
  'type_alias_declaration',
  'implements_clause',
  'accessibility_modifier',
  'override_modifier',
  'optional_chain',
  'asserts_annotation',
  'type_predicate_annotation',
]);

const leaves = new Set(['string', 'regex', 'jsx_element', 'jsx_self_closing_element']);

/** Nodes that have no named children, so that nobody has to look for them. */
const childless = new Set([
  'identifier',
  'property_identifier',
  'private_property_identifier',
  'shorthand_property_identifier',
  'shorthand_property_identifier_pattern',
  'statement_identifier',
  'type_identifier',
  'number',
  'true',
  'false',
  'null',
  'undefined',
  'this',
  'super',
  'empty_statement',
  'break_statement',
]);

/** What is done with the nodes of a type: left out, kept as a leaf, or kept with what is inside. */
export type Kind = 'out' | 'leaf' | 'inner';

/** Asked of the grammar once for each of its types: every question to it costs as much as a step of the walk. */
export function kindsOf(language: Language): readonly Kind[] {
  const present = kinds.get(language);
  if (present !== undefined) return present;
  const made = language.types.map((type, id): Kind => {
    if (!language.nodeTypeIsNamed(id) || leftOut.has(type)) return 'out';
    return leaves.has(type) || childless.has(type) ? 'leaf' : 'inner';
  });
  kinds.set(language, made);
  return made;
}

const kinds = new WeakMap<Language, readonly Kind[]>();

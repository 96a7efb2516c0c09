// Tools that are implementations of a trait: each says its name and description in methods or in constants.
import type { Node } from 'web-tree-sitter';
import { fieldText, lineOf, parts } from '../_declarations/syntax.ts';
import type { Expr } from '../_program/ast.ts';
import { lowerExpr } from './expressions.ts';
import { isInTest, jsonIn, type MadeTool, schemaTypeIn } from './made.ts';

/** What a trait for tools is called. */
const tooling = /(^|::)\w{0,20}Tool(Handler|Impl|Trait|Base|Executor)?$/;

export function implementedIn(root: Node): MadeTool[] {
  return root.descendantsOfType('impl_item').flatMap((item): MadeTool[] => {
    const type = fieldText(item, 'type').replace(/<.{0,500}$/s, '');
    const generic = parts(item.childForFieldName('type_parameters')).some(
      (parameter) => fieldText(parameter, 'name') === type,
    );
    // What is said of every type is said of none.
    if (generic || isInTest(item) || !tooling.test(fieldText(item, 'trait').replace(/<.{0,500}$/s, '')))
      return [];
    const members = parts(item.childForFieldName('body'));
    const named = (kind: string, wanted: RegExp): Node | undefined =>
      members.find((member) => member.type === kind && wanted.test(fieldText(member, 'name')));
    const said = (method: RegExp, constant: RegExp): Expr | undefined => {
      const fun = named('function_item', method);
      const value =
        fun === undefined
          ? named('const_item', constant)?.childForFieldName('value')
          : parts(fun.childForFieldName('body')).at(-1);
      return value === null || value === undefined ? undefined : lowerExpr(value);
    };
    const name = said(/^(tool_)?name$/, /^(TOOL_)?NAME$/);
    const description = said(/^description$/, /^(TOOL_)?DESCRIPTION$/);
    const schema = named('function_item', /schema$|^parameters$/);
    const args = named('type_item', /Arg|Param|Input|Request/);
    // A trait of the same name that asks for no schema has nothing to do with tools of a server.
    if (name === undefined || description === undefined || (schema ?? args) === undefined) return [];
    return [
      {
        name,
        title: said(/^title$/, /^(TOOL_)?TITLE$/),
        description,
        owner: type,
        json: schema === undefined ? undefined : jsonIn(schema),
        type: schema === undefined ? args?.childForFieldName('type')?.text : schemaTypeIn(schema),
        wrapper: undefined,
        line: lineOf(item),
      },
    ];
  });
}

// Tools that are the leaves of a tree of commands, named after the path to them: `storage_account_list`.
import type { Extraction, Place, Skip, ToolDraft } from '../../model/tool.ts';
import { type Around, constantOf, textOfConstant } from '../_declarations/constants.ts';
import { type ClassDecl, type Classes, classNamed } from '../_declarations/declarations.ts';
import type { Argument, Expr } from '../_program/ast.ts';
import { commandTool } from './command-tool.ts';
import type { GroupMethod } from './syntax.ts';

/** A node of the tree. */
interface Group {
  readonly name: string | undefined;
  readonly place: Place;
  readonly children: Group[];
  readonly commands: {
    readonly name: string | undefined;
    readonly cls: string | undefined;
    readonly line: number;
  }[];
  isChild: boolean;
}

interface Work {
  readonly classes: Classes;
  readonly methods: readonly GroupMethod[];
  readonly groups: Group[];
  readonly skips: Skip[];
  /** Methods that another one hands a group to. */
  readonly called: Set<GroupMethod>;
  steps: number;
}

const deepest = 12;
const mostSteps = 200_000;

/** The commands that the project's methods put into groups. */
export function commandTrees(methods: readonly GroupMethod[], classes: Classes): Extraction {
  // Libraries for command lines have a method of one of these names, and no groups in groups.
  if (!methods.some((method) => method.calls.some(addsGroup))) return { tools: [], skips: [] };
  const work: Work = { classes, methods, groups: [], skips: [], called: new Set(), steps: mostSteps };
  for (const method of methods) {
    for (const call of method.calls) {
      const helper = call.kind === 'call' ? helperOf(call, method, work) : undefined;
      if (helper !== undefined) work.called.add(helper);
    }
  }
  for (const method of methods) {
    if (!work.called.has(method) && isBuilder(method, classes)) build(method, new Map(), work, 0);
  }
  const separator = separatorOf(classes);
  const tools: ToolDraft[] = [];
  for (const root of work.groups.filter((group) => !group.isChild)) walk(root, [], separator, work, tools, 0);
  return { tools, skips: work.skips };
}

function addsGroup(call: Expr): boolean {
  return call.kind === 'call' && call.callee.kind === 'attribute' && call.callee.name === 'AddSubGroup';
}

/** A method of the class that groups are made of builds none. */
function isBuilder(method: GroupMethod, classes: Classes): boolean {
  const own = classNamed(method.cls, method.path, classes);
  return own === undefined || !own.methods.some((each) => each.name === 'AddSubGroup');
}

/** A method of the same class that is called by its name and adds to groups itself. */
function helperOf(call: Expr & { kind: 'call' }, method: GroupMethod, work: Work): GroupMethod | undefined {
  const name = call.callee.kind === 'name' ? call.callee.id : undefined;
  return name === undefined || name === method.name
    ? undefined
    : work.methods.find((each) => each.name === name && each.cls === method.cls && each.path === method.path);
}

type Env = Map<string, Group>;

/** Follows the calls of a method; gives the group that it returns. */
function build(
  method: GroupMethod,
  given: ReadonlyMap<string, Group>,
  work: Work,
  depth: number,
): Group | undefined {
  if (depth > deepest) return undefined;
  const env: Env = new Map(given);
  const around = aroundOf(method, work);
  for (const call of method.calls) {
    work.steps -= 1;
    if (work.steps < 0) return undefined;
    if (call.kind !== 'call') continue;
    const { callee, args } = call;
    const helper = helperOf(call, method, work);
    if (helper !== undefined) {
      handOn(helper, args, env, method, around, work, depth);
      continue;
    }
    if (callee.kind !== 'attribute') continue;
    const own = args.filter((arg) => arg.name !== '<>');
    if (callee.name === 'AddSubGroup')
      addGroup(callee.object, own[0]?.value, env, method, around, work, depth);
    else if (callee.name === 'AddCommand')
      addCommand(callee.object, args, env, method, around, work, call.line);
  }
  return method.returns === undefined ? undefined : groupOf(method.returns, env, method, around, work, depth);
}

function aroundOf(method: GroupMethod, work: Work): Around {
  const cls = classNamed(method.cls, method.path, work.classes);
  return { classes: work.classes, cls, path: method.path, locals: method.locals };
}

function handOn(
  helper: GroupMethod,
  args: readonly Argument[],
  env: Env,
  method: GroupMethod,
  around: Around,
  work: Work,
  depth: number,
): void {
  const given = new Map<string, Group>();
  helper.params.forEach((param, index) => {
    const value = args.filter((arg) => arg.name !== '<>')[index]?.value;
    const group = value?.kind === 'name' ? groupOf(value, env, method, around, work, depth) : undefined;
    if (group !== undefined) given.set(param, group);
  });
  if (given.size > 0) build(helper, given, work, depth + 1);
}

function addGroup(
  to: Expr,
  what: Expr | undefined,
  env: Env,
  method: GroupMethod,
  around: Around,
  work: Work,
  depth: number,
): void {
  const child = what === undefined ? undefined : groupOf(what, env, method, around, work, depth);
  const parent = groupOf(to, env, method, around, work, depth);
  if (child !== undefined && parent !== undefined && child !== parent && !child.isChild) {
    parent.children.push(child);
    child.isChild = true;
  }
}

function addCommand(
  to: Expr,
  args: readonly Argument[],
  env: Env,
  method: GroupMethod,
  around: Around,
  work: Work,
  line: number,
): void {
  const parent = groupOf(to, env, method, around, work, 0);
  const typed = args.find((arg) => arg.name === '<>')?.value;
  const own = args.filter((arg) => arg.name !== '<>');
  const [first, second] = own;
  const name = textOfConstant(constantOf(first?.value, around));
  const cls = typed?.kind === 'name' ? typed.id : classOf(second?.value ?? first?.value, around, 0);
  if (parent !== undefined)
    parent.commands.push({ name: second === undefined ? undefined : (name ?? ''), cls, line });
  else if (cls !== undefined && work.classes.has(cls)) {
    const detail = `The group that ${cls} is added to could not be worked out.`;
    work.skips.push({ reason: 'name-not-constant', place: { path: method.path, line }, detail });
  }
}

/** The class of a command: `new ListCommand(…)`, `services.GetRequiredService<ListCommand>()`, or a variable that holds one. */
function classOf(expr: Expr | undefined, around: Around, depth: number): string | undefined {
  if (expr === undefined || depth > 6) return undefined;
  if (expr.kind === 'name') return classOf(around.locals.get(expr.id), around, depth + 1);
  if (expr.kind !== 'call') return undefined;
  const typed = expr.args.find((arg) => arg.name === '<>')?.value;
  if (typed?.kind === 'name') return typed.id;
  return expr.callee.kind === 'name' ? expr.callee.id : undefined;
}

function groupOf(
  expr: Expr,
  env: Env,
  method: GroupMethod,
  around: Around,
  work: Work,
  depth: number,
): Group | undefined {
  if (depth > deepest) return undefined;
  const id =
    expr.kind === 'name' ? expr.id : expr.kind === 'attribute' && isThis(expr.object) ? expr.name : undefined;
  if (id !== undefined) {
    const known = env.get(id);
    if (known !== undefined) return known;
    const start = method.locals.get(id) ?? around.cls?.fields.find((field) => field.name === id)?.value;
    const made =
      start === undefined || start === expr
        ? undefined
        : groupOf(start, env, method, around, work, depth + 1);
    if (made !== undefined) env.set(id, made);
    return made;
  }
  if (expr.kind !== 'call' || expr.callee.kind !== 'name') return undefined;
  const helper = helperOf(expr, method, work);
  if (helper !== undefined) return build(helper, new Map(), work, depth + 1);
  const { id: type } = expr.callee;
  if (type !== 'new' && !/Group$/.test(type)) return undefined;
  const group: Group = {
    name: textOfConstant(
      constantOf(expr.args.find((arg) => arg.form === 'positional' || arg.name === 'name')?.value, around),
    ),
    place: { path: method.path, line: expr.line },
    children: [],
    commands: [],
    isChild: false,
  };
  work.groups.push(group);
  return group;
}

function isThis(expr: Expr): boolean {
  return expr.kind === 'name' && expr.id === 'this';
}

/** What stands between the parts of a name: the project's own constant of that name, or `_`. */
function separatorOf(classes: Classes): string {
  for (const cls of [...classes.values()].flat()) {
    if (!cls.methods.some((method) => /Command/.test(method.name))) continue;
    const value = cls.fields.find((field) => /^separator$/i.test(field.name))?.value;
    if (value?.kind === 'string' && /^[_.\-/]$/.test(value.value)) return value.value;
  }
  return '_';
}

function walk(
  group: Group,
  before: readonly string[],
  separator: string,
  work: Work,
  tools: ToolDraft[],
  depth: number,
): void {
  if (depth > deepest) return;
  const holds = group.commands.length > 0 || group.children.length > 0;
  if (group.name === undefined) {
    const detail =
      'The name of a group of commands is not constant, and so are the names of the tools in it.';
    if (holds) work.skips.push({ reason: 'name-not-constant', place: group.place, detail });
    return;
  }
  const path = [...before, group.name];
  for (const command of group.commands) {
    const place = { path: group.place.path, line: command.line };
    const cls: ClassDecl | undefined =
      command.cls === undefined ? undefined : classNamed(command.cls, place.path, work.classes);
    const made = cls === undefined ? undefined : commandTool(cls, work.classes);
    const own = command.name === undefined ? made?.name : command.name === '' ? undefined : command.name;
    if (made === undefined || own === undefined) {
      const detail = `The command ${command.cls ?? 'that is added here'} could not be worked out.`;
      work.skips.push({ reason: 'name-not-constant', place, detail });
      continue;
    }
    tools.push({ name: [...path, ...own.split('.')].join(separator), ...made.draft });
  }
  for (const child of group.children) walk(child, path, separator, work, tools, depth + 1);
}

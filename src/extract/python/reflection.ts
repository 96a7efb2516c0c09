// What Python programs ask of their own modules and classes: importing by name, the modules of a package, members.
import { attributeOf } from '../_program/attributes.ts';
import { callValue } from '../_program/calls.ts';
import { nameOfModule, ownName } from '../_program/names.ts';
import { moduleOf, type Run } from '../_program/run.ts';
import { textValue } from '../_program/texts.ts';
import {
  type Args,
  bare,
  type Callable,
  dict,
  external,
  firstOf,
  isKind,
  list,
  type Module,
  optionsOf,
  type Scope,
  type Thing,
  truth,
  unknown,
  type Value,
} from '../_program/values.ts';

/** The result of a function of `importlib`, `pkgutil` or `inspect` that looks at the program; undefined for any other. */
export function reflected(path: string, args: Args, scope: Scope, run: Run): Value | undefined {
  const [first = unknown, second] = args.positional;
  switch (path) {
    case 'importlib.import_module':
    case 'builtins.__import__':
      return imported(first, args, scope, run);
    case 'pkgutil.iter_modules':
    case 'pkgutil.walk_packages':
      return modulesBelow(path.endsWith('walk_packages'), args, run);
    case 'inspect.getmembers':
      return membersLike(first, second ?? args.named.get('predicate'), scope, run);
    case 'inspect.isfunction':
    case 'inspect.isroutine':
    case 'builtins.callable':
      return isFunction(bare(first));
    case 'inspect.isclass':
      return isKind(bare(first), 'class') ? true : unknown;
    case 'builtins.vars':
      return dict(membersOf(first, run), membersOf(first, run).length === 0);
    case 'builtins.dir': {
      const names = membersOf(first, run).map(([name]) => name);
      return names.length === 0 ? unknown : list(names);
    }
    case 'builtins.hasattr':
      return hasAttribute(first, second, run);
    default:
      return undefined;
  }
}

/** Lists, texts and objects of the project's classes are no functions; what comes from elsewhere may be. */
function isFunction(value: Value): Value {
  if (isKind(value, 'callable')) return true;
  const other = value === null || typeof value !== 'object' || isKind(value, 'list') || isKind(value, 'dict');
  return other || isKind(value, 'module') ? false : unknown;
}

/** `import_module("package.module")`, `import_module(".module", package)` */
function imported(name: Value, args: Args, scope: Scope, run: Run): Value {
  const written = textValue(name);
  if (written === undefined) return unknown;
  const dotted = written.replace(/^\.+/, '');
  const level = written.length - dotted.length;
  const within = textValue(args.named.get('package') ?? args.positional[1]);
  const here = moduleOf(scope);
  if (written === ownName('__name__', here.scope, run)) return here;
  const found =
    level === 1 && within !== undefined
      ? run.find(here, `${within}.${dotted}`, 0)
      : run.find(here, dotted, level);
  if (found === undefined) return external(dotted);
  run.load(found);
  return found;
}

/** The modules of a package, as `pkgutil` tells of them. */
function modulesBelow(deep: boolean, args: Args, run: Run): Value {
  const given = bare(firstOf(args.named.get('path'), args.positional[0]));
  const home = isKind(given, 'list') ? bare(firstOf(given.items[0])) : given;
  if (!isKind(home, 'module')) return list([], 'list', true);
  const prefix = textValue(args.named.get('prefix') ?? args.positional[1]) ?? '';
  const folder = home.path.split('/').slice(0, -1).join('/');
  const start = folder === '' ? '' : `${folder}/`;
  const infos: Value[] = [];
  for (const path of run.modules.keys()) {
    if (!path.startsWith(start) || path === home.path) continue;
    const parts = path.slice(start.length).replace(/\.py$/, '').split('/');
    const isPackage = parts.at(-1) === '__init__';
    if (isPackage) parts.pop();
    if (parts.length === 0 || (parts.length > 1 && !deep)) continue;
    infos.push(moduleInfo(`${prefix}${parts.join('.')}`, isPackage, home));
  }
  return list(infos);
}

function moduleInfo(name: string, isPackage: boolean, near: Module): Thing {
  return {
    kind: 'thing',
    of: external('pkgutil.ModuleInfo'),
    args: [unknown, name, isPackage],
    named: new Map(Object.entries<Value>({ name, ispkg: isPackage })),
    fields: new Map(),
    assumed: false,
    line: 0,
    module: near,
  };
}

function membersLike(of: Value, predicate: Value | undefined, scope: Scope, run: Run): Value {
  const all = membersOf(of, run);
  const test = predicate === undefined ? undefined : bare(predicate);
  const leaf = isKind(test, 'external') ? (test.path.split('.').at(-1) ?? '') : '';
  const kind = leaf === 'isclass' ? 'class' : /function|method|routine/.test(leaf) ? 'callable' : undefined;
  const passes = (value: Value): boolean =>
    kind === undefined ? isKept(test, value, scope, run) : isKind(bare(value), kind);
  const kept = all.filter(([, value]) => passes(value));
  const pairs = kept.map(([name, value]) => list([name, value], 'tuple'));
  return list(pairs, 'list', all.length === 0);
}

/** What a predicate of the project says of a value; one that says nothing known keeps functions. */
function isKept(predicate: Value | undefined, value: Value, scope: Scope, run: Run): boolean {
  if (!isKind(predicate, 'callable')) return true;
  const args: Args = { positional: [value], named: new Map(), open: false };
  return truth(callValue(predicate, args, 0, scope, run)) ?? isKind(bare(value), 'callable');
}

/** Names and values of a module, or of an object's or class's own class and those it inherits from; sorted by name. */
function membersOf(of: Value, run: Run): readonly (readonly [string, Value])[] {
  const members = new Map<string, Value>();
  for (const option of optionsOf(bare(of)).map(bare)) {
    const names = isKind(option, 'module') ? namesOf(option, run) : namesInClasses(option);
    for (const name of names) {
      if (/^__\w+__$/.test(name)) continue;
      const value = isKind(option, 'module')
        ? nameOfModule(option, name, run)
        : attributeOf(option, name, run);
      if (value !== undefined && !isKind(value, 'member')) members.set(name, value);
    }
  }
  return [...members].sort(([a], [b]) => (a < b ? -1 : 1));
}

function namesOf(module: Module, run: Run, hops = 0): readonly string[] {
  run.load(module);
  const stars = hops > 8 ? [] : module.scope.stars.filter((star) => star !== module);
  const taken = stars.flatMap((star) => namesOf(star, run, hops + 1)).filter((name) => !name.startsWith('_'));
  return [...new Set([...module.scope.vars.keys(), ...taken])];
}

function namesInClasses(value: Value, depth = 0): readonly string[] {
  const cls = isKind(value, 'thing') ? value.of : value;
  if (!isKind(cls, 'class') || depth > 20) return [];
  const inherited = cls.bases.flatMap((base) => namesInClasses(base, depth + 1));
  return [...new Set([...inherited, ...cls.scope.vars.keys()])];
}

/** True when the attribute is there; that it is not is sure of modules and of functions that nobody decorated. */
function hasAttribute(of: Value, name: Value | undefined, run: Run): Value {
  const object = bare(of);
  if (typeof name !== 'string' || isKind(object, 'external')) return unknown;
  if (isKind(object, 'module')) return nameOfModule(object, name, run) !== undefined;
  if (isKind(object, 'callable') && isUnmarked(object)) {
    return object.fields.has(name) || ownAttributes.has(name);
  }
  const found = bare(attributeOf(object, name, run));
  return isKind(found, 'callable') || isKind(found, 'class') || isKind(found, 'list') ? true : unknown;
}

/** No decorator could have set an attribute on it. */
function isUnmarked({ def, wraps }: Callable): boolean {
  return wraps === undefined && def.decorators.every((each) => each.kind === 'name' && binders.has(each.id));
}

const binders = new Set(['staticmethod', 'classmethod']);
/** What every function has. */
const ownAttributes = new Set(
  '__name__ __qualname__ __doc__ __module__ __annotations__ __call__ __code__'.split(' '),
);

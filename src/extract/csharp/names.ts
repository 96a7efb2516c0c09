// How the C# SDK names a tool after its method.

/** Without `Async`, in snake case like .NET's `JsonNamingPolicy.SnakeCaseLower`. */
export function toolNameOf(method: string, isAsync: boolean): string {
  const bare = isAsync && method.endsWith('Async') && method !== 'Async' ? method.slice(0, -5) : method;
  return snakeCase(bare.replace(/[^0-9A-Za-z]+/g, '_').replace(/^_+|_+$/g, ''));
}

function snakeCase(name: string): string {
  let out = '';
  let before: 'start' | 'upper' | 'lower' = 'start';
  for (let index = 0; index < name.length; index += 1) {
    const character = name.charAt(index);
    if (/[A-Z]/.test(character)) {
      const next = name.charAt(index + 1);
      if (before === 'lower' || (before === 'upper' && /[a-z]/.test(next))) out += '_';
      before = 'upper';
    } else before = /[a-z0-9]/.test(character) ? 'lower' : 'start';
    out += character.toLowerCase();
  }
  return out;
}

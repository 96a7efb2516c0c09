// serde's `rename_all`.

/** A field's (`snake_case`) or variant's (`PascalCase`) name in a style of serde. */
export function renamedBy(name: string, style: string | undefined, what: 'field' | 'variant'): string {
  if (style === undefined) return name;
  const words = what === 'field' ? name.split('_') : name.split(/(?<=[^A-Z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z])/);
  const lower = words.map((word) => word.toLowerCase());
  const pascal = lower.map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  switch (style) {
    case 'lowercase':
      return name.toLowerCase();
    case 'UPPERCASE':
      return name.toUpperCase();
    case 'camelCase':
      return pascal.map((word, index) => (index === 0 ? word.toLowerCase() : word)).join('');
    case 'PascalCase':
      return pascal.join('');
    case 'snake_case':
      return lower.join('_');
    case 'SCREAMING_SNAKE_CASE':
      return lower.join('_').toUpperCase();
    case 'kebab-case':
      return lower.join('-');
    case 'SCREAMING-KEBAB-CASE':
      return lower.join('-').toUpperCase();
    default:
      return name;
  }
}

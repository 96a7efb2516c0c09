// What serde's and schemars' attributes say of a type or field.
import type { Marker } from '../_declarations/declarations.ts';

/** A text that `#[serde(key = "…")]` gives. */
export function serdeText(markers: readonly Marker[], key: string): string | undefined {
  for (const marker of markers) {
    if (marker.name !== 'serde' && marker.name !== 'schemars') continue;
    const value = marker.args.find((arg) => arg.name === key)?.value;
    if (value?.kind === 'string') return value.value;
  }
  return undefined;
}

/** True for `#[serde(flag)]` and `#[serde(flag = …)]`. */
export function serdeFlag(markers: readonly Marker[], flag: string): boolean {
  return markers.some(
    (marker) =>
      (marker.name === 'serde' || marker.name === 'schemars') &&
      marker.args.some((arg) => arg.name === flag || (arg.value.kind === 'name' && arg.value.id === flag)),
  );
}

// Which bodies hold which words: noted while a text is scanned, in a few bytes a word.

/** Notes words in the order of the text. */
export interface WordNotes {
  /** How many words were noted so far. */
  count(): number;
  add(hash: number): void;
  /** What was noted, by the body that it is in. */
  places(bodies: readonly NotedBody[]): WordPlaces;
}

/** A body by the words in it: the first, the one behind the last, and the body around it, -1 for none. */
export interface NotedBody {
  readonly firstWord: number;
  readonly lastWord: number;
  readonly parent: number;
}

export interface WordPlaces {
  /** Indices of the bodies that may hold a word outside the bodies inside them, in any order, each once. */
  mayHold(word: string): ReadonlySet<number>;
}

/** One step of a word's hash. */
export function hashStep(hash: number, code: number): number {
  return (Math.imul(hash, 31) + code) | 0;
}

/** The hash of a word. */
export function hashOf(word: string): number {
  let hash = 0;
  for (let at = 0; at < word.length; at += 1) hash = hashStep(hash, word.charCodeAt(at));
  return hash;
}

/** Notes for a text of a length. */
export function wordNotes(length: number): WordNotes {
  let hashes = new Int32Array(Math.max(64, length >> 3));
  let count = 0;
  return {
    count: () => count,
    add: (hash) => {
      if (count === hashes.length) {
        const more = new Int32Array(hashes.length * 2);
        more.set(hashes);
        hashes = more;
      }
      hashes[count] = hash;
      count += 1;
    },
    places: (bodies) => placesOf(hashes.subarray(0, count), bodies),
  };
}

/** Sorts the bodies of all words into buckets by hash. */
function placesOf(hashes: Int32Array, bodies: readonly NotedBody[]): WordPlaces {
  const buckets = 1 << Math.max(6, 30 - Math.clz32(hashes.length));
  const bucketOf = (hash: number) => (hash ^ (hash >>> 15)) & (buckets - 1);
  /** Where each bucket begins among the holders. */
  const begins = new Int32Array(buckets + 1);
  const owners = ownersOf(hashes.length, bodies);
  for (let i = 0; i < hashes.length; i += 1) {
    if ((owners[i] ?? -1) < 0) continue;
    const bucket = bucketOf(hashes[i] ?? 0);
    begins[bucket + 1] = (begins[bucket + 1] ?? 0) + 1;
  }
  for (let bucket = 0; bucket < buckets; bucket += 1)
    begins[bucket + 1] = (begins[bucket + 1] ?? 0) + (begins[bucket] ?? 0);
  const holders = new Int32Array(begins[buckets] ?? 0);
  const filled = begins.slice();
  for (let i = 0; i < hashes.length; i += 1) {
    const owner = owners[i] ?? -1;
    if (owner < 0) continue;
    const bucket = bucketOf(hashes[i] ?? 0);
    const at = filled[bucket] ?? 0;
    holders[at] = owner;
    filled[bucket] = at + 1;
  }
  return {
    mayHold: (word) => {
      const bucket = bucketOf(hashOf(word));
      return new Set(holders.subarray(begins[bucket] ?? 0, begins[bucket + 1] ?? 0));
    },
  };
}

/** The innermost body around each word; -1 for none. */
function ownersOf(count: number, bodies: readonly NotedBody[]): Int32Array {
  const owners = new Int32Array(count);
  let next = 0;
  let body = -1;
  for (let word = 0; word < count; word += 1) {
    while (body >= 0 && (bodies[body]?.lastWord ?? 0) <= word) body = bodies[body]?.parent ?? -1;
    for (let at = bodies[next]; at !== undefined && at.firstWord <= word; at = bodies[next]) {
      // One without words ended before.
      if (at.lastWord > word) body = next;
      next += 1;
    }
    owners[word] = body;
  }
  return owners;
}

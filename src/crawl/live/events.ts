// Server-sent events out of a stream of bytes (https://html.spec.whatwg.org/multipage/server-sent-events.html).

/** One event. */
export interface ServerEvent {
  readonly event: string;
  readonly data: string;
}

/** The events of a stream. An event that is longer than `most` characters ends it. */
export async function* eventsOf(bytes: AsyncIterable<Uint8Array>, most: number): AsyncIterable<ServerEvent> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of bytes) {
    rest += decoder.decode(chunk, { stream: true });
    const blocks = rest.split(/\r\n\r\n|\n\n|\r\r/);
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const event = eventOf(block);
      if (event !== undefined) yield event;
    }
    if (rest.length > most) return;
  }
}

function eventOf(block: string): ServerEvent | undefined {
  const fields = block.split(/\r\n|\n|\r/).map((row): readonly [string, string] => {
    const colon = row.indexOf(':');
    return colon < 0 ? [row, ''] : [row.slice(0, colon), row.slice(colon + 1).replace(/^ /, '')];
  });
  const data = fields.filter(([name]) => name === 'data').map(([, value]) => value);
  if (data.length === 0) return undefined;
  return { event: fields.find(([name]) => name === 'event')?.[1] ?? 'message', data: data.join('\n') };
}

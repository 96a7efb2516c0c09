// What the program says while it works: plain lines on stderr, and a bar on a terminal. stdout is for data alone.
import { SingleBar } from 'cli-progress';
import { visible } from '../model/wording.ts';

/** Receives what happens; tests hand in a silent one. */
export interface Talk {
  say(line: string): void;
  warn(line: string): void;
  /** Starts counting towards `total`; `step` names what was just done. */
  progress(what: string, total: number): Progress;
}

export interface Progress {
  step(label: string): void;
  done(): void;
}

export const silent: Talk = {
  say: () => {},
  warn: () => {},
  progress: () => ({ step: () => {}, done: () => {} }),
};

/** Talks on a stream: bars when it is a terminal, otherwise a line now and then. */
export function talkOn(stream: NodeJS.WriteStream): Talk {
  const line = (text: string) => stream.write(`${visible(text)}\n`);
  return {
    say: line,
    warn: (text) => line(`warning: ${text}`),
    progress: (what, total) => (stream.isTTY ? bar(stream, what, total) : lines(line, what, total)),
  };
}

function bar(stream: NodeJS.WriteStream, what: string, total: number): Progress {
  const single = new SingleBar({
    stream,
    format: `${what} {bar} {value}/{total} {eta_formatted} {label}`,
    barsize: 24,
    hideCursor: false,
    linewrap: false,
  });
  single.start(total, 0, { label: '' });
  return {
    step: (label) => single.increment({ label: visible(label, 40) }),
    done: () => single.stop(),
  };
}

/** Without a terminal: at most one line in five seconds, and one at the end. */
function lines(line: (text: string) => void, what: string, total: number): Progress {
  const everyMs = 5_000;
  const begun = Date.now();
  let last = begun;
  let done = 0;
  return {
    step: (label) => {
      done += 1;
      if (Date.now() - last < everyMs) return;
      last = Date.now();
      line(`${what}: ${done} of ${total} (${label})`);
    },
    done: () => line(`${what}: ${done} of ${total} in ${((Date.now() - begun) / 1000).toFixed(1)} s`),
  };
}

// The desk in a thread of its own, so that the page never waits.
import { openDesk } from './desk.ts';

const take = openDesk((answer) => postMessage(answer));
addEventListener('message', ({ data }) => void take(data));

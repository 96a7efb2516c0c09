// What a worker thread runs.
export { crawlsOf as default } from './crawls-of.ts';

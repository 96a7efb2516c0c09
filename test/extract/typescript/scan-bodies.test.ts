// Finding the bodies of functions without parsing: right where it answers, silent where it cannot be certain.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scanBodies } from '../../../src/extract/typescript/modules/scan/scan-bodies.ts';

/** Makes any body long enough to be told. */
const ballast = `/* ${'}{'.repeat(60)} */`;

/** The bodies of a text without their ballast; `B` in it stands for ballast. */
function found(text: string): readonly string[] | undefined {
  const whole = text.replaceAll('B', ballast);
  return scanBodies(whole)?.list.map(({ start, end }) => whole.slice(start, end).replaceAll(ballast, 'B'));
}

const told: Readonly<Record<string, readonly [text: string, ...bodies: string[]]>> = {
  'a declaration': ['function moor() {B}', '{B}'],
  'an expression, an arrow and a method': [
    'a = function () {B}; b = (c) => {B}; d = { e() {B}, async *f() {B}, get g() {B}, [h]() {B}, "i j"() {B} };',
    ...Array.from({ length: 7 }, () => '{B}'),
  ],
  'members of a class': [
    'class A extends mix(B1) { constructor() {B} static #b() {B} c = () => {B}; static {B} }',
    '{B}',
    '{B}',
    '{B}',
  ],
  'bodies inside a body, outer first': [
    'function a() { return () => {B}; function b() {B} }',
    '{ return () => {B}; function b() {B} }',
    '{B}',
    '{B}',
  ],
  'blocks that are no bodies': [
    'if (a) {B} else {B} for (;;) {B} while (b) {B} do {B} while (c) switch (d) { case 1: {B} } try {B} catch (e) {B} finally {B} label: {B} for await (f of g) {B}',
  ],
  'an object that an arrow gives': ['a = () => ({ b: `B` });'],
  'a brace in a string': [
    'function a() { b = "}\\"{"; c = \'{\\\n}\';B}',
    '{ b = "}\\"{"; c = \'{\\\n}\';B}',
  ],
  'templates within templates': [
    `a = \`{ \${ { b: \`}\${ () => {B} }\` }.b } {\` + function () {B}`,
    '{B}',
    '{B}',
  ],
  'a brace in a regular expression': [
    'a = /[/}]\\/{/g; if (b) /}/.test(c); d = [/{/, e => /{/]; return /{/; function f() {B}',
    '{B}',
  ],
  'a slash that divides': [
    'a = b / c; d = (e) / f[0] / 2; g = h++ / i; function j() {B} k = { l: 1 } / 2;',
    '{B}',
  ],
  'words that are members': ['a.return / b; c?.if(d) / e; f.class; g = () => {B}', '{B}'],
  'a loop over what is of a word': ['for (const a of /{/.exec(b)) c(); of / d; e = () => {B}', '{B}'],
  'a spread before a keyword': ['a(...typeof /{/, ...new B2(() => {B}))', '{B}'],
  'numbers with dots': ['a = 1. / 2; b = .5 / c; d = 1..e / 3; f = () => {B}', '{B}'],
  'comments and a line for the shell': ['#!/usr/bin/env node {{{\n// {{{\n/* {{{ */ () => {B}', '{B}'],
  'an arrow that counts down': ['while (a-->0) b(() => {B})', '{B}'],
  'shifts and comparisons': ['a = b << c < d >>> e; f = (g < h) << 2; i = () => {B}', '{B}'],
};

for (const [what, [text, ...bodies]] of Object.entries(told)) {
  test(`it sees ${what}`, () => {
    const long = text.replace(/\bB\d/g, (name) => name.toLowerCase());
    assert.deepEqual(found(long), bodies);
  });
}

const untold: Readonly<Record<string, string>> = {
  'markup in a text': 'a = <p>it is {b}</p>; function c() {B}',
  'a generic arrow': 'const a = <T>(b: T) => {B}',
  'a comment in the way of HTML': '<!-- {\nfunction a() {B}',
  'the end of such a comment': 'function a() {B}\n  --> {',
  'an escape in a name': 'function \\u0061() {B}',
  'a slash behind a word that may be a name': 'a = await /{/; function b() {B}',
  'a slash behind a function': 'function a() {B} /b/.test(c)',
  'a string without end': 'a = "b\nfunction c() {B}',
  'a template without end': `a = \`\${b}; function c() {B}`,
  'a comment without end': '/* function a() {B}',
  'a regular expression without end': 'a = /b\n; function c() {B}',
  'a bracket too many': 'function a() {B})',
  'a bracket too few': 'function a() {B',
  'crossed brackets': 'function a() { ( B} )',
  'white space that not everybody takes for such': 'a\u3000= () => {B}',
  'brackets without end': '['.repeat(100_000),
};

for (const [what, text] of Object.entries(untold)) {
  test(`it does not answer for ${what}`, () => {
    assert.equal(found(text), undefined);
  });
}

test('a body holds the words outside the bodies inside it', () => {
  const text = `function a() { const anchor = 1; ${ballast} return () => { this.rope("knot"); ${ballast} }; }`;
  const bodies = scanBodies(text);
  assert.deepEqual(bodies?.holding('anchor'), [0]);
  assert.deepEqual(bodies?.holding('rope'), [1]);
  assert.deepEqual(bodies?.holding('knot'), [1]);
  assert.deepEqual(bodies?.holding('sail'), []);
});

test('the cost grows as the text does', () => {
  const cost = (times: number) => {
    const text = `a=function(){return{b:/[/]/,c:\`\${d}\`}};`.repeat(times);
    const before = process.cpuUsage();
    scanBodies(text);
    const { user, system } = process.cpuUsage(before);
    return user + system;
  };
  cost(10_000);
  assert.ok(cost(80_000) < 40 * Math.max(cost(10_000), 5_000));
});
